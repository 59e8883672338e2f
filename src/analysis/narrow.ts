/** What a condition teaches inside its branches: a flag that was tested is known there, and a tested name is not None. */
import { constantOf, type Dim } from '../shapes/index.ts';
import type { Argument, CallExpr, CompareExpr, Expr } from '../syntax/tree.ts';
import {
  asDim,
  asInt,
  asShape,
  bool,
  NONE,
  shapeOf,
  sizeAlong,
  string,
  type Value,
} from '../values/index.ts';
import { equality } from './comparisons.ts';
import { equateValues } from './equated.ts';
import { evaluate } from './expressions.ts';
import { at, type Frame } from './frame.ts';
import { isInstance, mayBeScalar } from './library/instances.ts';
import { type Machine, quietly } from './machine.ts';
import { narrowLength } from './narrow-length.ts';
import { setAttribute } from './objects.ts';
import { assignName, lookup } from './scope.ts';
import { askedAsTensor, givenAsTensor } from './stated.ts';

export function narrow(m: Machine, frame: Frame, test: Expr, holds: boolean): void {
  if (test.kind === 'unary' && test.op === 'not') narrow(m, frame, test.operand, !holds);
  else if (test.kind === 'logical' && test.op === (holds ? 'and' : 'or')) {
    narrow(m, frame, test.left, holds);
    narrow(m, frame, test.right, holds);
  } else if (test.kind === 'compare') {
    narrowNone(m, frame, test, holds);
    narrowText(m, frame, test, holds);
    narrowOptions(m, frame, test, holds);
    narrowLength(m, frame, test, holds);
    if (test.ops.every(op => op === '==') ? holds : test.ops.join() === '!=' && !holds)
      narrowSizes(m, frame, test);
    if (test.ops.length === 1 && (test.ops[0] === '==') === holds) narrowShape(m, frame, test);
  } else if (test.kind === 'call') narrowInstance(m, frame, test, holds);
  else replace(m, frame, test, value => truthy(value, holds));
}

/** `isinstance(x, float)`: of a few possible values those are left of which that may be said; an array that may be a scalar may be anything else. */
function narrowInstance(
  m: Machine,
  frame: Frame,
  { callee, arguments: args }: CallExpr,
  holds: boolean,
): void {
  const [object, type, more] = args;
  if (callee.kind !== 'name' || callee.name !== 'isinstance' || !object || !type || more) return;
  const asked = quietly(m, () => evaluate(m, frame, type.value));
  replace(m, frame, object.value, value => {
    if (value.kind === 'union') return without(value, option => isInstance(option, asked) === !holds);
    const isOpen = value.kind === 'tensor' && mayBeScalar(value) && isInstance(value, asked) === undefined;
    return isOpen && !holds ? m.host.unknown('what is no scalar', at(frame, object.value)) : undefined;
  });
}

/** `x is None`, `x is not None`, `x == None` */
function narrowNone(m: Machine, frame: Frame, test: CompareExpr, holds: boolean): void {
  const [left, right] = test.operands;
  const [op] = test.ops;
  if (!left || right?.kind !== 'none' || test.ops.length !== 1) return;
  const isNone = op === 'is' || op === '==' ? holds : op === 'is-not' || op === '!=' ? !holds : undefined;
  if (isNone === undefined) return;
  replace(m, frame, left, value => {
    if (isNone) return NONE;
    return without(value, option => option.kind === 'none');
  });
}

/** `kind == 'lstm'`, `kind in ['lstm', 'gru']`: a choice that is not known is one of these here. */
function narrowText(
  m: Machine,
  frame: Frame,
  { operands: [left, right], ops }: CompareExpr,
  holds: boolean,
): void {
  const [op] = ops;
  if (!left || !right || ops.length !== 1) return;
  const isEqual = (op === '==' && holds) || (op === '!=' && !holds);
  const isAmong = (op === 'in' && holds) || (op === 'not-in' && !holds);
  const texts = isEqual ? textsIn([right]) : isAmong && 'items' in right ? textsIn(right.items) : [];
  const [first, ...others] = texts;
  if (first === undefined || texts.length > MOST_CHOICES) return;
  const options =
    others.length === 0 ? string(first) : { kind: 'union' as const, options: texts.map(string) };
  replace(m, frame, left, value => (value.kind === 'unknown' ? options : undefined));
}

/** `count == 9`: of a few possible values those are left that agree. */
function narrowOptions(
  m: Machine,
  frame: Frame,
  { operands: [left, right], ops: [op, more] }: CompareExpr,
  holds: boolean,
): void {
  const isLiteral = right?.kind === 'number' || right?.kind === 'string' || right?.kind === 'boolean';
  if (!left || !isLiteral || more || (op !== '==' && op !== '!=')) return;
  const isEqual = (op === '==') === holds;
  const literal = evaluate(m, frame, right);
  replace(m, frame, left, value => without(value, option => equality(option, literal) === !isEqual));
}

/** As many alternatives as a value may have. */
const MOST_CHOICES = 4;

/** The texts of literals; none where one of the expressions is something else. */
function textsIn(expressions: readonly Expr[]): readonly string[] {
  const texts = expressions.map(e => (e.kind === 'string' ? e.value : undefined));
  return texts.every(text => text !== undefined) ? texts : [];
}

/** `F == 64` and `T == x.shape[1] == 30` behind `B, T, F = x.shape`: what the sizes are from here on. */
function narrowSizes(m: Machine, frame: Frame, { operands }: CompareExpr): void {
  const [first, ...others] = operands;
  if (!first || !operands.every(changesNothing)) return;
  for (const other of others)
    quietly(m, () => equateValues(m, evaluate(m, frame, first), evaluate(m, frame, other)));
}

