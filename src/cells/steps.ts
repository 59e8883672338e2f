/**
 * Positions in a trace. A position is one integer, time step times operations plus operation, so that going forward n and back n
 * is exactly where one was.
 */
import type { Program } from './program.ts';

/** How many positions a sequence of `steps` time steps has. */
export function positionCount(program: Program, steps: number): number {
  return program.operations.length * steps;
}

export interface Place {
  readonly time: number;
  readonly operation: number;
}

/** The place of a position; positions outside of the sequence are clamped. */
export function placeOf(program: Program, steps: number, position: number): Place {
  const width = program.operations.length;
  const index = clamp(position, positionCount(program, steps));
  return { time: Math.floor(index / width), operation: index % width };
}

export function positionOf(program: Program, place: Place): number {
  return place.time * program.operations.length + place.operation;
}

/** One operation, one line (gate or state), or one time step at a time. */
export type Grain = 'operation' | 'line' | 'time';

/** The position `count` grains further on (negative: back), clamped to the sequence. By time, the operation stays the same; by line, it is the line's last. */
export function moved(
  program: Program,
  steps: number,
  position: number,
  grain: Grain,
  count: number,
): number {
  const all = positionCount(program, steps);
  if (grain === 'operation') return clamp(clamp(position, all) + count, all);
  const { time, operation } = placeOf(program, steps, position);
  if (grain === 'time') return positionOf(program, { time: clamp(time + count, steps), operation });
  const lines = program.operations.filter(each => each.final).map(each => each.index);
  const line = lines.findIndex(last => last >= operation);
  const next = clamp(time * lines.length + line + count, lines.length * steps);
  return positionOf(program, {
    time: Math.floor(next / lines.length),
    operation: lines[next % lines.length] ?? 0,
  });
}

function clamp(value: number, count: number): number {
  return Math.min(Math.max(Math.trunc(value), 0), Math.max(count - 1, 0));
}
