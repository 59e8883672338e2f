/** Random programs of PyTorch. */
import type { Draw } from '../draw.ts';
import { type Grammar, randomProgram } from '../grammar.ts';
import type { Line } from '../program.ts';
import { functions } from './functions.ts';
import { layers } from './layers.ts';
import { losses } from './losses.ts';
import { modules } from './modules.ts';
import { recurrent } from './recurrent.ts';
import { creators, made, shapeOfRank } from './tensors.ts';

const GRAMMAR: Grammar = {
  imports: [
    'import torch',
    'import torch.nn as nn',
    'import torch.nn.functional as F',
    'from collections import OrderedDict',
  ],
  habits: {
    keywords: [
      'dim',
      'axis',
      'hidden_dim',
      'hidden_size',
      'input_dim',
      'input_size',
      'units',
      'num_layers',
      'n_layers',
      'batch_first',
      'bias',
      'dropout',
      'bidirectional',
      'return_sequences',
      'keepdim',
      'keepdims',
      'size',
      'proj_size',
      'kernel_size',
      'stride',
      'padding',
      'out_features',
      'dtype',
      'device',
      'reduction',
      'nonlinearity',
      'activation',
    ],
    options: [
      'tanh',
      'relu',
      'sigmoid',
      'same',
      'valid',
      'none',
      'sum',
      'mean',
      'batchmean',
      'ij',
      'weight_ih_l0',
      'weight_hh_l1',
      'bias_ih_l0_reverse',
      'fc.weight',
      'bth,bh->bt',
      'bij,bjk->bik',
      'bth,h',
      'nearest',
      'circular',
    ],
  },
  makers: [
    [1, creators],
    [4, recurrent],
    [3, layers],
    [5, functions],
    [1.5, losses],
    [1, modules],
  ],
  begin: (s, draw) => made(s, shapeOfRank(draw, draw.pick([2, 3, 3, 3, 4]))),
  makes: [2, 7],
};

export const torchProgram = (outer: Draw): readonly Line[] => randomProgram(outer, GRAMMAR);
