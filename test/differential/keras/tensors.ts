/** Symbolic inputs and arrays. */
import type { Draw } from '../draw.ts';
import type { Guess, Sketch } from '../program.ts';

export const list = (items: readonly (number | string)[]): string => items.join(', ');

export const tuple = (items: readonly (number | string)[]): string =>
  items.length === 1 ? `(${items[0]},)` : `(${list(items)})`;

/** Sizes without the batch. */
export const shapeOfRank = (draw: Draw, rank: number): readonly number[] =>
  Array.from({ length: rank }, () => draw.size());

/** A new symbolic input; a guess has no batch axis. */
export function input(s: Sketch, shape: readonly number[], options: readonly string[] = []): Guess {
  const name = s.fresh('x');
  const written = s.draw.chance(0.3) ? `shape=${tuple(shape)}` : tuple(shape);
  s.add('Input', `${name} = keras.Input(${list([written, ...options])})`);
  return s.knows(name, shape);
}

/** A symbolic tensor of this many axes besides the batch. */
export function symbolic(s: Sketch, rank: number): Guess {
  const there = s.draw.chance(0.7)
    ? s.tensor(t => t.shape.length === rank && t.kind === 'float' && t.name.startsWith('x'))
    : undefined;
  return there ?? input(s, shapeOfRank(s.draw, rank));
}
