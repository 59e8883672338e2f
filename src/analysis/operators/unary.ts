/** Operators of one operand. */
import { tensorBehaviour } from '../../frameworks/index.ts';
import { negate, size, subtract, unknownDim } from '../../shapes/index.ts';
import type { UnaryExpr } from '../../syntax/tree.ts';
import { asDim, bool, float, integer, NONE, string, type Value } from '../../values/index.ts';
import { forEachOption } from '../alternatives.ts';
import { isChance } from '../chance.ts';
import { evaluate } from '../expressions.ts';
import { at, type Frame } from '../frame.ts';
import type { Machine } from '../machine.ts';
import { truthOf } from '../truth.ts';
import { noteWhole } from '../uses.ts';
import { operatorCall } from './call.ts';
import { numberValue } from './numbers.ts';

export function evaluateUnary(m: Machine, frame: Frame, e: UnaryExpr): Value {
  const operand = evaluate(m, frame, e.operand);
  if (e.op === 'not') {
    if (isChance(operand)) return operand;
    const known = truthOf(m, frame, operand);
    return bool(known === undefined ? undefined : !known);
  }
  return forEachOption(m, [operand], ([value]) => unary(m, frame, e, value ?? operand));
}

/** JavaScript's names of types. What is none may be `undefined` or `null`, which are told apart. */
const TYPES: Readonly<Partial<Record<Value['kind'], string>>> = {
  number: 'number',
  string: 'string',
  bool: 'boolean',
  list: 'object',
  dict: 'object',
  object: 'object',
  tensor: 'object',
  function: 'function',
  'native-function': 'function',
  class: 'function',
  bound: 'function',
};

/** JavaScript's `+text` is the number that it says. */
function ofText(m: Machine, frame: Frame, e: UnaryExpr, text: string | undefined): Value {
  const number = text === undefined ? Number.NaN : Number(text);
  if (Number.isNaN(number))
    return m.host.unknown(`the value of \`${m.host.textOf(at(frame, e))}\``, at(frame, e));
  return Number.isSafeInteger(number) ? numberValue(number) : float(number);
}

function unary(m: Machine, frame: Frame, e: UnaryExpr, operand: Value): Value {
  if (operand.kind === 'tensor') {
    noteWhole(m, operand);
    const call = operatorCall(m, frame, e, [operand], [e.operand]);
    return tensorBehaviour(operand.framework)?.unary?.(call, e.op) ?? operand;
  }
  if (operand.kind === 'native' && operand.behaviour.operate)
    return operand.behaviour.operate(operatorCall(m, frame, e, [operand], [e.operand]));
  if (e.op === 'typeof') return string(TYPES[operand.kind]);
  if (e.op === 'void') return NONE;
  if (e.op === '+' && operand.kind === 'string') return ofText(m, frame, e, operand.value);
  const dim = asDim(operand);
  if (dim && operand.kind === 'number')
    return e.op === '-' ? integer(negate(dim)) : e.op === '+' ? operand : integer(subtract(size(-1), dim));
  // JavaScript's `~~x` cuts off what is behind the point.
  if (operand.kind === 'number' && e.op === '~')
    return operand.float === undefined ? integer(unknownDim()) : numberValue(~operand.float);
  if (operand.kind === 'number')
    return operand.float === undefined ? operand : float(e.op === '-' ? -operand.float : operand.float);
  return m.host.unknown(`the value of \`${m.host.textOf(at(frame, e))}\``, at(frame, e));
}
