/**
 * Positions in a trace. A position is one integer, so that going forward n and back n is exactly where one was. Each operation has one position
 * in which all of its result is seen, and behind it one for every term of every element, in the order in which they are written.
 */
import type { Expression } from './expression.ts';
import type { Operation, Program } from './program.ts';
import { shapeOf } from './shape-text.ts';
import { dimsOf, type NumericSizes, numericShape, symbolShapes } from './sizes.ts';

/** Where the positions of one operation lie. */
export interface Stretch {
  /** Its first position within a time step. */
  readonly start: number;
  /** Numbers of its result. */
  readonly elements: number;
  readonly columns: number;
  /** Terms that each is the sum of. */
  readonly terms: number;
}

/** All positions of a program over a sequence. */
export interface Walk {
  readonly program: Program;
  /** Number of time steps. */
  readonly steps: number;
  /** By operation. */
  readonly stretches: readonly Stretch[];
  /** Positions of one time step. */
  readonly width: number;
}

export interface Place {
  readonly time: number;
  readonly operation: number;
  /** The element of the result, counted row by row; absent: all of it at once. */
  readonly element?: number;
  /** How far its sum has come: the last term that is added. With `element` only. */
  readonly term?: number;
}

export function walkOf(program: Program, sizes: NumericSizes, steps: number): Walk {
  const shapes = symbolShapes(program.bound, dimsOf(sizes));
  const numeric = (node: Expression): readonly number[] => {
    const shape = shapeOf(node, shapes);
    return shape.ok ? numericShape(shape.value) : [];
  };
  const stretches: Stretch[] = [];
  let start = 0;
  for (const operation of program.operations) {
    const [rows = 1, columns = 1] = numeric(operation.node);
    const terms = termCount(operation, numeric);
    stretches.push({ start, elements: rows * columns, columns, terms });
    start += 1 + rows * columns * terms;
  }
  return { program, steps, stretches, width: start };
}

function termCount({ node, operands }: Operation, numeric: (node: Expression) => readonly number[]): number {
  if (node.kind === 'apply' || node.operator === 'hadamard') return 1;
  if (node.operator !== 'multiply') return operands.length;
  const [left] = operands;
  return Math.max(1, (left && numeric(left.expression)[1]) ?? 1);
}

export function positionCount({ width, steps }: Walk): number {
  return width * steps;
}

/** The place of a position; positions outside of the sequence are clamped. */
export function placeOf(walk: Walk, position: number): Place {
  const index = clamp(position, positionCount(walk));
  const time = Math.floor(index / walk.width);
  const within = index - time * walk.width;
  const operation = walk.stretches.findLastIndex(({ start }) => start <= within);
  const { start = 0, terms = 1 } = walk.stretches[operation] ?? {};
  const inner = within - start - 1;
  if (inner < 0) return { time, operation };
  const element = Math.floor(inner / terms);
  return { time, operation, element, term: inner - element * terms };
}

/** An element without a term has all of its terms. */
export function positionOf(walk: Walk, { time, operation, element, term }: Place): number {
  const { start = 0, terms = 1 } = walk.stretches[operation] ?? {};
  const inner = element === undefined ? 0 : 1 + element * terms + (term ?? terms - 1);
  return time * walk.width + start + inner;
}

/** The whole of the last operation. */
export function lastPosition(walk: Walk): number {
  return positionOf(walk, { time: walk.steps - 1, operation: walk.stretches.length - 1 });
}

/** One product or summand, one number, one operation, one line (gate or state), or one time step at a time. */
export type Grain = 'term' | 'element' | 'operation' | 'line' | 'time';

/**
 * The position `count` grains further on (negative: back); it stays where there is no further one. By time, everything else stays the same; by line, it is the
 * line's last operation; by element, sums are whole.
 */
export function moved(walk: Walk, position: number, grain: Grain, count: number): number {
  const from = clamp(position, positionCount(walk));
  if (grain === 'term') return clamp(from + count, positionCount(walk));
  if (grain === 'time') {
    const time = Math.floor(from / walk.width);
    return from + (clamp(time + count, walk.steps) - time) * walk.width;
  }
  const step = count < 0 ? back : forward;
  let now = from;
  for (let left = Math.abs(Math.trunc(count)); left > 0; left--) {
    const next = step(walk, now, grain);
    if (next === undefined) return now;
    now = next;
  }
  return now;
}

/** To the end of the time step, or of the next one from there. */
export function timeFinished(walk: Walk, position: number): number {
  const { time } = placeOf(walk, position);
  const end = positionOf(walk, { time, operation: walk.stretches.length - 1 });
  return position < end || time === walk.steps - 1 ? end : end + walk.width;
}

function forward(walk: Walk, position: number, grain: Grain): number | undefined {
  const place = placeOf(walk, position);
  if (grain === 'element') {
    const { elements = 1, terms = 1 } = walk.stretches[place.operation] ?? {};
    const next = place.element === undefined ? 0 : place.element + (place.term === terms - 1 ? 1 : 0);
    if (next < elements) return positionOf(walk, { ...place, element: next, term: terms - 1 });
  }
  return wholeFrom(walk, place, 1, grain === 'line');
}

function back(walk: Walk, position: number, grain: Grain): number | undefined {
  const place = placeOf(walk, position);
  const { time, operation, element } = place;
  const isWanted = grain !== 'line' || walk.program.operations[operation]?.final;
  if (element !== undefined && grain === 'element')
    return positionOf(walk, element > 0 ? { time, operation, element: element - 1 } : { time, operation });
  if (element !== undefined && isWanted) return positionOf(walk, { time, operation });
  const before = wholeFrom(walk, place, -1, grain === 'line');
  if (before === undefined || grain !== 'element') return before;
  const there = placeOf(walk, before);
  return positionOf(walk, { ...there, element: (walk.stretches[there.operation]?.elements ?? 1) - 1 });
}

/** The whole of the next operation, or of the next that ends a line. */
function wholeFrom(walk: Walk, place: Place, by: 1 | -1, lines: boolean): number | undefined {
  const { operations } = walk.program;
  const count = operations.length;
  const all = count * walk.steps;
  let index = place.time * count + place.operation + by;
  while (lines && index >= 0 && index < all && !operations[index % count]?.final) index += by;
  if (index < 0 || index >= all) return undefined;
  return positionOf(walk, { time: Math.floor(index / count), operation: index % count });
}

function clamp(value: number, count: number): number {
  return Math.min(Math.max(Math.trunc(value), 0), Math.max(count - 1, 0));
}
