/** What PyTorch says of how modules and functions are used: arguments, state dictionaries, sequences that are packed, gradients. */
import { RECURRENT, type Saying, TORCH, words } from '../../saying.ts';
import { pair } from '../shapes.ts';

export const torchModules: readonly Saying[] = [
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
    about: ['operands'],
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
