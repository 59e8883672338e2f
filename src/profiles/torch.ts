/** PyTorch. Sources: docs.pytorch.org, and its list of releases. */
import { PARAMETERS_ONLY } from './manner.ts';
import type { Profile } from './profile.ts';
import { CONVERTING } from './tensor-kind.ts';
import { outputAnd, PLAIN, type Results } from './wording.ts';

export const SQUEEZING = 'Merge axes with `flatten`, or drop one with `squeeze` or an index';
export const hiddenAndCell: Results = {
  code: 'h, c = ...',
  words: 'its hidden and its cell state',
  output: 0,
};

export const torch = {
  title: 'PyTorch',
  about:
    'Modules with all their parameters and buffers by name, containers, recurrent layers with packed sequences, functions, methods and losses. Lightning modules are modules. Everything that `torch.nn` lists may be derived from.',
  packages: ['torch', 'pytorch', 'pytorch-gpu', 'pytorch-cpu'],
  minors: [
    [0, 4],
    [1, 13],
    [2, 15],
  ],
  tensorClass: 'torch.Tensor',
  isOfItsClass: 'always',
  tensors: {
    takesListsForTuples: true,
    ...CONVERTING,
    refusesOthers: true,
    refusesObjects: true,
    refusesMixedFactors: true,
    refusesFlagDifferences: true,
    widensBounded: true,
    saysMixed: 'mat1 and mat2 must have the same dtype',
  },
  manner: PARAMETERS_ONLY,
  wording: {
    ...PLAIN,
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
    takesNoBatch: true,
    dropLast: '`drop_last=True`',
  },
} satisfies Profile;
