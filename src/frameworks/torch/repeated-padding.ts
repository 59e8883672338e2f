/**
 * Padding with what lies inside: mirrored, repeated at the edge, or from the other end. It takes one axis or two before those that are padded, and no more
 * than there is inside. Source: torch/_meta_registrations.py and aten/src/ATen/native/PadNd.cpp of PyTorch 2.13.
 */
import { add, type Dim, less, size } from '../../shapes/index.ts';
import { type Operation, operandAt, option } from '../array/operation.ts';
import { padLastAxes } from '../array/padding.ts';
import { refuseOperands, refuseRank, type Scene } from '../array/scene.ts';
import { asDim, asString, itemsOf, type Operand, type Value } from '../parts.ts';

export type Repeating = 'reflect' | 'replicate' | 'circular';

export const isRepeating = (mode: string | undefined): mode is Repeating =>
  mode === 'reflect' || mode === 'replicate' || mode === 'circular';

/** `F.pad(x, (left, right), mode='reflect')`. */
export const padded = (op: Operation): Value => {
  const mode = asString(option(op, 'mode'));
  const widths = itemsOf(option(op, 'pad'))?.map(asDim);
  const input = operandAt(op);
  const wrong = isRepeating(mode) && widths && input && refuseRepeated(op, input, { mode, widths });
  return wrong || padLastAxes(op);
};

const NAMES: Readonly<Record<number, readonly string[]>> = {
  1: ['length'],
  2: ['height', 'width'],
  3: ['depth', 'height', 'width'],
};

interface Repeated {
  readonly mode: Repeating;
  /** Before and behind, of the last axis first. */
  readonly widths: readonly (Dim | undefined)[];
}

/** The value of a call that is refused; undefined where nothing is provably wrong. */
export function refuseRepeated(scene: Scene, input: Operand, { mode, widths }: Repeated): Value | undefined {
  const { shape } = input;
  const padded = Math.floor(widths.length / 2);
  if (!shape || widths.length % 2 !== 0 || padded < 1 || padded > 3) return undefined;
  const rank = shape.length;
  if (rank !== padded + 1 && rank !== padded + 2) {
    const says = `Padding size ${widths.length} is not supported for ${rank}D input tensor.`;
    return rank < padded
      ? undefined
      : refuseRank(
          scene,
          input,
          [padded + 1, padded + 2],
          ['batch', 'channels', ...(NAMES[padded] ?? [])],
          says,
        );
  }
  for (const [i, width] of widths.entries()) {
    const axis = rank - 1 - Math.floor(i / 2);
    const dim = shape[axis];
    if (!dim || !width || !isTooWide(mode, width, dim)) continue;
    const needed = mode === 'reflect' ? add(width, size(1)) : width;
    return refuseOperands(scene, [input], { kind: 'too-small', axis, dim, needed }, scene.site, SAYS[mode]);
  }
  return undefined;
}

const SAYS: Readonly<Record<Repeating, string>> = {
  reflect: 'Padding size should be less than the corresponding input dimension',
  replicate: 'Padding size should be less than the corresponding input dimension',
  circular: 'Padding value causes wrapping around more than once.',
};

function isTooWide(mode: Repeating, width: Dim, dim: Dim): boolean {
  if (mode === 'replicate') return false;
  return mode === 'reflect' ? less(width, dim) === false : less(dim, width) === true;
}
