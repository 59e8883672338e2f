/** MindSpore: PyTorch's storage, names and gate order, without projections. Source: mindspore/nn/layer/rnns.py, rnn_cells.py. */
import type { Layout } from './layout.ts';
import { torch } from './torch.ts';

const { 'lstm-projected': _, ...cells } = torch.cells;

export const mindspore: Layout = { ...torch, name: 'mindspore', title: 'MindSpore', cells };
