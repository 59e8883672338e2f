/** `len(window) == 30`: how many there are in a list inside of such a condition. */
import { add, type Dim, less, size } from '../shapes/index.ts';
import type { CompareExpr, Expr } from '../syntax/tree.ts';
import { asDim, type ListValue } from '../values/index.ts';
import { evaluate } from './expressions.ts';
import type { Frame } from './frame.ts';
import { type Machine, quietly } from './machine.ts';

export function narrowLength(m: Machine, frame: Frame, test: CompareExpr, holds: boolean): void {
  const [left, right] = test.operands;
  const [op, more] = test.ops;
  if (!left || !right || !op || more) return;
  const isMirrored = measured(left) === undefined;
  const [asked, given] = isMirrored ? [right, left] : [left, right];
  const name = measured(asked);
  const relation = isMirrored ? MIRRORED[op] : op;
  if (!name || !relation) return;
  const [list, count] = quietly(
    m,
    () => [evaluate(m, frame, name), asDim(evaluate(m, frame, given))] as const,
  );
  if (list.kind !== 'list' || 'known' in list.items.value || !count) return;
  const length = lengthIf(list, holds ? relation : NEGATED[relation], count);
  if (length) m.heap.write(list.items, { element: list.items.value.element, length });
}

/** What is measured: `window` of `len(window)`. */
function measured(e: Expr): Expr | undefined {
  if (e.kind === 'attribute' && e.name === 'length') return e.object;
  if (e.kind !== 'call' || e.callee.kind !== 'name' || e.callee.name !== 'len') return undefined;
  const [argument, ...more] = e.arguments;
  const isPlain = argument?.value.kind === 'name' || argument?.value.kind === 'attribute';
  return isPlain && more.length === 0 ? argument.value : undefined;
}

/** A deque that has as many as it may hold, or more, has as many. */
function lengthIf({ most }: ListValue, relation: string | undefined, count: Dim): Dim | undefined {
  if (relation === '==') return count;
  const least = relation === '>=' ? count : relation === '>' ? add(count, size(1)) : undefined;
  return most && least && less(least, most) === false ? most : undefined;
}

const NEGATED: Readonly<Record<string, string>> = {
  '!=': '==',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  '==': '!=',
};
const MIRRORED: Readonly<Record<string, string>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};
