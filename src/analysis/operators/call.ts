/** An operator as the call that it is to the operands, and whose call it is. */
import type { Behaviour, Call, TensorValue, Value } from '../../values/index.ts';
import { at, type Frame } from '../frame.ts';
import type { Machine } from '../machine.ts';

export function operatorCall(
  m: Machine,
  frame: Frame,
  e: { start: number; end: number },
  values: readonly Value[],
  spans: readonly { start: number; end: number }[],
): Call {
  const args = values.map((value, i) => ({ name: undefined, value, at: at(frame, spans[i] ?? e) }));
  return { host: m.host, site: at(frame, e), args, open: false };
}

/** Of an operand that says itself what operators give, which NumPy's arrays leave to it. */
export function behaviourAmong(left: Value, right: Value): Behaviour | undefined {
  const found = [left, right].find(value => value.kind === 'native' && value.behaviour.operate);
  return found?.kind === 'native' ? found.behaviour : undefined;
}

export function tensorAmong(left: Value, right: Value): TensorValue | undefined {
  return left.kind === 'tensor' ? left : right.kind === 'tensor' ? right : undefined;
}
