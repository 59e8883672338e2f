/** Random programs of Keras. */
import type { Draw } from '../draw.ts';
import { type Habits, withMistake } from '../mistakes.ts';
import { type Line, type Maker, Sketch } from '../program.ts';
import { layers } from './layers.ts';
import { models } from './models.ts';
import { operations } from './ops.ts';
import { recurrent } from './recurrent.ts';
import { input, shapeOfRank } from './tensors.ts';

const IMPORTS = ['import numpy as np', 'import keras', 'from keras import layers, ops'];

const HABITS: Habits = {
  keywords: [
    'units',
    'return_sequences',
    'return_sequence',
    'return_state',
    'return_states',
    'input_shape',
    'input_dim',
    'hidden_size',
    'num_units',
    'axis',
    'dim',
    'activation',
    'dropout',
    'stateful',
    'merge_mode',
    'padding',
    'strides',
    'stride',
    'kernel_size',
    'filters',
    'pool_size',
    'shape',
    'batch_size',
    'mask_zero',
    'input_length',
    'name',
    'dtype',
    'initial_state',
    'use_bias',
    'batch_input_shape',
    'axes',
    'bidirectional',
    'keepdims',
    'n',
    'rate',
    'output_dim',
    'loss',
    'training',
  ],
  options: [
    'tanh',
    'relu',
    'sigmoid',
    'same',
    'valid',
    'causal',
    'sum',
    'concat',
    'ave',
    'mul',
    'softmax',
    'mse',
    'full',
    'zeros',
    'int32',
    'float32',
    'categorical_crossentropy',
    'sparse_categorical_crossentropy',
  ],
  first: IMPORTS.length,
};

const MAKERS: readonly (readonly [number, readonly (readonly [number, Maker])[]])[] = [
  [4, recurrent],
  [3.5, layers],
  [2, operations],
  [3, models],
];

export function kerasProgram(outer: Draw): readonly Line[] {
  const draw = outer.slipping(outer.chance(0.5) ? 0 : 0.05);
  const s = new Sketch(draw);
  s.add('imports', ...IMPORTS);
  input(s, shapeOfRank(draw, draw.pick([1, 2, 2, 2, 3])));
  for (let left = draw.int(1, 5); left > 0; left--) draw.weighted(draw.weighted(MAKERS))(s);
  return draw.chance(0.4) ? withMistake(s.lines, draw, HABITS) : s.lines;
}
