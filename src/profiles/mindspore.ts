/** MindSpore. Sources: mindspore.cn/docs, and its list of releases. */
import { PARAMETERS_ONLY } from './manner.ts';
import type { Profile } from './profile.ts';
import { CONVERTING } from './tensor-kind.ts';
import { torch } from './torch.ts';

export const mindspore = {
  title: 'MindSpore',
  about:
    'Layers, recurrent layers and cells with their weights in the order of `get_parameters()`, containers, functions and methods of tensors.',
  packages: ['mindspore', 'mindspore-gpu'],
  minors: [
    [1, 10],
    [2, 10],
  ],
  tensorClass: 'mindspore.Tensor',
  tensors: CONVERTING,
  manner: PARAMETERS_ONLY,
  wording: {
    ...torch.wording,
    sizes: { Dense: 'out_channels', Embedding: 'embedding_size', Conv1d: 'out_channels' },
    addAxis: '`expand_dims`',
    moveAxis: '`swapaxes`',
    // Some functions have `keepdims`, others `keep_dims`.
    keepAxis: undefined,
  },
} satisfies Profile;
