/**
 * Sizes that Keras calls None: a batch, a number of steps that a model leaves open. Each is a symbol of its own, so that it can be followed through
 * the model; while a model is only being described, Keras takes such a size to fit any other.
 */
import {
  compare,
  constantOf,
  type Dim,
  type Origin,
  type Shape,
  symbol,
  symbolsOf,
  unknownDim,
} from '../../../shapes/index.ts';
import type { Host } from '../../parts.ts';

const MARK = 'none:';

const AXES: readonly (readonly string[])[] = [
  ['batch'],
  ['batch'],
  ['batch', 'features'],
  ['batch', 'steps', 'features'],
  ['batch', 'height', 'width', 'channels'],
  ['batch', 'steps', 'height', 'width', 'channels'],
];

/** What the axes of a Keras tensor of this rank usually mean. */
export function axisNames(rank: number): readonly string[] {
  return AXES[rank] ?? ['batch', ...Array.from({ length: rank - 1 }, (_, i) => `dim${i + 1}`)];
}

export function none(host: Host, name: string, site: Origin): Dim {
  return symbol(name, { id: `${MARK}${name}:${host.nextId()}`, origin: site });
}

/** A shape of this rank of which nothing more is known: its sizes may well be fixed. */
export function unknownShape(host: Host, rank: number, site: Origin): Shape {
  return axisNames(rank).map(name => host.freshSymbol(name, site));
}

export const isNone = (dim: Dim): boolean => symbolsOf(dim).some(found => found.id.startsWith(MARK));

/** Provably different; while a model is being described None fits everything, and so does what was computed from it. */
export function differs(a: Dim, b: Dim, symbolic: boolean): boolean {
  if (symbolic && (isNone(a) || isNone(b))) return false;
  return compare(a, b) === 'different';
}

/** Every size that is left open as one of which nothing is known, so that it fits all. */
export const opened = (shape: Shape): Shape =>
  shape.map(dim => (isNone(dim) ? unknownDim(dim.origins[0]) : dim));

export const isConstant = (dim: Dim): boolean => constantOf(dim) !== undefined;
