/** Two shapes of a message, said in a sentence. */
import type { Meaning } from '../saying.ts';
import { type Sizes, sizesOf, written } from '../sizes.ts';

export function pair(
  a: string | undefined,
  b: string | undefined,
  say: (a: string, b: string) => string,
): Meaning {
  const [left, right] = [sizesOf(a), sizesOf(b)];
  if (!left || !right) return { sentences: ['Two shapes do not fit.'] };
  return { sentences: [say(written(left), written(right))], shapes: [left, right] };
}

/** Of losses that take targets of the output's own shape. */
export const unequalTargets = (target: string | undefined, output: string | undefined): Meaning =>
  pair(
    target,
    output,
    (a, b) => `The targets are ${a}, what the model gives is ${b}; this loss takes equal shapes.`,
  );

export function shapesOf(...texts: readonly (string | undefined)[]): readonly Sizes[] {
  return texts.map(sizesOf).filter(sizes => sizes !== undefined);
}

export function shown(shape: string | undefined): string {
  const sizes = sizesOf(shape);
  return sizes ? written(sizes) : 'another shape';
}

/** '1 dimension', '3 dimensions' */
export function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
