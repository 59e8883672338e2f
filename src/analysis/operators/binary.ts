/** Operators of two operands: tensors go to their framework, objects to their methods, the languages' own values to what the languages do. */
import { tensorBehaviour } from '../../frameworks/index.ts';
import type { BinaryExpr, BinaryOp } from '../../syntax/tree.ts';
import type { Call, Value } from '../../values/index.ts';
import { forEachOption } from '../alternatives.ts';
import { callMethod, callValue } from '../calls.ts';
import { evaluate } from '../expressions.ts';
import type { Frame } from '../frame.ts';
import type { Machine } from '../machine.ts';
import { refuseOperator, refusePercent } from '../python-errors/index.ts';
import { noteWhole } from '../uses.ts';
import { behaviourAmong, operatorCall, tensorAmong } from './call.ts';
import { formatted, mergedDicts, ofStrings } from './collections.ts';
import { ofLists } from './lists.ts';
import { ofNumbers } from './numbers.ts';

export function evaluateBinary(m: Machine, frame: Frame, e: BinaryExpr): Value {
  const left = evaluate(m, frame, e.left);
  const right = evaluate(m, frame, e.right);
  const call = operatorCall(m, frame, e, [left, right], [e.left, e.right]);
  return binary(m, frame, call, e.op, [left, right]);
}

/** `call.args` are the operands with their ranges. */
export function binary(
  m: Machine,
  frame: Frame,
  call: Call,
  op: BinaryOp,
  operands: readonly [Value, Value],
): Value {
  return forEachOption(m, operands, chosen => {
    if (chosen === operands) return binaryOf(m, frame, call, op);
    const args = call.args.map((argument, i) => ({ ...argument, value: chosen[i] ?? argument.value }));
    return binaryOf(m, frame, { ...call, args }, op);
  });
}

const OPERATOR_METHODS: Readonly<Record<string, string>> = {
  '+': '__add__',
  '-': '__sub__',
  '*': '__mul__',
  '/': '__truediv__',
  '@': '__matmul__',
  '//': '__floordiv__',
  '%': '__mod__',
  '|': '__or__',
};

function binaryOf(m: Machine, frame: Frame, call: Call, op: BinaryOp): Value {
  const left = call.args[0]?.value;
  const right = call.args[1]?.value;
  if (!left || !right) return m.host.unknown('an operand', call.site);
  // A text on the left is asked first, whatever stands beside it.
  if (op === '%' && left.kind === 'string') {
    refusePercent(m, left.value, call);
    return formatted(left, right);
  }
  const own = behaviourAmong(left, right)?.operate?.(call);
  if (own) return own;
  const tensor = tensorAmong(left, right);
  if (tensor) {
    noteWhole(m, left, right);
    const wrong = refuseOperator(m, call, op);
    if (wrong) return wrong;
    const behaviour = tensorBehaviour(tensor.framework);
    return behaviour ? behaviour.binary(call, op) : m.host.unknown('the result of an operator', call.site);
  }
  if (left.kind === 'object') {
    const result = callMethod(m, left, OPERATOR_METHODS[op] ?? '', [right], call.site);
    if (result) return result;
  }
  const reflected = right.kind === 'object' ? OPERATOR_METHODS[op]?.replace('__', '__r') : undefined;
  if (right.kind === 'object' && reflected) {
    const result = callMethod(m, right, reflected, [left], call.site);
    if (result) return result;
  }
  const method =
    left.kind === 'native' && left.behaviour.attribute?.(m.host, OPERATOR_METHODS[op] ?? '', call.site);
  if (method) return callValue(m, method, { args: call.args.slice(1), open: false }, call.site);
  return (
    arithmetic(frame, op, left, right) ?? refuseOperator(m, call, op) ?? unknownResult(m, call, left, right)
  );
}

/** Arithmetic with a parameter that nobody passes stays such a parameter: it may be a size, and as a size it is this one. */
function unknownResult(m: Machine, call: Call, left: Value, right: Value): Value {
  const lost = left.kind === 'unknown' ? left : right.kind === 'unknown' ? right : undefined;
  return m.host.because(
    lost?.reason ?? { missing: `the value of \`${m.host.textOf(call.site)}\``, at: call.site },
  );
}

function arithmetic(frame: Frame, op: BinaryOp, left: Value, right: Value): Value | undefined {
  if (left.kind === 'string' || right.kind === 'string') return ofStrings(frame, op, left, right);
  if (left.kind === 'dict' && right.kind === 'dict')
    return op === '|' && frame.language.name === 'python' ? mergedDicts(left, right) : undefined;
  if (left.kind === 'list' || right.kind === 'list') return ofLists(op, left, right);
  return ofNumbers(frame, op, left, right);
}
