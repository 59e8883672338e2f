/** What PyTorch says of what a layer is given: ranks and sizes. */
import { LINEAR, type Meaning, RECURRENT, type Saying, TORCH, words } from '../../saying.ts';
import { sizesOf } from '../../sizes.ts';
import { counted, pair, shapesOf } from '../shapes.ts';

export const torchInputs: readonly Saying[] = [
  {
    frameworks: TORCH,
    about: ['feature-size', 'operands', 'input-rank'],
    pattern: words(String.raw`mat1 and mat2 shapes cannot be multiplied \(<n>x<n> and <n>x<n>\)`),
    read: ([, rows, have, want, out]) => ({
      sentences: [
        `The input has ${have} features on its last axis, the layer or matrix was made for ${want}.`,
        `As matrices, \`${rows}×${have}\` is to be multiplied by \`${want}×${out}\`, and ${have} is not ${want}; the ${rows} rows are all other axes of the input together.`,
      ],
      expected: Number(want),
      actual: Number(have),
      shapes: [
        [Number(rows), Number(have)],
        [Number(want), Number(out)],
      ],
      layer: { types: LINEAR, inputSize: Number(want), units: Number(out) },
    }),
  },
  {
    frameworks: TORCH,
    about: ['feature-size'],
    pattern: words(String.raw`input\.size\(-1\) must be equal to input_size\. Expected <n>, got <n>`),
    read: ([, want, have]) => features(want, have),
  },
  {
    frameworks: TORCH,
    about: ['feature-size'],
    pattern: words('input has inconsistent input_size: got <n>,? expected <n>'),
    read: ([, have, want]) => features(want, have),
  },
  {
    frameworks: TORCH,
    about: ['input-rank'],
    pattern: words('(LSTM|GRU|RNN|LSTMCell|GRUCell|RNNCell): Expected input to be <n>D or <n>D, got <n>D'),
    read: ([, type, low, high, have]) => ({
      sentences: [
        `${type} takes an input of ${counted(Number(low), 'dimension')} (one example) or ${high} (a batch); this one has ${have}.`,
      ],
      rank: { expected: Number(high), actual: Number(have) },
      layer: { types: new RegExp(`^${type}$`) },
    }),
  },
  {
    frameworks: TORCH,
    about: ['input-rank'],
    pattern: words(String.raw`expected <n>D(?: or <n>D)? input \(got <n>D input\)`),
    read: ([, low, high, have]) => ({
      sentences: [
        `The layer takes an input of ${low}${high ? ` or ${high}` : ''} dimensions; this one has ${have}.`,
      ],
      rank: { expected: Number(high ?? low), actual: Number(have) },
      layer: { types: /Norm|Pool/ },
    }),
  },
  {
    frameworks: TORCH,
    about: ['feature-size', 'operands', 'argument'],
    pattern: words('was expecting embedding dimension of <n>, but got <n>'),
    read: ([, want, have]) => ({
      sentences: [
        `The input has ${have} features on its last axis, the attention was made for \`embed_dim\` ${want}.`,
      ],
      expected: Number(want),
      actual: Number(have),
      layer: { types: /Attention|Transformer/ },
    }),
  },
  {
    frameworks: TORCH,
    about: ['feature-size', 'operands'],
    pattern: words(
      String.raw`bilinear\(\): input(\d) size does not match weight size: got <n> but expected <n>`,
    ),
    read: ([, which, have, want]) => ({
      sentences: [`Input ${which} has ${have} features, the layer was made for ${want}.`],
      expected: Number(want),
      actual: Number(have),
      layer: { types: /^Bilinear$/ },
    }),
  },
  {
    frameworks: TORCH,
    about: ['feature-size', 'input-rank'],
    pattern: words(
      String.raw`Given groups=\d+, weight of size <shape>, expected input\s?<shape> to have <n> channels, but got <n> channels`,
    ),
    read: ([, , input, want, have]) => ({
      sentences: [
        `The convolution was made for ${want} channels, and its input has ${have}: channels are axis 1.`,
      ],
      expected: Number(want),
      actual: Number(have),
      shapes: shapesOf(input),
      layer: { types: /Conv/, inputSize: Number(want) },
    }),
  },
  {
    frameworks: TORCH,
    about: ['input-rank'],
    pattern: words(
      String.raw`Expected <n>D \(unbatched\) or <n>D \(batched\) input to (\w{1,60}), but got input of size: <shape>`,
    ),
    read: ([, low, high, name, input]) => ({
      sentences: [
        `\`${name}\` takes ${low} dimensions (one example) or ${high} (a batch); its input has ${sizesOf(input)?.length ?? 'another number'}.`,
      ],
      rank: { expected: Number(high), actual: sizesOf(input)?.length ?? 0 },
      shapes: shapesOf(input),
    }),
  },
  {
    frameworks: TORCH,
    about: ['input-rank'],
    pattern: words('input must have <n> dimensions, got <n>'),
    read: ([, want, have]) => ({
      sentences: [`The layer takes an input of ${want} dimensions; this one has ${have}.`],
      rank: { expected: Number(want), actual: Number(have) },
      layer: { types: RECURRENT },
    }),
  },
  {
    frameworks: TORCH,
    about: ['feature-size', 'operands'],
    pattern: words(
      String.raw`Given normalized_shape=<shape>, expected input with shape <shape>, but got input of size\s?<shape>`,
    ),
    read: ([, want, , have]) => ({
      ...pair(want, have, (a, b) => `The layer normalises the last axes ${a}, and the input is ${b}.`),
      layer: { types: /Norm/ },
    }),
  },
  {
    frameworks: TORCH,
    about: ['feature-size'],
    pattern: words('running_mean should contain <n> elements not <n>'),
    read: ([, have, want]) => ({
      sentences: [`The normalisation was made for ${want} features, and its input has ${have} on axis 1.`],
      expected: Number(want),
      actual: Number(have),
      layer: { types: /Norm/, units: Number(want) },
    }),
  },
];

function features(want = '', have = ''): Meaning {
  return {
    sentences: [
      `The input has ${have} features on its last axis, the layer was made for \`input_size\` ${want}.`,
    ],
    expected: Number(want),
    actual: Number(have),
    layer: { types: RECURRENT, inputSize: Number(want) },
  };
}
