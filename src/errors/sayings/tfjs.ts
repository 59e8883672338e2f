/** What TensorFlow.js says, beside what it has from Keras. */
import { RECURRENT, type Saying, TFJS, words } from '../saying.ts';
import { pair } from './shapes.ts';

const BARE = String.raw`([\d,]{1,60})`;

export const tfjsSayings: readonly Saying[] = [
  {
    frameworks: TFJS,
    about: ['operands', 'feature-size', 'initial-state'],
    pattern: words(
      String.raw`Error in matMul: inner shapes \(<n>\) and \(<n>\) of Tensors with shapes ${BARE} and ${BARE}`,
    ),
    read: ([, have, want, left, right]) => ({
      ...pair(
        left,
        right,
        (a, b) =>
          `${a} is multiplied by ${b}: the first has ${have} features, the second was made for ${want}.`,
      ),
      actual: Number(have),
      expected: Number(want),
    }),
  },
  {
    frameworks: TFJS,
    about: ['operands', 'initial-state', 'target-shape'],
    pattern: new RegExp(
      String.raw`Operands could not be broadcast together with shapes \[?${BARE}\]?(?: and | )\[?${BARE}\]?`,
    ),
    read: ([, a, b]) =>
      pair(
        a,
        b?.replace(/,$/, ''),
        (left, right) =>
          `Two tensors are combined element by element whose shapes do not fit: ${left} and ${right}.`,
      ),
  },
  {
    frameworks: TFJS,
    about: ['operands'],
    pattern: words(
      String.raw`Shape of tensors\[\d+\] \(${BARE}\) does not match the shape of the rest \(${BARE}\) along the non-concatenated axis <n>`,
    ),
    read: ([, a, b, axis]) =>
      pair(a, b, (left, right) => `Tensors are joined that differ on axis ${axis}: ${left} and ${right}.`),
  },
  {
    frameworks: TFJS,
    about: ['operands', 'target-shape'],
    pattern: new RegExp(`Shapes ${BARE} and ${BARE} must match`),
    read: ([, a, b]) =>
      pair(a, b, (left, right) => `Two tensors must be of one shape, and are ${left} and ${right}.`),
  },
  {
    frameworks: TFJS,
    about: ['operands', 'argument'],
    pattern: /Number of splits must evenly divide the axis/,
    read: () => ({
      sentences: ['An axis is split into equal parts, and its size is not a multiple of their number.'],
    }),
  },
  {
    frameworks: TFJS,
    about: ['operands', 'argument'],
    pattern: words(`Error in transpose: rank of input <n> must match length of perm ${BARE}`),
    read: ([, rank, order]) => ({
      sentences: [`\`transpose\` must name each of the ${rank} axes once; it is given \`${order}\`.`],
      rank: { expected: undefined, actual: Number(rank) },
    }),
  },
  {
    frameworks: TFJS,
    about: ['operands', 'argument'],
    pattern: words(
      String.raw`Axis must be <= rank of the tensor|values in axis param must be in range \[<n>, <n>\) but got axis <n>`,
    ),
    read: ([, , high, axis]) => ({
      sentences: [
        axis === undefined
          ? 'An axis is asked for that the tensor does not have.'
          : `Axis ${axis} is asked for, and the tensor has ${high} axes, counted from 0.`,
      ],
    }),
  },
  {
    frameworks: TFJS,
    about: ['operands', 'argument'],
    pattern: words(`Can't squeeze axis <n> since its dim '<n>' is not 1`),
    read: ([, axis, size]) => ({
      sentences: [`Only an axis of size 1 can be taken out by \`squeeze\`; axis ${axis} has ${size}.`],
      actual: Number(size),
    }),
  },
  {
    frameworks: TFJS,
    about: ['operands', 'argument'],
    pattern: words(String.raw`Size\(<n>\) must match the product of shape ${BARE}`),
    read: ([, count, to]) => ({
      ...pair(to, to, shape => `A tensor of ${count} elements cannot become ${shape}.`),
      actual: Number(count),
    }),
  },
  {
    frameworks: TFJS,
    about: ['argument', 'operands'],
    pattern: words(
      String.raw`Based on the provided shape, \[${BARE}\], the tensor should have <n> values but has <n>`,
    ),
    read: ([, shape, want, have]) => ({
      ...pair(shape, shape, named => `A tensor of ${named} has ${want} values, and ${have} are given.`),
      expected: Number(want),
      actual: Number(have),
    }),
  },
  {
    frameworks: TFJS,
    about: ['operands', 'argument'],
    pattern: words(
      String.raw`begin\[<n>\] \+ size\[\d+\] \(<n>\) would overflow input\.shape\[\d+\] \(<n>\)`,
    ),
    read: ([, axis, end, size]) => ({
      sentences: [`A slice ends at ${end} on axis ${axis}, which has ${size}.`],
      expected: Number(end),
      actual: Number(size),
    }),
  },
  {
    frameworks: TFJS,
    about: ['operands', 'argument'],
    pattern: words(String.raw`index value <n> is not in \[<n>, <n>\]`),
    read: ([, index, , last]) => ({
      sentences: [`Entry ${index} is asked for, and the last is ${last}.`],
      expected: Number(index),
    }),
  },
  {
    frameworks: TFJS,
    about: ['argument', 'program', 'operands', 'tuple-as-tensor'],
    pattern:
      /Argument '?(\w{1,60})'? passed to '?(\w{1,60})'? must be|Argument tensors passed to stack must be/,
    read: ([, argument, name]) => ({
      sentences: [
        `\`${name ?? 'stack'}\` got something else than tensors${argument === undefined ? '' : ` for \`${argument}\``}.`,
      ],
      names: [argument ?? 'tensors', name ?? 'stack'],
    }),
  },
  {
    frameworks: TFJS,
    about: ['argument'],
    pattern: /(tensor\dd)\(\) requires shape to have (\w{1,60}) numbers?/,
    read: ([, name = '', count]) => ({
      sentences: [`\`${name}\` takes a shape of ${count} numbers.`],
      names: [name],
    }),
  },
  {
    frameworks: TFJS,
    about: ['argument'],
    pattern: /(GRU|LSTM)(?:Cell)? does not support (\w{1,60}) parameter/,
    read: ([, type = '', name = '']) => ({
      sentences: [`${type} of TensorFlow.js has no \`${name}\`.`],
      names: [name, 'resetAfter'],
      layer: { types: RECURRENT },
    }),
  },
];
