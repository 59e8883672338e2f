/** What NumPy and JAX say, with the libraries that stand on JAX. */
import type { Conflict } from '../../values/index.ts';
import { JAX, NUMPY, type Saying, words } from '../saying.ts';
import { sizesOf, written } from '../sizes.ts';
import { pair, shapesOf, shown } from './shapes.ts';

const BOTH = [...NUMPY, ...JAX];
/** Layers of JAX have no checks of their own: what does not fit is refused by the product, the sum or the concatenation beneath. */
const BENEATH: readonly Conflict['kind'][] = ['operands', 'feature-size', 'initial-state', 'input-rank'];

export const arraySayings: readonly Saying[] = [
  {
    frameworks: NUMPY,
    about: ['operands'],
    pattern: words(
      String.raw`operands could not be broadcast together with (?:remapped )?shapes (?:\[original->remapped\]: )?<shape> <shape>`,
    ),
    read: ([, a, b]) =>
      pair(
        a,
        b,
        (left, right) =>
          `Two arrays are combined element by element: ${left} and ${right}. From the last axis on, sizes must be equal, or one of them 1.`,
      ),
  },
  {
    frameworks: NUMPY,
    about: ['operands'],
    pattern: words(
      String.raw`matmul: Input operand \d has a mismatch in its core dimension \d[\s\S]{0,80}?size <n> is different from <n>`,
    ),
    read: ([, have, want]) => ({
      sentences: [
        `In a matrix product the last axis of the first operand (${want}) must be as long as the one before the last of the second (${have}).`,
      ],
      expected: Number(want),
      actual: Number(have),
    }),
  },
  {
    frameworks: NUMPY,
    about: ['operands'],
    pattern: words(String.raw`shapes <shape> and <shape> not aligned: <n> \(dim <n>\) != <n> \(dim <n>\)`),
    read: ([, left, right, a, atA, b, atB]) => ({
      ...pair(
        left,
        right,
        (first, second) =>
          `A product of ${first} and ${second}: axis ${atA} of the first is ${a}, axis ${atB} of the second is ${b}; they must be equal.`,
      ),
      expected: Number(a),
      actual: Number(b),
    }),
  },
  {
    frameworks: BOTH,
    about: ['operands', 'argument'],
    pattern: words(
      String.raw`cannot reshape array of (?:size <n>|shape <shape> \(size <n>\)) into shape <shape>`,
    ),
    read: ([, a, from, b, to]) => ({
      sentences: [`An array of ${a ?? b} elements cannot take the shape ${written(sizesOf(to) ?? [])}.`],
      actual: Number(a ?? b),
      shapes: shapesOf(to, from),
    }),
  },
  {
    frameworks: NUMPY,
    about: ['operands'],
    pattern: words(
      'array dimensions (?:except )?for the concatenation axis must match exactly, but along dimension <n>, the array at index <n> has size <n> and the array at index <n> has size <n>',
    ),
    read: ([, axis, , a, , b]) => ({
      sentences: [
        `Arrays are joined that differ on axis ${axis}: ${a} and ${b}. All axes but the one that they are joined along must be equal.`,
      ],
      expected: Number(a),
      actual: Number(b),
    }),
  },
  {
    frameworks: NUMPY,
    about: ['operands'],
    pattern:
      /all the input arrays must have same number of dimensions|all input arrays must have the same shape/,
    read: () => ({
      sentences: [
        'Arrays are joined that do not have the same number of dimensions, or stacked that are not of one shape.',
      ],
    }),
  },
  {
    frameworks: BOTH,
    about: ['operands', 'argument'],
    pattern: words('axis <n> is out of bounds for array of dimension <n>'),
    read: ([, axis, rank]) => ({
      sentences: [`Axis ${axis} is asked for, and the array has ${rank} axes, counted from 0.`],
      rank: { expected: undefined, actual: Number(rank) },
    }),
  },
  {
    frameworks: BOTH,
    about: ['operands', 'program'],
    pattern: words('index <n> is out of bounds for axis <n> with size <n>'),
    read: ([, index, axis, size]) => ({
      sentences: [
        `Position ${index} is asked for on axis ${axis}, which has ${size}; positions are counted from 0.`,
      ],
      expected: Number(index),
      actual: Number(size),
    }),
  },
  {
    frameworks: [...BOTH, 'torch'],
    about: ['operands', 'program'],
    pattern: words(
      '[Tt]oo many indices(?: for (?:array|tensor))?(?: of dimension <n>|: array is <n>-dimensional, but <n> were indexed)?',
    ),
    read: ([, a, b, c]) => ({
      sentences: [
        (a ?? b) === undefined
          ? 'More positions are given than there are axes.'
          : `A subscript names ${c ?? 'more'} axes, and there are ${a ?? b}.`,
      ],
      ...((a ?? b) === undefined ? {} : { rank: { expected: undefined, actual: Number(a ?? b) } }),
    }),
  },
  {
    frameworks: NUMPY,
    about: ['operands', 'argument'],
    pattern: /array split does not result in an equal division/,
    read: () => ({
      sentences: ['An axis is split into equal parts, and its size is not a multiple of their number.'],
    }),
  },
  {
    frameworks: NUMPY,
    about: ['operands', 'argument'],
    pattern: /axes don't match array/,
    read: () => ({
      sentences: ['`transpose` must name each axis of the array once; it names another number of axes.'],
    }),
  },
  {
    frameworks: NUMPY,
    about: ['operands'],
    pattern: words(
      String.raw`could not (?:be )?broadcast (?:input array from shape|together with remapped shapes \[original->remapped\]:) <shape>(?:->\S{1,60})?(?: into shape| {1,2}and requested shape| ) ?<shape>`,
    ),
    read: ([, a, b]) =>
      pair(
        a,
        b,
        (left, right) => `${left} does not fit ${right}: from the last axis on, sizes must be equal, or 1.`,
      ),
  },
  {
    frameworks: BOTH,
    about: ['operands', 'argument'],
    pattern: words(
      'cannot select an axis to squeeze out which has size not equal to one(?:, got shape=<shape>)?',
    ),
    read: ([, shape]) => ({
      sentences: [
        `Only an axis of size 1 can be taken out by \`squeeze\`${shape ? `; the array is ${shown(shape)}` : ''}.`,
      ],
      shapes: shapesOf(shape),
    }),
  },
  {
    frameworks: NUMPY,
    about: ['operands', 'argument'],
    pattern: /inhomogeneous shape after (\d{1,3}) dimensions?/,
    read: () => ({ sentences: ['An array is made of rows that are not all of one length.'] }),
  },
  {
    frameworks: JAX,
    about: ['operands'],
    pattern: words(
      String.raw`(?:Cannot concatenate arrays with different numbers of dimensions: got|All input arrays must have the same shape\. Got) <shape>, <shape>`,
    ),
    read: ([, a, b]) =>
      pair(
        a,
        b,
        (left, right) => `Arrays are joined or stacked whose axes are not alike: ${left} and ${right}.`,
      ),
  },
  {
    frameworks: JAX,
    about: ['operands'],
    pattern: words(
      String.raw`Size of label '(\w)' for operand <n> \(<n>\) does not match previous terms \(<n>\)`,
    ),
    read: ([, label, , a, b]) => ({
      sentences: [
        `In an einsum the letter \`${label}\` stands for ${a} and for ${b}; one letter is one size.`,
      ],
      expected: Number(a),
      actual: Number(b),
    }),
  },
  {
    frameworks: JAX,
    about: ['operands', 'argument'],
    pattern: words(
      String.raw`Incompatible types for broadcasting: input type=\w{1,20}<shape> and requested type=\w{1,20}<shape>`,
    ),
    read: ([, a, b]) =>
      pair(a, b, (left, right) => `${left} cannot be expanded to ${right}: only an axis of size 1 can.`),
  },
  {
    frameworks: JAX,
    about: ['operands', 'argument', 'program'],
    pattern: /vmap got inconsistent sizes for array axes to be mapped/,
    read: () => ({
      sentences: [
        '`vmap` goes over an axis of several arguments at once, and these axes are not of one length.',
      ],
    }),
  },
  {
    frameworks: JAX,
    about: ['feature-size', 'operands'],
    pattern: words('rhs input feature dimension size, but <n> // <n> != <n>'),
    read: ([, have, , want]) => ({
      sentences: [`The convolution was made for ${want} channels, and its input has ${have}.`],
      expected: Number(want),
      actual: Number(have),
      layer: { types: /Conv/ },
    }),
  },
  {
    frameworks: JAX,
    about: BENEATH,
    pattern: words(
      'dot_general requires contracting dimensions to have the same shape, got <shape> and <shape>',
    ),
    read: ([, a, b]) => {
      const [have, want] = [sizesOf(a)?.at(-1), sizesOf(b)?.at(-1)];
      return {
        sentences: [
          `The input has ${have ?? '?'} features, the weight that it is multiplied by was made for ${want ?? '?'}.`,
        ],
        actual: have ?? null,
        expected: want ?? null,
      };
    },
  },
  {
    frameworks: JAX,
    about: BENEATH,
    pattern: words(
      String.raw`(?:[Ii]ncompatible shapes for broadcasting: (?:shapes=\[)?)<shape>,? (?:and )?<shape>`,
    ),
    read: ([, a, b]) =>
      pair(
        a,
        b,
        (left, right) =>
          `Two arrays are combined element by element: ${left} and ${right}. From the last axis on, sizes must be equal, or one of them 1.`,
      ),
  },
  {
    frameworks: JAX,
    about: BENEATH,
    pattern: words(
      'Cannot concatenate arrays with shapes that differ in dimensions other than the one being concatenated: concatenating along dimension <n> for shapes <shape>, <shape>',
    ),
    read: ([, axis, a, b]) =>
      pair(
        a,
        b,
        (left, right) =>
          `Arrays are joined along axis ${axis}: ${left} and ${right}. All other axes must be equal.`,
      ),
  },
  {
    frameworks: JAX,
    about: BENEATH,
    pattern: words(
      'expected to generate shape <shape>, but the existing parameter it received has shape <shape>',
    ),
    read: ([, needed, have]) =>
      pair(
        needed,
        have,
        (a, b) =>
          `With this input the weight would have to be ${a}, and it was made as ${b}: the input, or the state, has another number of features than at the first call.`,
      ),
  },
  {
    frameworks: JAX,
    about: ['initial-state', 'operands', 'argument', 'program', 'unpack-count', 'tuple-as-tensor'],
    pattern: /carry input and carry output must have equal types/,
    read: () => ({
      sentences: [
        'What a step of `scan` hands on must have the shape of what it got: the initial carry has another shape or structure than the one that the step returns.',
      ],
    }),
  },
  {
    frameworks: JAX,
    about: ['program'],
    pattern: /must be initialized inside an `?hk\.transform`?/,
    read: () => ({ sentences: ['A module of Haiku is made outside of `hk.transform`.'] }),
  },
  {
    frameworks: JAX,
    about: ['input-rank'],
    pattern: /(\w{1,60}) input must be rank-(\d) or rank-(\d)/,
    read: ([, type = '', low, high]) => ({
      sentences: [
        `${type} makes one step: it takes ${low} dimension (one example) or ${high} (a batch). A sequence goes through \`hk.dynamic_unroll\`.`,
      ],
      layer: { types: new RegExp(`^${type}$`) },
    }),
  },
];
