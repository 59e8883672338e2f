/**
 * Frameworks whose layers are modules with weights from the start. Sources: docs.pytorch.org, paddlepaddle.org.cn/documentation, mindspore.cn/docs,
 * mxnet.apache.org/api, ml-explore.github.io/mlx: the pages of LSTM, GRU, LSTMCell, GRUCell, of the linear layer and of the embedding.
 */
import { outputAnd, PLAIN, type Results, type Wording } from './wording.ts';

const SQUEEZING = 'Merge axes with `flatten`, or drop one with `squeeze` or an index';
const hiddenAndCell: Results = { code: 'h, c = ...', words: 'its hidden and its cell state', output: 0 };

export const torch: Wording = {
  ...PLAIN,
  title: 'PyTorch',
  units: 'hidden_size',
  sizes: { Linear: 'out_features', Embedding: 'embedding_dim', Conv1d: 'out_channels' },
  addAxis: '`unsqueeze`',
  removeAxis: SQUEEZING,
  moveAxis: '`transpose`',
  keepAxis: '`keepdim=True`',
  statePair: '(h_0, c_0)',
  hidden: 'h_n',
  results: {
    lstm: outputAnd('out, (h_n, c_n) = ...', 'its last states'),
    'lstm-cell': hiddenAndCell,
    other: outputAnd('out, h_n = ...', 'its last state'),
  },
  batchFirst: { flag: 'batch_first', timeFirst: false, change: 'add `batch_first=True` to' },
};

export const paddle: Wording = {
  ...torch,
  title: 'Paddle',
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
};

export const mindspore: Wording = {
  ...torch,
  title: 'MindSpore',
  sizes: { Dense: 'out_channels', Embedding: 'embedding_size', Conv1d: 'out_channels' },
  addAxis: '`expand_dims`',
  moveAxis: '`swapaxes`',
  // Some functions have `keepdims`, others `keep_dims`.
  keepAxis: undefined,
};

export const mxnet: Wording = {
  ...PLAIN,
  title: 'MXNet',
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
};

export const mlx: Wording = {
  ...PLAIN,
  title: 'MLX',
  units: 'hidden_size',
  sizes: { Linear: 'output_dims', Embedding: 'dims', Conv1d: 'out_channels' },
  addAxis: '`mx.expand_dims`',
  removeAxis: SQUEEZING,
  moveAxis: '`mx.moveaxis`',
  keepAxis: '`keepdims=True`',
  statePair: 'hidden=h, cell=c',
  results: { lstm: { ...hiddenAndCell, words: 'its hidden and its cell states' } },
};
