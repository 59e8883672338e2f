/** What Keras says, and TensorFlow beneath it. TensorFlow.js, which goes by Keras 2, says some of it in the same words. */
import { KERAS, LINEAR, type Meaning, RECURRENT, type Saying, TFJS, words } from '../saying.ts';
import { type Sizes, sizesOf, written } from '../sizes.ts';
import { pair, shapesOf, shown } from './shapes.ts';

const BOTH = [...KERAS, ...TFJS];

export const kerasSayings: readonly Saying[] = [
  {
    frameworks: BOTH,
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
    frameworks: BOTH,
    about: ['feature-size'],
    pattern: words(
      'expected axis -?<n> of input shape to have value <n>,? but (?:received input with|got) shape <shape>',
    ),
    read: ([, axis, want, shape]) => onAxis(axis, want, shape),
  },
  {
    frameworks: BOTH,
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
    about: ['target-shape'],
    pattern: words(
      String.raw`labels\.shape.? must equal .?logits\.shape.? except for the last dimension\. Received: labels\.shape=<shape> and logits\.shape=<shape>`,
    ),
    read: ([, labels, logits]) =>
      pair(
        labels,
        logits,
        (a, b) =>
          `The targets are ${a}, and must have the axes of the output ${b} without its last: class numbers.`,
      ),
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
    frameworks: KERAS,
    about: ['target-shape', 'operands', 'feature-size'],
    pattern: words('Shapes <shape> and <shape> are incompatible'),
    read: ([, a, b]) =>
      pair(
        a,
        b,
        (left, right) =>
          `${left} and ${right} must be equal. In \`fit\` the first are the targets, the second is what the model gives.`,
      ),
  },
  {
    frameworks: KERAS,
    about: ['target-shape'],
    pattern: words(
      String.raw`.?logits.? and .?labels.? must (?:have the same shape|have the same first dimension|be broadcastable)[,:]? ?(?:received \(?|got )?(?:logits shape |logits_size=)?<shape>(?: vs | and |,? labels(?: shape |_size=))+<shape>`,
    ),
    read: ([, logits, labels]) =>
      pair(logits, labels, (a, b) => `The model gives ${a}, the targets are ${b}.`),
  },
  {
    frameworks: KERAS,
    about: ['target-shape'],
    pattern: words(
      String.raw`Arguments? .?target.? and .?output.? must have the same (?:shape|rank \(ndim\))\. Received: target\.shape=<shape>, output\.shape=<shape>`,
    ),
    read: ([, target, output]) =>
      pair(
        target,
        output,
        (a, b) => `The targets are ${a}, what the model gives is ${b}; this loss takes equal shapes.`,
      ),
  },
  {
    frameworks: KERAS,
    about: ['target-shape'],
    pattern: words(
      String.raw`Argument .?output.? must have rank \(ndim\) .?target\.ndim - 1.?\. Received: target\.shape=<shape>, output\.shape=<shape>`,
    ),
    read: ([, target, output]) =>
      pair(
        target,
        output,
        (a, b) =>
          `The loss takes class numbers: targets ${a} must have the axes of the output ${b} without its last.`,
      ),
  },
  {
    frameworks: BOTH,
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
    frameworks: BOTH,
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
    frameworks: BOTH,
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
    frameworks: BOTH,
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
    frameworks: BOTH,
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
    frameworks: BOTH,
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
    frameworks: BOTH,
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
    frameworks: BOTH,
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
    frameworks: BOTH,
    about: ['input-rank', 'feature-size', 'target-shape'],
    pattern: words(
      String.raw`Error when checking (input|target)? ?: expected (\w{1,60}) to have (?:shape (?:<shape>|([\d,]{1,40}))|<n> dimension(?:s|\(s\)))[,.]? but got array with shape (?:<shape>|([\d,]{1,40}))`,
    ),
    read: ([, what, , want, bareWant, rank, have, bareHave]) =>
      checked(what, want ?? bareWant, rank, have ?? bareHave),
  },
  {
    frameworks: BOTH,
    about: ['target-shape'],
    pattern: words(
      String.raw`each example has shape <shape>[\s\S]{0,80}?with (\d+) examples, each with shape <shape>`,
    ),
    read: ([, want, , have]) =>
      pair(want, have, (a, b) => `The model gives ${a} for each example, the targets are ${b}.`),
  },
  {
    frameworks: BOTH,
    about: ['target-shape', 'argument', 'operands'],
    pattern:
      /should (?:have|contain) the same number of samples[\s\S]{0,40}?(?:Found (\d+) input \D{0,30}?(\d+) target)?|Data cardinality is ambiguous[\s\S]{0,80}?'?x'? sizes: (\d+)[\s\S]{0,20}?'?y'? sizes: (\d+)/,
    read: ([, a, b, c, d]) => ({
      sentences: [
        (a ?? c) === undefined
          ? 'Inputs and targets have different numbers of examples (axis 0).'
          : `There are ${a ?? c} inputs and ${b ?? d} targets; each input has one target.`,
      ],
      ...((a ?? c) === undefined ? {} : { expected: Number(a ?? c), actual: Number(b ?? d) }),
    }),
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
    about: ['target-shape'],
    pattern: words(
      String.raw`Received a label value of <n> which is outside the valid range of \[<n>, <n>\)`,
    ),
    read: ([, label, , classes]) => ({
      sentences: [
        `There is a target of class ${label}, and the output has ${classes} classes, counted from 0.`,
      ],
      expected: Number(classes),
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
    frameworks: BOTH,
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
    about: ['operands', 'input-rank'],
    pattern: words('Index out of range using input dim <n>; input has only <n> dims'),
    read: ([, axis, rank]) => ({
      sentences: [`A subscript speaks of axis ${axis}, and the tensor has ${rank} axes, counted from 0.`],
      rank: { expected: undefined, actual: Number(rank) },
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
    about: ['input-rank', 'argument'],
    pattern: /shape of the input to "Flatten" is not fully defined/,
    read: () => ({
      sentences: ['Flatten must know all sizes of its input but the batch.'],
      layer: { types: /^Flatten$/ },
    }),
  },
  {
    frameworks: KERAS,
    about: [],
    pattern:
      /[Ii]nvalid dtype|does not match (?:the )?dtype|expected to be a \w{1,60} tensor but is a \w{1,60} tensor/,
    read: () => ({ sentences: ['This is a matter of element types, not of shapes.'] }),
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
