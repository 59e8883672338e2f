/** `a += b` of what has a method of its own for it, as containers of modules do; most often it gives itself. */
import type { BinaryOp } from '../../syntax/tree.ts';
import type { Call, Value } from '../../values/index.ts';
import { callMethod, callValue } from '../calls.ts';
import type { Machine } from '../machine.ts';

const METHODS: Readonly<Record<string, string>> = { '+': '__iadd__', '*': '__imul__', '|': '__ior__' };

/** undefined: it has none. `call.args` are the operands. */
export function inPlace(m: Machine, call: Call, op: BinaryOp): Value | undefined {
  const [before, value] = call.args.map(argument => argument.value);
  const name = METHODS[op];
  if (!before || !value || name === undefined) return undefined;
  if (before.kind === 'object') return callMethod(m, before, name, [value], call.site);
  const method = before.kind === 'native' && before.behaviour.attribute?.(m.host, name, call.site);
  return method ? callValue(m, method, { args: call.args.slice(1), open: false }, call.site) : undefined;
}
