/**
 * Assertions about shapes that do not hold: `assert out.shape == (2, 5, 16)`, `assert out.size(-1) == 16`. Others are the program's own affair.
 * https://docs.python.org/3/reference/simple_stmts.html#the-assert-statement
 */
import { compare } from '../../shapes/index.ts';
import type { Expr } from '../../syntax/tree.ts';
import {
  type AssertionConflict,
  asDim,
  asInt,
  asShape,
  isFrameworkGuessed,
  shapeOf,
  type TensorValue,
} from '../../values/index.ts';
import { evaluate } from '../expressions.ts';
import { at, type Frame } from '../frame.ts';
import { type Machine, quietly } from '../machine.ts';
import { isSure } from './refusal.ts';

/** States it for an assertion that is known to be false. */
export function refuseAssertion(m: Machine, frame: Frame, test: Expr): void {
  if (!isSure(m) || test.kind !== 'compare' || test.ops.length !== 1 || test.ops[0] !== '==') return;
  const [left, right] = test.operands;
  if (!left || !right) return;
  const found = quietly(m, () => ofShape(m, frame, left, right) ?? ofShape(m, frame, right, left));
  if (!found) return;
  const { tensor, asked, asserted } = found;
  m.host.refuse({
    kind: 'assertion',
    framework: 'python',
    operation: 'assert',
    at: at(frame, test),
    receiver: tensor,
    tensor: { role: 'tensor', shape: shapeOf(tensor), tensor, at: at(frame, asked) },
    asserted,
    says: 'AssertionError',
  });
}

interface Asserted {
  readonly tensor: TensorValue;
  /** The tensor as written. */
  readonly asked: Expr;
  readonly asserted: AssertionConflict['asserted'];
}

function ofShape(m: Machine, frame: Frame, asked: Expr, is: Expr): Asserted | undefined {
  const whole = shapeAsked(asked);
  const one = whole ? undefined : axisAsked(asked);
  const owner = whole ?? one?.owner;
  const tensor = owner && evaluate(m, frame, owner);
  const shape = tensor?.kind === 'tensor' ? shapeOf(tensor) : undefined;
  if (!owner || tensor?.kind !== 'tensor' || !shape || isFrameworkGuessed(tensor)) return undefined;
  const stated = evaluate(m, frame, is);
  if (whole) {
    const asserted = stated.kind === 'list' ? asShape(stated) : undefined;
    return asserted && { tensor, asked: owner, asserted: { shape: asserted } };
  }
  const position = one && asInt(evaluate(m, frame, one.axis));
  const axis = position === undefined || position >= 0 ? position : position + shape.length;
  const [dim, actual] = [asDim(stated), axis === undefined ? undefined : shape[axis]];
  if (axis === undefined || !dim || !actual || compare(dim, actual) !== 'different') return undefined;
  return { tensor, asked: owner, asserted: { axis, dim } };
}

/** `x` of `x.shape`, `x.size()`, `tuple(x.shape)`. */
function shapeAsked(e: Expr): Expr | undefined {
  if (e.kind === 'attribute') return e.name === 'shape' ? e.object : undefined;
  if (e.kind !== 'call') return undefined;
  const [argument] = e.arguments;
  if (e.callee.kind === 'attribute' && e.callee.name === 'size' && !argument) return e.callee.object;
  const isConverted = e.callee.kind === 'name' && /^(tuple|list)$/.test(e.callee.name);
  return isConverted && argument ? shapeAsked(argument.value) : undefined;
}

/** `x` and the axis of `x.shape[2]`, `x.size(2)`. */
function axisAsked(e: Expr): { readonly owner: Expr; readonly axis: Expr } | undefined {
  if (e.kind === 'index') {
    const [axis, ...more] = e.indices;
    const owner = shapeAsked(e.object);
    return owner && axis && axis.kind !== 'slice' && more.length === 0 ? { owner, axis } : undefined;
  }
  if (e.kind !== 'call' || e.callee.kind !== 'attribute' || e.callee.name !== 'size') return undefined;
  const [argument] = e.arguments;
  return argument ? { owner: e.callee.object, axis: argument.value } : undefined;
}
