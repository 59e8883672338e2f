/** MLX. https://ml-explore.github.io/mlx/build/html/ */
import { type Framework, moduleOf, type NativeClass } from '../parts.ts';
import { core } from './core.ts';
import { Module } from './dialect.ts';
import { Linear } from './linear.ts';
import { mlxTensors } from './methods.ts';
import { RECURRENT } from './recurrent.ts';

const CLASSES: readonly NativeClass[] = [Module, ...RECURRENT, Linear];

const mlxModule = moduleOf('mlx', {
  core,
  nn: moduleOf('mlx.nn', Object.fromEntries(CLASSES.map(type => [type.name, type]))),
});

export const mlx: Framework = {
  name: 'mlx',
  modules: { mlx: () => mlxModule },
  tensors: mlxTensors,
};
