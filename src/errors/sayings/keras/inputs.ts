/** What Keras, and TensorFlow beneath it, say of what a layer or a model is given: ranks, sizes, numbers of inputs. */
import {
  KERAS,
  KERAS_AND_TFJS,
  LINEAR,
  type Meaning,
  RECURRENT,
  type Saying,
  TFJS,
  words,
} from '../../saying.ts';
import { sizesOf, written } from '../../sizes.ts';
import { pair, shapesOf, shown } from '../shapes.ts';

export const kerasInputs: readonly Saying[] = [
  {
    frameworks: KERAS_AND_TFJS,
    about: ['input-rank', 'operands'],
    pattern: words(
      String.raw`expected (min_|max_)?ndim=<n>, found ndim=<n>(?:\. Full shape received: <shape>)?`,
    ),
    read: ([, bound, want, have, shape]) => ({
      sentences: [
        `The layer takes an input of ${bound === 'min_' ? 'at least ' : bound === 'max_' ? 'at most ' : ''}${want} dimensions, and gets ${have}${shape ? `: ${shown(shape)}` : ''}.`,
        ...(Number(have) === 2 && Number(want) === 3
          ? [
              'A layer that reads a sequence takes (batch, steps, features). Two dimensions are left where a recurrent layer before it has no `return_sequences=True`, or where an input has no axis of steps or of features.',
            ]
          : []),
      ],
      rank: { expected: Number(want), actual: Number(have) },
      shapes: shapesOf(shape),
    }),
  },
  {
    frameworks: KERAS_AND_TFJS,
    about: ['feature-size'],
    pattern: words(
      'expected axis -?<n> of input shape to have value <n>,? but (?:received input with|got) shape <shape>',
    ),
    read: ([, axis, want, shape]) => onAxis(axis, want, shape),
  },
  {
    frameworks: KERAS_AND_TFJS,
    about: ['feature-size', 'input-rank'],
    pattern: words('expected shape=<shape>, found shape=<shape>'),
    read: ([, want, have]) => pair(want, have, (a, b) => `The layer or model takes ${a}, and gets ${b}.`),
  },
  {
    frameworks: TFJS,
    about: ['feature-size', 'input-rank'],
    pattern: /expected shape=([\d,]{1,60}), found shape=([\d,]{1,60})/,
    read: ([, want = '', have = '']) =>
      pair(open(want), open(have), (a, b) => `The layer takes ${a}, and gets ${b}.`),
  },
  {
    frameworks: KERAS_AND_TFJS,
    about: ['input-rank'],
    pattern: words(
      'TimeDistributed.? [Ll]ayer (?:should be passed an .input_shape ?. with at least <n> dimensions, received:|expects an input shape >= <n>D, but received input shape) <shape>',
    ),
    read: ([, a, b, shape]) => ({
      sentences: [
        `TimeDistributed takes (batch, steps, …), at least ${a ?? b} dimensions, and gets ${shown(shape)}.`,
      ],
      rank: { expected: Number(a ?? b), actual: sizesOf(shape)?.length ?? 0 },
      shapes: shapesOf(shape),
      layer: { types: /^TimeDistributed$/ },
    }),
  },
  {
    frameworks: KERAS,
    about: ['input-rank', 'argument', 'operands', 'tuple-as-tensor'],
    pattern: words(String.raw`expects <n> input\(s\), but it received <n> input tensors`),
    read: ([, want, have]) => ({
      sentences: [
        `The layer or model takes ${want} input${want === '1' ? '' : 's'}, and gets ${have}. With \`return_state=True\` a recurrent layer returns its states too.`,
      ],
      expected: Number(want),
      actual: Number(have),
    }),
  },
  {
    frameworks: KERAS_AND_TFJS,
    about: ['input-rank', 'feature-size', 'target-shape'],
    pattern: words(
      String.raw`Error when checking (input|target)? ?: expected (\w{1,60}) to have (?:shape (?:<shape>|([\d,]{1,40}))|<n> dimension(?:s|\(s\)))[,.]? but got array with shape (?:<shape>|([\d,]{1,40}))`,
    ),
    read: ([, what, , want, bareWant, rank, have, bareHave]) =>
      checked(what, want ?? bareWant, rank, have ?? bareHave),
  },
  {
    frameworks: KERAS,
    about: ['input-rank', 'feature-size'],
    pattern: words(
      String.raw`Invalid input shape for input Tensor\("[^"]{0,60}", shape=<shape>[\s\S]{0,120}?Expected shape <shape>, but input has incompatible shape <shape>`,
    ),
    read: ([, , want, have]) => pair(want, have, (a, b) => `The model takes ${a}, and gets ${b}.`),
  },
  {
    frameworks: KERAS,
    about: ['argument', 'input-rank'],
    pattern:
      /(?:Cannot unroll a RNN if the time dimension is undefined|Unrolling requires a fixed number of timesteps)/,
    read: () => ({
      sentences: ['A layer with `unroll=True` must know how many steps its input has.'],
      names: ['unroll'],
      layer: { types: RECURRENT },
    }),
  },
  {
    frameworks: KERAS,
    about: ['argument', 'feature-size'],
    pattern: words('"input_length" is <n>, but received input has shape <shape>'),
    read: ([, want, shape]) => ({
      sentences: [
        `The embedding was made for ${want} steps (\`input_length\`), and its input is ${shown(shape)}.`,
      ],
      expected: Number(want),
      shapes: shapesOf(shape),
      names: ['input_length'],
      layer: { types: /^Embedding$/ },
    }),
  },
  {
    frameworks: KERAS,
    about: ['input-rank', 'argument'],
    pattern: /shape of the input to "Flatten" is not fully defined/,
    read: () => ({
      sentences: ['Flatten must know all sizes of its input but the batch.'],
      layer: { types: /^Flatten$/ },
    }),
  },
];

function onAxis(axis = '', want = '', shape?: string): Meaning {
  const sizes = sizesOf(shape);
  const at = Number(axis) > 0 && sizes ? sizes.length - Number(axis) : 0;
  return {
    sentences: [
      `The layer was made for ${want} features on axis -${axis.replace('-', '')}, and its input is ${shown(shape)}.`,
    ],
    expected: Number(want),
    ...(sizes && { shapes: [sizes], actual: sizes[at] ?? null }),
    layer: { types: LINEAR, inputSize: Number(want) },
  };
}

function checked(
  what = '',
  want: string | undefined,
  rank: string | undefined,
  have: string | undefined,
): Meaning {
  const [wanted, given] = [sizesOf(want), sizesOf(have)];
  const need = wanted ? written(wanted) : `${rank} dimensions`;
  return {
    about: what === 'target' ? ['target-shape'] : ['input-rank', 'feature-size'],
    sentences: [
      what === 'target'
        ? `The last layer gives ${need}, so that the targets must be of this shape; they are ${given ? written(given) : 'not'}.`
        : `The model takes ${need}, and gets ${given ? written(given) : 'another shape'}.`,
    ],
    shapes: [given, wanted].filter(sizes => sizes !== undefined),
    ...(rank !== undefined && given && { rank: { expected: Number(rank), actual: given.length } }),
  };
}

/** ',,8' of TensorFlow.js: sizes that are open are left out. */
function open(text: string): string {
  return `(${text
    .split(',')
    .map(part => part || '?')
    .join(',')})`;
}
