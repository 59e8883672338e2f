/** What PyTorch says. */
import { LINEAR, type Meaning, RECURRENT, type Saying, TORCH, words } from '../saying.ts';
import { differingAxis, elements, type Sizes, sizesOf, written } from '../sizes.ts';
import { counted, pair, shapesOf, shown } from './shapes.ts';

export const torchSayings: readonly Saying[] = [
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
    about: ['initial-state'],
    pattern: words(String.raw`Expected hidden(\[[01]\])? size <shape>, got <shape>`),
    read: ([, which, want, have]) => state(which, sizesOf(want), sizesOf(have)),
  },
  {
    frameworks: TORCH,
    about: ['initial-state'],
    pattern: words('[Hh]idden(?:0|1)? has inconsistent hidden_size: got <n>, expected <n>'),
    read: ([, have, want]) => ({
      sentences: [`The hidden state has ${have} features, the cell was made for ${want}.`],
      expected: Number(want),
      actual: Number(have),
      layer: { types: RECURRENT, units: Number(want) },
    }),
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
    about: ['initial-state'],
    pattern: words(
      String.raw`For (un)?batched <n>-D input, (hx(?: and cx)?) should also be <n>-D but got \(?<n>-D`,
    ),
    read: ([, un, input, which, want, have]) => ({
      sentences: [
        `The input has ${input} dimensions, which is ${un ? 'one example' : 'a batch'}, so that the initial state (${which}) must have ${want} too; it has ${have}.`,
      ],
      rank: { expected: Number(want), actual: Number(have) },
      layer: { types: RECURRENT },
    }),
  },
  {
    frameworks: TORCH,
    about: ['initial-state', 'argument'],
    pattern: /Expected more hidden states in stacked_rnn/,
    read: () => ({
      sentences: [
        'The initial state has fewer layers than the recurrent layer: its axis 0 must be `num_layers` times the number of directions.',
      ],
      layer: { types: RECURRENT },
    }),
  },
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
    about: ['initial-state'],
    pattern: words(String.raw`Input batch size <n> doesn't match hidden\d? ?batch size <n>`),
    read: ([, input, state]) => ({
      sentences: [`The batch of the input is ${input}, that of the initial state ${state}.`],
      expected: Number(input),
      actual: Number(state),
      layer: { types: RECURRENT },
    }),
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
    about: ['argument', 'operands'],
    pattern: /Class values must be smaller than num_classes/,
    read: () => ({
      sentences: ['`one_hot` gets a class that is not below `num_classes`; classes are counted from 0.'],
      names: ['num_classes'],
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
    about: ['tuple-as-tensor', 'argument', 'initial-state'],
    pattern:
      /(\w{1,60})\(\): argument '(\w{1,60})' \(position \d+\) must be (tuple of Tensors|Tensor), not (\w{1,60})/,
    read: ([, name = '', argument = '', want = '', have = '']) => ({
      sentences: [
        `\`${name}\` got a \`${have}\` for \`${argument}\`, where it takes a ${want}.`,
        ...(have === 'tuple'
          ? [
              'A recurrent layer returns a tuple: the outputs, and the states. Take the first of it: `out, _ = ...`.',
            ]
          : []),
      ],
      names: [argument],
    }),
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
    about: ['target-shape'],
    pattern: words(
      String.raw`[Tt]arget size \(?<shape>\)? (?:must be the same as|that is different to the) input size \(?<shape>`,
    ),
    read: ([, target, output]) =>
      pair(
        target,
        output,
        (a, b) => `The targets are ${a}, what the model gives is ${b}; this loss takes equal shapes.`,
      ),
  },
  {
    frameworks: TORCH,
    about: ['target-shape'],
    pattern: words('Expected target size <shape>, got <shape>'),
    read: ([, want, have]) => ({
      ...pair(want, have, (a, b) => `The targets must be ${a}, and are ${b}.`),
      sentences: [
        ...pair(want, have, (a, b) => `The targets must be ${a}, and are ${b}.`).sentences,
        'The loss reads class scores on axis 1 of the output; targets have all other axes.',
      ],
    }),
  },
  {
    frameworks: TORCH,
    about: ['target-shape'],
    pattern: words(String.raw`Expected input batch_size \(<n>\) to match target batch_size \(<n>\)`),
    read: ([, output, target]) => ({
      sentences: [
        `What the model gives has ${output} rows, the targets have ${target}: the loss takes one target a row.`,
      ],
      expected: Number(output),
      actual: Number(target),
    }),
  },
  {
    frameworks: TORCH,
    about: ['target-shape'],
    pattern: /(?:0D or )?1D target tensor expected, multi-target not supported/,
    read: () => ({
      sentences: ['The loss takes class numbers, one an example; the targets have more than one axis.'],
    }),
  },
  {
    frameworks: TORCH,
    about: ['target-shape'],
    pattern: words('Target <n> is out of bounds'),
    read: ([, target]) => ({
      sentences: [
        `There is a target of class ${target}, and the output has no more than ${target} classes; classes are counted from 0.`,
      ],
      names: [],
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
    about: ['operands', 'argument'],
    pattern: words(
      String.raw`Expected .len\(lengths\). to be equal to batch_size, but got <n> \(batch_size=<n>\)`,
    ),
    read: ([, have, want]) => ({
      sentences: [
        `There are ${have} lengths for a batch of ${want}; \`batch_first\` says which axis is the batch.`,
      ],
      expected: Number(want),
      actual: Number(have),
    }),
  },
  {
    frameworks: TORCH,
    about: ['operands', 'argument', 'feature-size', 'program'],
    pattern: words(
      String.raw`size mismatch for ([\w.]{1,120}): copying a param with shape <shape> from checkpoint, the shape in current model is <shape>`,
    ),
    read: ([, name = '', from, to]) => ({
      ...pair(
        from,
        to,
        (a, b) =>
          `The checkpoint has ${a} for \`${name}\`, the model that it is loaded into has ${b}: the model was saved with other sizes.`,
      ),
      names: [name],
    }),
  },
  {
    frameworks: TORCH,
    about: ['argument', 'program'],
    pattern: /(Missing|Unexpected) key\(s\) in state_dict: "([\w.]{1,120})"/,
    read: ([, which = '', name = '']) => ({
      sentences: [
        which === 'Missing'
          ? `The model has a weight \`${name}\` that the checkpoint has not.`
          : `The checkpoint has a weight \`${name}\` that the model has not.`,
      ],
      names: [name],
    }),
  },
  {
    frameworks: TORCH,
    about: ['argument'],
    pattern: /embed_dim must be divisible by num_heads/,
    read: () => ({
      sentences: [
        'Attention divides the features among its heads: `embed_dim` must be a multiple of `num_heads`.',
      ],
      names: ['num_heads', 'embed_dim'],
    }),
  },
  {
    frameworks: TORCH,
    about: ['argument', 'initial-state', 'tuple-as-tensor', 'operands', 'input-rank'],
    pattern: /(\w{1,60})\(\) received an invalid combination of arguments/,
    read: ([, name = '']) => ({
      sentences: [
        `An argument that reaches \`${name}\` is of a type that it does not take; the message lists what it takes.`,
      ],
      layer: /^(?:lstm|gru|rnn)/i.test(name) ? { types: RECURRENT } : undefined,
    }),
  },
  {
    frameworks: TORCH,
    about: ['argument'],
    pattern: /\b(hidden_size|input_size|proj_size|num_layers|embed_dim)\b (?:must be|has to be) /,
    read: ([, name = '']) => ({
      sentences: [`\`${name}\` has a value that the layer refuses; the message says what is allowed.`],
      names: [name],
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
  {
    frameworks: TORCH,
    about: ['argument', 'operands'],
    pattern:
      /input dtype \((torch\.\w{1,60})\) does not match weight dtype \((torch\.\w{1,60})\)|mat1 and mat2 must have the same dtype|expected (?:scalar type|m1 and m2 to have the same dtype)/,
    read: () => ({
      sentences: [
        'This is a matter of element types, not of shapes: the input and the weights must have one type. `x.float()` makes the input `float32`, as weights are.',
      ],
    }),
  },
  {
    frameworks: TORCH,
    about: ['operands', 'argument'],
    pattern: /Expected tensor for argument #1 'indices' to have one of the following scalar types/,
    read: () => ({
      sentences: ['An embedding takes whole numbers: `x.long()`.'],
      layer: { types: /^Embedding/ },
    }),
  },
  {
    frameworks: TORCH,
    about: ['operands', 'argument', 'program'],
    pattern: /`lengths` array must be sorted in decreasing order/,
    read: () => ({
      sentences: [
        'The lengths of a packed batch must fall from one example to the next, or be given with `enforce_sorted=False`.',
      ],
    }),
  },
  {
    frameworks: TORCH,
    about: ['program'],
    pattern: /cannot assign \w{1,60} before Module\.__init__\(\) call/,
    read: () => ({
      sentences: ['The class must call `super().__init__()` before it makes its first layer.'],
    }),
  },
  {
    frameworks: TORCH,
    about: [],
    pattern: /view size is not compatible with input tensor's size and stride/,
    read: () => ({
      sentences: [
        'The shape would fit, but the elements do not lie in this order in memory, as after `transpose`: use `reshape`, or `contiguous()` before `view`.',
      ],
    }),
  },
  {
    frameworks: TORCH,
    about: [],
    pattern: /Trying to backward through the graph a second time/,
    read: () => ({
      sentences: [
        'This is no matter of shapes: states that are carried from one batch to the next still belong to the graph of the batch before. `detach()` them.',
      ],
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

const STATE_AXES = ['layers times directions', 'batch', 'hidden size'];

function state(which: string | undefined, want: Sizes | undefined, have: Sizes | undefined): Meaning {
  if (!want || !have) return { sentences: ['An initial state has another shape than the layer takes.'] };
  const axis = differingAxis(want, have);
  const name = which === '[1]' ? 'The cell state (`c_0`)' : 'The hidden state (`h_0`)';
  const axes = STATE_AXES.slice(want.length === 2 ? 1 : 0);
  if (want.length === 2) axes.splice(0, 2, 'layers times directions', 'hidden size');
  const first =
    axis === undefined
      ? []
      : [`They differ first on axis ${axis} (${axes[axis] ?? 'the last'}): ${want[axis]} and ${have[axis]}.`];
  const swapped = want.length === 3 && have[0] === want[1] && have[1] === want[0] && want[0] !== want[1];
  return {
    sentences: [
      `${name} must be ${written(want)}, and is ${written(have)}.`,
      ...first,
      ...(swapped
        ? ['Axes 0 and 1 are exchanged: `batch_first` says nothing of states, whose batch is always axis 1.']
        : []),
    ],
    shapes: [have, want],
    layer: { types: RECURRENT, units: want.at(-1) ?? undefined },
  };
}

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
