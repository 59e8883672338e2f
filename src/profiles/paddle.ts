/** Paddle. Sources: paddlepaddle.org.cn/documentation, and its list of releases. */
import { PARAMETERS_ONLY } from './manner.ts';
import type { Profile } from './profile.ts';
import { CONVERTING } from './tensor-kind.ts';
import { torch } from './torch.ts';
import { outputAnd } from './wording.ts';

export const paddle = {
  title: 'Paddle',
  about:
    'Layers, recurrent layers and cells with the names that `named_parameters()` gives their weights, `RNN` and `BiRNN` around any cell, functions and methods of tensors.',
  packages: ['paddlepaddle', 'paddlepaddle-gpu'],
  minors: [
    [1, 8],
    [2, 6],
    [3, 3],
  ],
  tensorClass: 'paddle.Tensor',
  tensors: CONVERTING,
  manner: PARAMETERS_ONLY,
  wording: {
    ...torch.wording,
    sizes: { Linear: 'out_features', Embedding: 'embedding_dim', Conv1D: 'out_channels' },
    moveAxis: '`paddle.moveaxis`',
    statePair: '(h, c)',
    hidden: 'h',
    results: {
      lstm: outputAnd('out, (h, c) = ...', 'its last states'),
      'lstm-cell': outputAnd('out, (h, c) = ...', 'its states'),
      other: outputAnd('out, h = ...', 'its last state'),
      'other-cell': outputAnd('out, h = ...', 'its state'),
    },
    batchFirst: { flag: 'time_major', timeFirst: true, change: 'leave out `time_major=True` in' },
  },
} satisfies Profile;
