/** Products of the last axes with a kernel. Sources: flax/linen/linear.py, flax/nnx/nn/linear.py. */
import { compare, type Dim, normalizeAxes, type Shape } from '../../../shapes/index.ts';
import { refuseRank, refuseSize, type Scene } from '../../array/scene.ts';
import { asDim, asInt, itemsOf, type Operand, type Value } from '../../parts.ts';

export const PRODUCT_SAYS = 'dot_general requires contracting dimensions to have the same shape';

export interface Dense {
  /** Sizes of the axes that are multiplied away; undefined: not known. */
  readonly inputs: readonly (Dim | undefined)[];
  readonly outputs: Shape;
  /** Axes of the input, one for each of `inputs`. */
  readonly axes: readonly number[];
  readonly words: SizeWords;
}

/** How another size than that of the weights is told. */
export interface SizeWords {
  /** The argument that set it; undefined: the first input did. */
  readonly parameter: string | undefined;
  readonly says?: string;
}

/** Linen compares the weights that a call needs with those that it is given, before it computes anything. */
export const LINEN_WORDS: SizeWords = {
  parameter: undefined,
  says: 'the given initializer is expected to generate shape …, but the existing parameter it received has shape',
};

/** The last axis to another size. */
export const ofLastAxis = (inputs: Dim | undefined, output: Dim, words: SizeWords): Dense => ({
  inputs: [inputs],
  outputs: [output],
  axes: [-1],
  words,
});

/** The output's shape; 'refused' where that has been stated. */
export function denseShape(scene: Scene, input: Operand, dense: Dense): Shape | undefined | 'refused' {
  const { shape } = input;
  if (!shape) return undefined;
  const axes = normalizeAxes(dense.axes, shape.length);
  if (!axes.ok) {
    refuseRank(scene, input, [dense.axes.length, dense.axes.length + 1], ['batch', 'features']);
    return 'refused';
  }
  for (const [i, axis] of axes.value.entries()) {
    const [expected, actual] = [dense.inputs[i], shape[axis]];
    if (!expected || !actual || compare(expected, actual) !== 'different') continue;
    refuseSize(scene, input, { axis, expected, actual, ...dense.words });
    return 'refused';
  }
  return [...shape.filter((_, axis) => !axes.value.includes(axis)), ...dense.outputs];
}

/** Sizes given as one number or a tuple of them; undefined where they are not known. */
export function severalSizes(value: Value): readonly Dim[] | undefined {
  const one = asDim(value);
  if (one) return [one];
  const dims = itemsOf(value)?.map(asDim);
  return dims?.every(dim => dim !== undefined) ? dims : undefined;
}

/** Axes given as one number or a tuple of them. */
export function severalAxes(value: Value): readonly number[] | undefined {
  const one = asInt(value);
  if (one !== undefined) return [one];
  const axes = itemsOf(value)?.map(asInt);
  return axes?.every(axis => axis !== undefined) ? axes : undefined;
}
