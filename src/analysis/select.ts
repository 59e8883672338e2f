/** `a if flag else b` where only the flag's name is known: sizes stay exact, so that `2 if bidirectional else 1` meets an LSTM's directions as equal. */
import { type Dim, select, symbolsOf } from '../shapes/index.ts';
import { bool, integer, joinValues, type Value } from '../values/index.ts';

export function selectByFlag(flag: Dim | undefined, whenTrue: Value, whenFalse: Value): Value {
  if (flag && symbolsOf(flag).length > 0) {
    if (whenTrue.kind === 'number' && whenFalse.kind === 'number' && whenTrue.dim && whenFalse.dim) {
      return integer(select(flag, whenTrue.dim, whenFalse.dim));
    }
    if (
      whenTrue.kind === 'bool' &&
      whenFalse.kind === 'bool' &&
      whenTrue.value === true &&
      whenFalse.value === false
    ) {
      return bool(undefined, flag);
    }
  }
  return joinValues(whenTrue, whenFalse);
}
