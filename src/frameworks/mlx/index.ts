/** MLX. https://ml-explore.github.io/mlx/build/html/ */
import { type Framework, moduleOf } from '../parts.ts';
import { pythonWords } from '../words/python.ts';
import { core } from './core.ts';
import { mlxTensors } from './methods.ts';
import { nn } from './nn.ts';
import { optimizers, utils } from './training.ts';

const mlxModule = moduleOf('mlx', { core, nn, optimizers, utils });

export const mlx: Framework = {
  name: 'mlx',
  words: pythonWords,
  modules: { mlx: () => mlxModule },
  tensors: mlxTensors,
};
