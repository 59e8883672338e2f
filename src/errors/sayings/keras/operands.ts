/** What Keras, and TensorFlow beneath it, say of tensors that are combined, cut or reshaped. */
import { KERAS, KERAS_AND_TFJS, type Meaning, type Saying, words } from '../../saying.ts';
import { type Sizes, sizesOf, written } from '../../sizes.ts';
import { pair, shapesOf, shown } from '../shapes.ts';

export const kerasOperands: readonly Saying[] = [
  {
    frameworks: KERAS,
    about: ['operands', 'target-shape'],
    pattern: words(
      String.raw`Cannot broadcast shape, the failure dim has value <n>, which cannot be broadcasted to <n>\. Input shapes are: <shape> and <shape>`,
    ),
    read: ([, a, b, left, right]) => ({
      ...pair(
        left,
        right,
        (first, second) =>
          `Two tensors are combined element by element: ${first} and ${second}. From the last axis on, sizes must be equal, or one of them 1.`,
      ),
      expected: Number(b),
      actual: Number(a),
    }),
  },
  {
    frameworks: KERAS,
    about: ['operands', 'input-rank'],
    pattern: words(String.raw`In\[0\] and In\[1\] has different ndims: <shape> vs\. <shape>`),
    read: ([, a, b]) =>
      pair(
        a,
        b,
        (left, right) => `${left} is multiplied by ${right}: both must have the same number of axes.`,
      ),
  },
  {
    frameworks: KERAS,
    about: ['operands', 'argument'],
    pattern: words(
      'Input to reshape is a tensor with <n> values, but the requested shape requires a multiple of <n>',
    ),
    read: ([, count, factor]) => ({
      sentences: [
        `A tensor of ${count} elements cannot take this shape: the sizes that are given multiply to ${factor}, and ${count} is not a multiple of it.`,
      ],
      expected: Number(factor),
      actual: Number(count),
    }),
  },
  {
    frameworks: KERAS,
    about: ['operands', 'argument'],
    pattern: words(
      String.raw`ways to split should evenly divide the split dimension, but got split_dim <n> \(size = <n>\) and num_split <n>`,
    ),
    read: ([, axis, size, parts]) => ({
      sentences: [`Axis ${axis} has ${size}, and cannot be split into ${parts} equal parts.`],
      expected: Number(parts),
      actual: Number(size),
    }),
  },
  {
    frameworks: KERAS,
    about: ['operands'],
    pattern: words(
      String.raw`Shapes of all inputs must match: values\[\d+\]\.shape = <shape> != values\[\d+\]\.shape = <shape>`,
    ),
    read: ([, a, b]) =>
      pair(a, b, (left, right) => `Tensors are stacked that are not of one shape: ${left} and ${right}.`),
  },
  {
    frameworks: KERAS,
    about: ['operands', 'program'],
    pattern: words('slice index <n> of dimension <n> out of bounds'),
    read: ([, index, axis]) => ({
      sentences: [`Position ${index} is asked for on axis ${axis}, which is not that long.`],
      expected: Number(index),
    }),
  },
  {
    frameworks: KERAS,
    about: ['target-shape', 'feature-size', 'operands', 'initial-state', 'argument'],
    pattern: words(
      String.raw`Dimensions must be equal, but are <n> and <n> for '([^']{1,300})'(?: \(op: '(\w{1,60})'\))? with input shapes: <shape>, <shape>`,
    ),
    read: ([, a, b, node = '', , left, right]) => unequal(a, b, node, left, right),
  },
  {
    frameworks: KERAS,
    about: ['feature-size', 'initial-state', 'operands'],
    pattern: words(String.raw`Matrix size-incompatible: In\[0\]: <shape>, In\[1\]: <shape>`),
    read: ([, left, right]) => product(sizesOf(left), sizesOf(right)),
  },
  {
    frameworks: KERAS,
    about: ['operands', 'target-shape', 'initial-state', 'feature-size'],
    pattern: words(String.raw`[Ii]ncompatible shapes: <shape> vs\.? <shape>`),
    read: ([, a, b]) =>
      pair(
        a,
        b,
        (left, right) =>
          `Two tensors are combined element by element whose shapes do not fit: ${left} and ${right}.`,
      ),
  },
  {
    frameworks: KERAS_AND_TFJS,
    about: ['operands'],
    pattern:
      /requires inputs with matching shapes except for the concat(?:enation)? axis\. (?:Received: input_shape=|Got input shapes: )(\[.{1,300}?\])$/m,
    read: ([, list = '']) => {
      const shapes = [...list.slice(1, -1).matchAll(/[([][^()[\]]*[)\]]/g)]
        .map(([text]) => sizesOf(text))
        .filter(sizes => sizes !== undefined);
      return {
        sentences: [
          `Tensors are joined that differ on another axis than the one they are joined along${shapes.length > 0 ? `: ${shapes.slice(0, 6).map(written).join(', ')}` : ''}.`,
        ],
        shapes,
        layer: { types: /^Concatenate$/ },
      };
    },
  },
  {
    frameworks: KERAS,
    about: ['operands'],
    pattern: words(
      String.raw`(?:Incompatible input shapes: axis values <n> \(at axis <n>\) != <n> \(at axis <n>\)\. Full input shapes: |Dimension incompatibility <n> != <n>\. Layer shapes: )<shape>, <shape>`,
    ),
    read: ([, a, atA, b, atB, c, d, left, right]) => ({
      ...pair(
        left,
        right,
        (first, second) =>
          `A dot product of ${first} and ${second}: the axes that are multiplied must be equal, and are ${a ?? c}${atA ? ` (axis ${atA})` : ''} and ${b ?? d}${atB ? ` (axis ${atB})` : ''}.`,
      ),
      layer: { types: /^Dot$/ },
    }),
  },
  {
    frameworks: KERAS_AND_TFJS,
    about: ['operands'],
    pattern: words(
      String.raw`Inputs have incompatible shapes\. Received shapes <shape> and <shape>|Operands could not be broadcast together with shapes <shape> <shape>`,
    ),
    read: ([, a, b, c, d]) =>
      pair(
        a ?? c,
        b ?? d,
        (left, right) =>
          `Tensors are merged element by element, whose shapes without the batch do not fit: ${left} and ${right}.`,
      ),
  },
  {
    frameworks: KERAS_AND_TFJS,
    about: ['operands', 'argument', 'feature-size'],
    pattern: words(
      String.raw`[Tt]otal size of (?:the tensor|new array) must be unchanged(?!, however)(?:[\s\S]{0,160}?(?:input_shape|input_shape =)\s?=?\s?<shape>, (?:target|output)_shape ?= ?<shape>)?`,
    ),
    read: ([, from, to]) => ({
      ...pair(
        from,
        to,
        (a, b) => `Each example of ${a} cannot become ${b}: they do not hold the same number of elements.`,
      ),
      layer: { types: /^Reshape$/ },
    }),
  },
  {
    frameworks: KERAS,
    about: ['operands', 'argument'],
    pattern: words(
      String.raw`size cannot by divided by the specified dimensions in '?target_shape'?[\s\S]{0,80}?input_shape=<shape>, target_shape=<shape>`,
    ),
    read: ([, from, to]) => ({
      ...pair(
        from,
        to,
        (a, b) => `Each example of ${a} cannot become ${b}: what is open there would not be a whole number.`,
      ),
      layer: { types: /^Reshape$/ },
    }),
  },
  {
    frameworks: KERAS,
    about: ['operands'],
    pattern: words(
      String.raw`Cannot reshape a tensor with <n> elements to shape <shape> \(<n> elements\)|Input to reshape is a tensor with <n> values, but the requested shape has <n>`,
    ),
    read: ([, a, to, b, c, d]) => ({
      sentences: [`A tensor of ${a ?? c} elements cannot take a shape of ${b ?? d}.`],
      expected: Number(b ?? d),
      actual: Number(a ?? c),
      shapes: shapesOf(to),
    }),
  },
  {
    frameworks: KERAS,
    about: ['operands', 'input-rank'],
    pattern: words(
      '(?:output size would be zero or negative|dimensions in the output is <= 0)(?:[sS]{0,120}?(?:inputs shape=|input shape )<shape>)?',
    ),
    read: ([, shape]) => ({
      sentences: [
        `The window of the convolution or pooling is longer than what it slides over${shape ? `: the input is ${shown(shape)}` : ''}.`,
      ],
      shapes: shapesOf(shape),
      layer: { types: /Conv|Pool/ },
    }),
  },
  {
    frameworks: KERAS,
    about: ['operands', 'input-rank'],
    pattern: words('Negative dimension size caused by subtracting <n> from <n>'),
    read: ([, window, size]) => ({
      sentences: [`A window of ${window} is longer than the axis that it slides over, which has ${size}.`],
      expected: Number(window),
      actual: Number(size),
      layer: { types: /Conv|Pool/ },
    }),
  },
  {
    frameworks: KERAS,
    about: ['operands', 'argument'],
    pattern: words(String.raw`indices\[[\d,]*\] = <n> is not in \[0, <n>\)`),
    read: ([, index, size]) => ({
      sentences: [
        `Entry ${index} is asked of an embedding, or of what \`gather\` reads, which has ${size}; entries are counted from 0.`,
      ],
      layer: { types: /^Embedding$/, ...(size === undefined ? {} : { inputSize: Number(size) }) },
    }),
  },
  {
    frameworks: KERAS,
    about: ['operands'],
    pattern: words(
      String.raw`ConcatOp : (?:Dimension <n> in both shapes must be equal: shape\[0\] = <shape> vs\. shape\[\d\] = <shape>|Ranks of all input tensors should match: shape\[0\] = <shape> vs\. shape\[\d\] = <shape>)`,
    ),
    read: ([, , a, b, c, d]) =>
      pair(a ?? c, b ?? d, (left, right) => `Tensors are joined that do not fit: ${left} and ${right}.`),
  },
  {
    frameworks: KERAS,
    about: ['operands', 'input-rank'],
    pattern: words('Index out of range using input dim <n>; input has only <n> dims'),
    read: ([, axis, rank]) => ({
      sentences: [`A subscript speaks of axis ${axis}, and the tensor has ${rank} axes, counted from 0.`],
      rank: { expected: undefined, actual: Number(rank) },
    }),
  },
];

