/** MXNet. Sources: mxnet.apache.org/api, and its list of releases. */
import { LAYERS } from './manner.ts';
import type { Profile } from './profile.ts';
import { CONVERTING } from './tensor-kind.ts';
import { SQUEEZING } from './torch.ts';
import { outputAnd, PLAIN } from './wording.ts';

export const mxnet = {
  title: 'MXNet',
  about:
    'Gluon layers with the weights that they have once their first input is known, recurrent layers and cells with what wraps them, losses, and the functions and methods of `mx.nd`, `mx.np` and `mx.npx`.',
  packages: ['mxnet', 'mxnet-mkl'],
  minors: [
    [0, 12],
    [1, 9],
  ],
  tensorClass: 'mxnet.nd.NDArray',
  tensors: CONVERTING,
  manner: LAYERS,
  wording: {
    ...PLAIN,
    units: 'hidden_size',
    sizes: { Dense: 'units', Embedding: 'output_dim', Conv1D: 'channels' },
    addAxis: '`expand_dims`',
    removeAxis: SQUEEZING,
    moveAxis: '`swapaxes`',
    keepAxis: '`keepdims=True`',
    statePair: '[h, c]',
    results: {
      lstm: outputAnd('out, [h, c] = ...', 'its last states'),
      'lstm-cell': outputAnd('out, [h, c] = ...', 'its states'),
      other: outputAnd('out, [h] = ...', 'its last state'),
      'other-cell': outputAnd('out, [h] = ...', 'its state'),
    },
    batchFirst: { flag: 'batch_first', timeFirst: false, change: "add `layout='NTC'` to" },
  },
} satisfies Profile;
