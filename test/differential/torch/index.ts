/** Random programs of PyTorch. */
import type { Draw } from '../draw.ts';
import { type Habits, withMistake } from '../mistakes.ts';
import { type Line, type Maker, Sketch } from '../program.ts';
import { functions } from './functions.ts';
import { layers } from './layers.ts';
import { losses } from './losses.ts';
import { modules } from './modules.ts';
import { recurrent } from './recurrent.ts';
import { creators, made, shapeOfRank } from './tensors.ts';

const IMPORTS = [
  'import torch',
  'import torch.nn as nn',
  'import torch.nn.functional as F',
  'from collections import OrderedDict',
];

const HABITS: Habits = {
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
  first: IMPORTS.length,
};

const MAKERS: readonly (readonly [number, readonly (readonly [number, Maker])[]])[] = [
  [1, creators],
  [4, recurrent],
  [3, layers],
  [5, functions],
  [1.5, losses],
  [1, modules],
];

export function torchProgram(outer: Draw): readonly Line[] {
  const draw = outer.slipping(outer.chance(0.5) ? 0 : 0.05);
  const s = new Sketch(draw);
  s.add('imports', ...IMPORTS);
  made(s, shapeOfRank(draw, draw.pick([2, 3, 3, 3, 4])));
  for (let left = draw.int(2, 7); left > 0; left--) draw.weighted(draw.weighted(MAKERS))(s);
  return draw.chance(0.4) ? withMistake(s.lines, draw, HABITS) : s.lines;
}
