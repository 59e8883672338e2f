/** MLX. https://ml-explore.github.io/mlx/build/html/ */
import { arrayBehaviour } from '../array/behaviour.ts';
import { type Framework, moduleOf, type NativeClass } from '../parts.ts';
import { core } from './core.ts';
import { Module } from './dialect.ts';
import { MLX } from './flavour.ts';
import { Linear } from './linear.ts';
import { RECURRENT } from './recurrent.ts';

const CLASSES: readonly NativeClass[] = [Module, ...RECURRENT, Linear];

const mlxModule = moduleOf('mlx', {
  core,
  nn: moduleOf('mlx.nn', Object.fromEntries(CLASSES.map(type => [type.name, type]))),
});

export const mlx: Framework = {
  name: 'mlx',
  modules: { mlx: () => mlxModule },
  tensors: arrayBehaviour({ flavour: MLX, methods: {} }),
};