function unequal(a = '', b = '', node: string, left?: string, right?: string): Meaning {
  const shapes = shapesOf(left, right);
  const sizes = { expected: Number(a), actual: Number(b), shapes };
  const named = shapes.map(written).join(' and ');
  if (/loss|metrics/.test(node))
    return {
      ...sizes,
      about: ['target-shape'],
      sentences: [
        `The loss compares targets with what the model gives, and they do not fit: ${named}, ${a} is not ${b}.`,
      ],
    };
  if (/MatMul/.test(node)) {
    const [input, weight] = shapes;
    return {
      shapes,
      expected: Number(b),
      actual: Number(a),
      about: ['feature-size', 'operands', 'initial-state'],
      sentences: [
        `${/MatMul_1/.test(node) ? 'A state' : 'An input'} of ${a} features meets a weight made for ${b}: ${named}.`,
      ],
      ...(input && weight && { layer: { inputSize: Number(b) } }),
    };
  }
  return {
    ...sizes,
    sentences: [`Two tensors are combined whose sizes must be equal and are ${a} and ${b}: ${named}.`],
  };
}

function product(left: Sizes | undefined, right: Sizes | undefined): Meaning {
  if (!left || !right) return { sentences: ['A matrix product whose inner sizes differ.'] };
  const [have, want] = [left.at(-1) ?? null, right.at(-2) ?? null];
  return {
    sentences: [
      `${written(left)} is multiplied by ${written(right)}: the first has ${have ?? '?'} features, the second was made for ${want ?? '?'}.`,
    ],
    actual: have,
    expected: want,
    shapes: [left, right],
  };
}
