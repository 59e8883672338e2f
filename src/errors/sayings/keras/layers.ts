/** What Keras, and TensorFlow beneath it, say of how layers and models are made: arguments, weights, states, what is called on what. */
import { KERAS, KERAS_AND_TFJS, RECURRENT, type Saying, words } from '../../saying.ts';
import { pair, shapesOf } from '../shapes.ts';

export const kerasLayers: readonly Saying[] = [
  {
    frameworks: KERAS,
    about: ['argument'],
    pattern:
      /Unrecognized keyword arguments passed to (\w{1,60}): \{'(\w{1,60})'|Keyword argument not understood:', '(\w{1,60})'/,
    read: ([, type, a, b]) => ({
      sentences: [`${type ?? 'The layer'} takes no argument \`${a ?? b}\`.`],
      names: [a ?? b ?? ''],
      layer: type === undefined ? undefined : { types: new RegExp(`^${type}$`) },
    }),
  },
  {
    frameworks: KERAS,
    about: ['argument'],
    pattern:
      /(?:Could not interpret|Unknown) (activation function|initializer)(?: identifier)?: ?([\w.-]{1,60})/,
    read: ([, what = '', name = '']) => ({
      sentences: [
        `\`${name}\` is not the name of ${what === 'initializer' ? 'an initializer' : 'an activation function'}.`,
      ],
      names: [name],
    }),
  },
  {
    frameworks: KERAS_AND_TFJS,
    about: ['argument'],
    pattern:
      /(?:invalid value for (?:argument )?[`'"]?(\w{1,60})|Expected (\w{1,60}) to be a positive integer|Expected an integer value for `(\w{1,60})`)/,
    read: ([, a, b, c]) => ({
      sentences: [
        `\`${a ?? b ?? c}\` has a value that the layer refuses; it must be a positive whole number.`,
      ],
      names: [a ?? b ?? c ?? ''],
    }),
  },
  {
    frameworks: KERAS,
    about: ['argument'],
    pattern: /Invalid merge mode/,
    read: () => ({
      sentences: [
        'Bidirectional joins its two directions by `concat`, `sum`, `ave`, `mul` or not at all (`None`); there is no other `merge_mode`.',
      ],
      names: ['merge_mode'],
      layer: { types: /^Bidirectional$/ },
    }),
  },
  {
    frameworks: KERAS,
    about: ['argument', 'input-rank', 'feature-size', 'initial-state', 'operands'],
    pattern: words(
      String.raw`stateful(?:=True)?.{0,80}(?:batch size (?:must be static|of the input sequences must be the same)|know its batch size)(?:[\s\S]{0,240}?(?:sequence\.shape=|input shape is |shape )<shape>)?`,
    ),
    read: ([, shape]) => ({
      sentences: [
        'A stateful layer keeps its states from one batch to the next: the batch size must be given once, and each batch must have it.',
      ],
      shapes: shapesOf(shape),
      names: ['stateful', 'batch_size', 'batch_shape'],
    }),
  },
  {
    frameworks: KERAS_AND_TFJS,
    about: ['operands', 'argument', 'feature-size'],
    pattern: words(
      String.raw`weight shape (?:<shape>|([\d,]{1,40})) (?:is )?not compatible with provided weight shape (?:<shape>|([\d,]{1,40}))`,
    ),
    read: ([, a, bareA, b, bareB]) =>
      pair(
        a ?? bareA,
        b ?? bareB,
        (want, have) => `The layer has a weight of ${want}, and is given one of ${have}.`,
      ),
  },
  {
    frameworks: KERAS_AND_TFJS,
    about: ['argument', 'operands'],
    pattern: words('weight list of length <n>, but the layer was expecting <n> weights'),
    read: ([, have, want]) => ({
      sentences: [
        `The layer has ${want} weights, and is given ${have}.${want === '0' ? ' A layer of Keras has none before it has seen an input.' : ''}`,
      ],
      expected: Number(want),
      actual: Number(have),
    }),
  },
  {
    frameworks: KERAS_AND_TFJS,
    about: ['initial-state'],
    pattern: /An `?initial_?[sS]tate`? was passed that is not compatible with `?cell\.state_?[sS]ize`?/,
    read: () => ({
      sentences: [
        'An initial state has another number of states or of units than the layer: an LSTM takes two, of shape (batch, units) each, a GRU one.',
      ],
      names: ['initial_state'],
      layer: { types: RECURRENT },
    }),
  },
  {
    frameworks: KERAS,
    about: ['argument'],
    pattern: /Cannot convert '([^'\n]{1,40})' to a shape/,
    read: ([, given = '']) => ({
      sentences: [
        `\`${given.replaceAll('`', "'")}\` is no shape: a shape is a tuple, with a comma even of one axis, as in \`(8,)\`.`,
      ],
    }),
  },
  {
    frameworks: KERAS,
    about: ['program', 'argument', 'tuple-as-tensor', 'operands'],
    pattern: /[Ii]terat(?:ing|e) over (?:a symbolic KerasTensor|`?tf\.Tensor`?|a Tensor)/,
    read: () => ({
      sentences: [
        'A symbolic tensor is unpacked or looped over: a recurrent layer gives more than one only with `return_state=True`.',
      ],
    }),
  },
  {
    frameworks: KERAS,
    about: ['argument', 'program'],
    pattern:
      /(?:should have an? (?:attribute )?.(?:call|state_size).|All cells must have a .state_size. attribute)/,
    read: () => ({
      sentences: ['RNN takes cells, such as `LSTMCell(10)`, and not layers.'],
      names: ['cell', 'cells'],
      layer: { types: /^RNN$/ },
    }),
  },
  {
    frameworks: KERAS_AND_TFJS,
    about: ['argument', 'input-rank', 'program'],
    pattern:
      /(?:should have a single output tensor|hasn't been built|isn't built|not yet been (?:built|created)|must get an `inputShape`)/,
    read: () => ({
      sentences: [
        'The model does not know its shapes yet, or a layer of it returns more than one tensor: give the first layer its input shape.',
      ],
    }),
  },
  {
    frameworks: KERAS,
    about: ['program', 'argument', 'tuple-as-tensor', 'initial-state'],
    pattern:
      /[Tt]he added layer must be an instance of class Layer|isn't a symbolic tensor|Expected a symbolic tensor instance/,
    read: () => ({
      sentences: ['A tensor stands where a layer is taken, or an array where a tensor of the model is.'],
    }),
  },
  {
    frameworks: KERAS,
    about: ['argument'],
    pattern:
      /Forward layer and backward layer (?:should have different|are expected to have the same value for attribute) [`"](\w{1,40})[`"]/,
    read: ([, name = '']) => ({
      sentences: [`The two layers of a Bidirectional do not go together: see their \`${name}\`.`],
      names: [name, 'backward_layer'],
      layer: { types: /^Bidirectional$/ },
    }),
  },
  {
    frameworks: KERAS,
    about: ['argument'],
    pattern: /Please initialize `TimeDistributed` layer with a/,
    read: () => ({
      sentences: ['TimeDistributed takes a layer, such as `TimeDistributed(Dense(3))`.'],
      layer: { types: /^TimeDistributed$/ },
    }),
  },
  {
    frameworks: KERAS,
    about: ['argument'],
    pattern: /Dimension value must be integer or None[^\n]{0,80}got value '([\w.]{1,40})'/,
    read: ([, value = '']) => ({ sentences: [`A size is ${value}; sizes are whole numbers.`] }),
  },
  {
    frameworks: KERAS,
    about: [],
    pattern:
      /[Ii]nvalid dtype|does not match (?:the )?dtype|expected to be a \w{1,60} tensor but is a \w{1,60} tensor/,
    read: () => ({ sentences: ['This is a matter of element types, not of shapes.'] }),
  },
];
