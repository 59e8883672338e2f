/** What a condition teaches inside its branches: a flag that was tested is known there, and a tested name is not None. */
import type { CompareExpr, Expr } from '../syntax/tree.ts';
import { bool, NONE, type Value } from '../values/index.ts';
import type { Frame } from './frame.ts';
import type { Machine } from './machine.ts';
import { setAttribute } from './objects.ts';
import { assignName, lookup } from './scope.ts';

export function narrow(m: Machine, frame: Frame, test: Expr, holds: boolean): void {
  if (test.kind === 'unary' && test.op === 'not') narrow(m, frame, test.operand, !holds);
  else if (test.kind === 'logical' && test.op === (holds ? 'and' : 'or')) {
    narrow(m, frame, test.left, holds);
    narrow(m, frame, test.right, holds);
  } else if (test.kind === 'compare') narrowNone(m, frame, test, holds);
  else replace(m, frame, test, value => truthy(value, holds));
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
