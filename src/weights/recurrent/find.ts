/** Recurrent layers in a file: those it states, and those that the names and shapes of its tensors tell. */
import type { WeightFile } from '../file.ts';
import { kerasLayers } from './keras.ts';
import type { RecurrentLayer } from './layer.ts';
import { mlxLayers } from './mlx.ts';
import { torchLayers } from './torch.ts';
import { unnamedLayers } from './unnamed.ts';

/** In the order of the file. A group of names whose shapes do not fit each other is no layer. */
export function recurrentLayers(file: WeightFile): readonly RecurrentLayer[] {
  if (file.format === 'onnx') return file.stated ?? [];
  return [
    ...torchLayers(file.tensors),
    ...mlxLayers(file.tensors),
    ...kerasLayers(file),
    ...unnamedLayers(file),
  ];
}
