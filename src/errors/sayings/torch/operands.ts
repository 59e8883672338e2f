/** What PyTorch says of tensors that are combined, cut or reshaped. */
import { type Meaning, type Saying, TORCH, words } from '../../saying.ts';
import { elements, type Sizes, sizesOf, written } from '../../sizes.ts';
import { counted, pair, shown } from '../shapes.ts';

export const torchOperands: readonly Saying[] = [
  {
    frameworks: TORCH,
    about: ['operands', 'feature-size', 'target-shape'],
    pattern: words(
      String.raw`The size of tensor a \(<n>\) must match the size of tensor b \(<n>\) at non-singleton dimension <n>`,
    ),
    read: ([, a, b, axis]) => ({
      sentences: [
        `Two tensors are combined element by element: on axis ${axis} one has ${a}, the other ${b}. Sizes must be equal there, or one of them 1.`,
      ],
      expected: Number(a),
      actual: Number(b),
    }),
  },
  {
    frameworks: TORCH,
    about: ['operands', 'argument'],
    pattern: words(
      String.raw`The expanded size of the tensor \(<n>\) must match the existing size \(<n>\) at non-singleton dimension <n>`,
    ),
    read: ([, want, have, axis]) => ({
      sentences: [
        `A tensor is expanded, or written into another: axis ${axis} is ${have}, where ${want} is needed. Only an axis of size 1 can be expanded.`,
      ],
      expected: Number(want),
      actual: Number(have),
    }),
  },
  {
    frameworks: TORCH,
    about: ['operands'],
    pattern: words(String.raw`size mismatch, got (?:input \(\d+\), )?mat \(<n>x<n>\),? vec \(<n>\)`),
    read: ([, , want, have]) => ({
      sentences: [`A matrix with ${want} columns is multiplied by a vector of ${have}; both must be equal.`],
      expected: Number(want),
      actual: Number(have),
    }),
  },
  {
    frameworks: TORCH,
    about: ['operands'],
    pattern: words('inconsistent tensor size, expected tensor <shape> and src <shape>'),
    read: ([, a, b]) =>
      pair(a, b, (left, right) => `A product of two vectors of different lengths: ${left} and ${right}.`),
  },
  {
    frameworks: TORCH,
    about: ['operands', 'argument'],
    pattern: words(
      'split_with_sizes expects split_sizes to sum exactly to <n>[^,]{0,80}, but got split_sizes=<shape>',
    ),
    read: ([, size, parts]) => ({
      sentences: [`An axis of ${size} is split into parts of ${shown(parts)}, which do not add up to it.`],
      expected: Number(size),
    }),
  },
  {
    frameworks: TORCH,
    about: ['operands', 'argument'],
    pattern: words(String.raw`Provided sizes <shape> don't multiply up to the size of dim <n> \(<n>\)`),
    read: ([, sizes, axis, size]) => ({
      sentences: [
        `Axis ${axis} has ${size}, and cannot become ${shown(sizes)}: these sizes do not multiply to it.`,
      ],
      expected: Number(size),
    }),
  },
  {
    frameworks: TORCH,
    about: ['operands', 'argument'],
    pattern: words('Halving dimension must be even, but dimension <n> is size <n>'),
    read: ([, axis, size]) => ({
      sentences: [`\`glu\` halves axis ${axis}, which has ${size}: it must be even.`],
      actual: Number(size),
    }),
  },
  {
    frameworks: TORCH,
    about: ['operands'],
    pattern: words(
      'shape of the mask <shape> at index <n> does not match the shape of the indexed tensor <shape>',
    ),
    read: ([, mask, , tensor]) =>
      pair(
        mask,
        tensor,
        (a, b) => `A mask of ${a} selects from a tensor of ${b}; the axes that it covers must be equal.`,
      ),
  },
  {
    frameworks: TORCH,
    about: ['operands', 'input-rank'],
    pattern: words(
      String.raw`(?:Invalid computed output size: <n>|Calculated padded input size per channel: <shape>\. Kernel size: <shape>)`,
    ),
    read: ([, , input, kernel]) => ({
      sentences: [
        `The window of the convolution or pooling is longer than what it slides over${input ? `: the input is ${shown(input)} with its padding, the window ${shown(kernel)}` : ''}.`,
      ],
      layer: { types: /Conv|Pool/ },
    }),
  },
  {
    frameworks: TORCH,
    about: ['operands', 'argument'],
    pattern:
      /Index tensor must have the same number of dimensions as|Number of dimensions of repeat dims can not be smaller/,
    read: () => ({
      sentences: [
        'What is given for each axis, indices or repeats, is given for another number of axes than the tensor has.',
      ],
    }),
  },
  {
    frameworks: TORCH,
    about: ['operands', 'argument'],
    pattern: words("shape '<shape>' is invalid for input of size <n>"),
    read: ([, to, count]) => reshaped(sizesOf(to), Number(count)),
  },
  {
    frameworks: TORCH,
    about: ['operands'],
    pattern: words(
      String.raw`Sizes of tensors must match except in dimension <n>\. (?:Got|Expected size) <n> (?:and|but got size) <n>`,
    ),
    read: ([, axis, a, b]) => ({
      sentences: [
        `Tensors are joined along axis ${axis}, and differ on another: ${a} and ${b}. All other axes must be equal.`,
      ],
      expected: Number(a),
      actual: Number(b),
    }),
  },
  {
    frameworks: TORCH,
    about: ['operands'],
    pattern: words('Tensors must have same number of dimensions: got <n> and <n>'),
    read: ([, a, b]) => ({
      sentences: [`Tensors are joined that have ${a} and ${b} dimensions; all must have the same number.`],
      rank: { expected: Number(a), actual: Number(b) },
    }),
  },
  {
    frameworks: TORCH,
    about: ['operands'],
    pattern: words(
      String.raw`stack expects each tensor to be equal size, but got <shape> at entry \d+ and <shape> at entry`,
    ),
    read: ([, a, b]) =>
      pair(a, b, (left, right) => `Tensors are stacked that are not of one shape: ${left} and ${right}.`),
  },
  {
    frameworks: TORCH,
    about: ['operands', 'argument'],
    pattern: words(
      String.raw`Dimension out of range \(expected to be in range of \[<n>, <n>\], but got <n>\)`,
    ),
    read: ([, low, high, axis]) => ({
      sentences: [
        `Axis ${axis} is asked for, but the tensor has ${counted(Number(high) + 1, 'dimension')}, so that axes go from ${low} to ${high}.`,
      ],
      rank: { expected: undefined, actual: Number(high) + 1 },
    }),
  },
  {
    frameworks: TORCH,
    about: ['operands', 'program', 'initial-state', 'tuple-as-tensor'],
    pattern: words('index <n> is out of bounds for dimension <n> with size <n>'),
    read: ([, index, axis, size]) => ({
      sentences: [
        `Position ${index} is asked for on axis ${axis}, which has ${size}: positions go from 0 to ${Number(size) - 1}.`,
      ],
      expected: Number(index),
      actual: Number(size),
    }),
  },
  {
    frameworks: TORCH,
    about: ['operands', 'argument'],
    pattern: /index out of range in self/,
    read: () => ({
      sentences: [
        'An embedding is asked for an entry that it does not have: an index is negative, or not below `num_embeddings`.',
      ],
      layer: { types: /^Embedding/ },
    }),
  },
  {
    frameworks: TORCH,
    about: ['operands', 'argument'],
    pattern: words(String.raw`start \(<n>\) \+ length \(<n>\) exceeds dimension size \(<n>\)`),
    read: ([, start, length, size]) => ({
      sentences: [`From position ${start} on ${length} are asked for, and the axis has ${size}.`],
      expected: Number(length),
      actual: Number(size),
    }),
  },
  {
    frameworks: TORCH,
    about: ['operands'],
    pattern: words(
      String.raw`einsum\(\): subscript (\w) has size <n> for operand <n> which does not broadcast with previously seen size <n>`,
    ),
    read: ([, label = '', have, operand, seen]) => ({
      sentences: [
        `The subscript \`${label}\` is ${have} in operand ${operand}, and was ${seen} before; one letter stands for one size.`,
      ],
      expected: Number(seen),
      actual: Number(have),
    }),
  },
  {
    frameworks: TORCH,
    about: ['operands'],
    pattern: words('Expected size for first two dimensions of batch2 tensor to be: <shape> but got: <shape>'),
    read: ([, want, have]) =>
      pair(
        want,
        have,
        (a, b) =>
          `In a product of batches the second operand must begin with ${a}, and begins with ${b}: batch, and the inner size.`,
      ),
  },
  {
    frameworks: TORCH,
    about: ['operands', 'input-rank'],
    pattern:
      /batch1 must be a 3D tensor|batch2 must be a 3D tensor|1D tensors expected, but got|self must be a matrix|mat2 must be a matrix/,
    read: () => ({
      sentences: ['A product of matrices got a tensor with another number of dimensions than it takes.'],
    }),
  },
  {
    frameworks: TORCH,
    about: ['operands', 'argument'],
    pattern: words(
      String.raw`permute\(.*?\): number of dimensions in the tensor input does not match the length of the desired ordering of dimensions i\.e\. input\.dim\(\) = <n> is not equal to len\(dims\) = <n>`,
    ),
    read: ([, have, want]) => ({
      sentences: [
        `The tensor has ${have} dimensions, and \`permute\` names ${want}; it must name each once.`,
      ],
      rank: { expected: Number(want), actual: Number(have) },
    }),
  },
  {
    frameworks: TORCH,
    about: ['argument', 'operands'],
    pattern: words('Trying to create tensor with negative dimension <n>: <shape>'),
    read: ([, size]) => ({
      sentences: [`A size came out as ${size}; sizes are not negative.`],
      expected: Number(size),
    }),
  },
];

function reshaped(to: Sizes | undefined, count: number): Meaning {
  if (!to) return { sentences: [`A tensor of ${count} elements cannot take this shape.`] };
  const fixed = elements(to.filter(size => size !== null)) ?? 0;
  const isOpen = to.includes(null);
  const why = isOpen
    ? `The sizes that are given multiply to ${fixed}, and ${count} is not a multiple of it.`
    : `The shape has ${fixed} elements.`;
  return {
    sentences: [`A tensor of ${count} elements cannot become ${written(to)}. ${why}`],
    expected: fixed,
    actual: count,
    shapes: [to],
  };
}