/** Whether code may be evaluated once more. */
function changesNothing(e: Expr): boolean {
  switch (e.kind) {
    case 'name':
    case 'number':
      return true;
    case 'attribute':
      return changesNothing(e.object);
    case 'index':
      return (
        changesNothing(e.object) && e.indices.every(each => each.kind !== 'slice' && changesNothing(each))
      );
    case 'tuple':
    case 'list':
      return e.items.every(changesNothing);
    case 'binary':
      return changesNothing(e.left) && changesNothing(e.right);
    case 'call':
      return mentionsShape(e) && e.arguments.every(({ value }) => changesNothing(value));
    default:
      return false;
  }
}

/** `x.shape == (b, t, 64)`, `x.shape[2] == 64`, `x.size(1) == t`, `x.ndim == 3`: what holds from here on. */
function narrowShape(m: Machine, frame: Frame, { operands: [left, right], ops }: CompareExpr): void {
  if (!left || !right || (ops[0] !== '==' && ops[0] !== '!=') || !mentionsShape(left)) return;
  const is = quietly(m, () => evaluate(m, frame, right));
  askShape(m, frame, left, asShape(is)?.length);
  const stated = quietly(m, () => evaluate(m, frame, left));
  const size = asDim(is);
  if (stated.kind === 'list' && stated.shapeOf && asShape(is))
    m.host.learn(stated.shapeOf, asShape(is) ?? []);
  else if (size) learnSize(m, frame, left, size);
}

/** `x.shape` as that of a tensor with so many axes, `x.size(0)`: a parameter that was anything before is a tensor from here on. */
export function askShape(m: Machine, frame: Frame, e: Expr, axes?: number): void {
  const asked = e.kind === 'call' ? e.callee : e;
  const by = e.kind === 'call' ? 'size' : 'shape';
  if (asked.kind !== 'attribute' || asked.object.kind !== 'name' || asked.name !== by) return;
  const isOfAll = e.kind !== 'call' || e.arguments.length === 0;
  replace(m, frame, asked.object, value =>
    askedAsTensor(m, frame, value, { by, axes: isOfAll ? axes : undefined, site: asked }),
  );
}

/** `lstm(x)`: what a layer of PyTorch is called with is a tensor from here on. */
export function takeAsInput(m: Machine, frame: Frame, [first]: readonly Argument[], called: Value): void {
  if (called.kind !== 'native' || !called.layer || called.class.framework !== 'torch') return;
  const given = first?.spread === null && !first.name ? first.value : undefined;
  if (given?.kind === 'name')
    replace(m, frame, given, value => givenAsTensor(m, frame, value, { framework: 'torch', site: given }));
}

function mentionsShape(e: Expr): boolean {
  switch (e.kind) {
    case 'attribute':
      return e.name === 'shape' || e.name === 'ndim';
    case 'index':
      return mentionsShape(e.object);
    case 'call':
      return e.callee.kind === 'attribute' && (e.callee.name === 'size' || e.callee.name === 'dim');
    default:
      return false;
  }
}

/** One axis, or how many there are. */
function learnSize(m: Machine, frame: Frame, e: Expr, size: Dim): void {
  const asked = e.kind === 'index' ? e.object : e.kind === 'call' ? e.callee : e;
  const owner = asked.kind === 'attribute' ? evaluate(m, frame, asked.object) : undefined;
  if (owner?.kind !== 'tensor') return;
  const shape = shapeOf(owner);
  const count = constantOf(size);
  const isRank = e.kind === 'attribute' || (e.kind === 'call' && e.arguments.length === 0);
  if (isRank && !shape && count !== undefined && count <= MOST_AXES)
    m.host.learn(
      owner,
      Array.from({ length: count }, (_, axis) => sizeAlong(owner, axis, at(frame, e))),
    );
  if (isRank || !shape) return;
  const [index] = e.kind === 'index' ? e.indices : e.kind === 'call' ? e.arguments.map(a => a.value) : [];
  const position = index && index.kind !== 'slice' ? asInt(evaluate(m, frame, index)) : undefined;
  const axis = position !== undefined && position < 0 ? position + shape.length : position;
  m.host.learn(
    owner,
    shape.map((dim, i) => (i === axis ? size : dim)),
  );
}

const MOST_AXES = 8;

/** A flag that is known by name only gets its value; options that contradict the condition go. */
function truthy(value: Value, holds: boolean): Value | undefined {
  if (value.kind === 'bool' && value.value === undefined) return bool(holds);
  if (value.kind !== 'union') return undefined;
  return without(
    value,
    option => (option.kind === 'none' && holds) || (option.kind === 'bool' && option.value === !holds),
  );
}

function without(value: Value, excluded: (option: Value) => boolean): Value | undefined {
  if (value.kind !== 'union') return undefined;
  const options = value.options.filter(option => !excluded(option));
  const [only] = options;
  if (!only) return undefined;
  return options.length === 1 ? only : { kind: 'union', options };
}

/** Rebinds a name or an attribute of a name inside the branch. */
function replace(m: Machine, frame: Frame, e: Expr, better: (value: Value) => Value | undefined): void {
  if (e.kind === 'name') {
    const value = lookup(frame.scope, e.name);
    const narrowed = value && better(value);
    if (narrowed && frame.scope.variables.has(e.name)) assignName(m, frame, e.name, narrowed);
  } else if (e.kind === 'attribute' && e.object.kind === 'name') {
    const object = lookup(frame.scope, e.object.name);
    if (object?.kind !== 'object') return;
    const value = object.attributes.value.get(e.name);
    const narrowed = value && better(value);
    if (narrowed) setAttribute(m, object, e.name, narrowed);
  }
}
