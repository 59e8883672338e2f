/**
 * Layers in archives of NumPy whose arrays have no names: `np.savez(path, *layer.get_weights())` of Keras and the parameters of a layer of PyTorch in their order,
 * arr_0, arr_1, ... Shapes alone must tell them: three or four arrays that follow each other and fit as the weights of a layer with gates, biases included.
 */
import type { CellName } from '../../cells/index.ts';
import type { WeightFile } from '../file.ts';
import type { WeightTensor } from '../tensor.ts';
import { cellWith, hasShape } from './groups.ts';
import type { RecurrentLayer, RecurrentWeight } from './layer.ts';

const NAME = /^arr_(\d+)$/;

export function unnamedLayers({ format, tensors }: WeightFile): readonly RecurrentLayer[] {
  if (format !== 'npz') return [];
  const arrays = tensors.filter(({ name }) => NAME.test(name)).sort((a, b) => placeOf(a) - placeOf(b));
  const layers: RecurrentLayer[] = [];
  for (let next = 0; next < arrays.length; ) {
    const found = kerasAt(arrays, next) ?? torchAt(arrays, next);
    if (found) layers.push(found);
    next += found?.weights.length ?? 1;
  }
  return layers;
}

function placeOf({ name }: WeightTensor): number {
  return Number(NAME.exec(name)?.[1]);
}

/** kernel (inputs, gates*units), recurrent kernel (units, gates*units), bias (gates*units,) or, of a GRU that resets after the product, (2, gates*units). */
function kerasAt(arrays: readonly WeightTensor[], start: number): RecurrentLayer | undefined {
  const [kernel, recurrent, bias] = arrays.slice(start, start + 3);
  const [inputSize = 0, columns = 0] = kernel?.shape ?? [];
  const [units = 0] = recurrent?.shape ?? [];
  const cell = gatedCell(columns / units);
  if (!kernel || !recurrent || !bias || !cell) return undefined;
  if (!hasShape(kernel, [inputSize, columns]) || !hasShape(recurrent, [units, columns])) return undefined;
  const isAfter = cell === 'gru' && hasShape(bias, [2, columns]);
  if (!isAfter && !hasShape(bias, [columns])) return undefined;
  return layerOf('keras', isAfter ? 'gru-reset-after' : cell, units, inputSize, [
    ['kernel', kernel],
    ['recurrent_kernel', recurrent],
    ['bias', bias],
  ]);
}

/** weight_ih (gates*hidden, inputs), weight_hh (gates*hidden, hidden), bias_ih, bias_hh (gates*hidden,). */
function torchAt(arrays: readonly WeightTensor[], start: number): RecurrentLayer | undefined {
  const [input, recurrent, first, second] = arrays.slice(start, start + 4);
  const [rows = 0, inputSize = 0] = input?.shape ?? [];
  const [, units = 0] = recurrent?.shape ?? [];
  const cell = gatedCell(rows / units);
  if (!input || !recurrent || !first || !second || !cell) return undefined;
  const fits =
    hasShape(input, [rows, inputSize]) &&
    hasShape(recurrent, [rows, units]) &&
    hasShape(first, [rows]) &&
    hasShape(second, [rows]);
  if (!fits) return undefined;
  return layerOf('torch', cell === 'gru' ? 'gru-reset-after' : cell, units, inputSize, [
    ['weight_ih', input],
    ['weight_hh', recurrent],
    ['bias_ih', first],
    ['bias_hh', second],
  ]);
}

/** Arrays of a cell without gates look like those of dense layers. */
function gatedCell(gates: number): 'lstm' | 'gru' | undefined {
  const cell = cellWith(gates);
  return cell === 'simple-rnn' ? undefined : cell;
}

function layerOf(
  layout: 'keras' | 'torch',
  cell: CellName,
  units: number,
  inputSize: number,
  named: readonly (readonly [string, WeightTensor])[],
): RecurrentLayer {
  const weights = named.map(([name, tensor]): RecurrentWeight => {
    return { name, tensor, layer: 0, direction: 'forward' };
  });
  const [first, last] = [named[0]?.[1].name ?? '', named.at(-1)?.[1].name ?? ''];
  return { name: `${first} to ${last}`, layout, cell, units, inputSize, layers: 1, directions: 1, weights };
}
