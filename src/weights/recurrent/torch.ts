/** Layers by PyTorch's names: weight_ih_l0, weight_hh_l0_reverse, ...; of a cell without the layer's number. */
import type { CellName } from '../../cells/index.ts';
import type { WeightTensor } from '../tensor.ts';
import { cellWith, grouped, hasShape } from './groups.ts';
import type { RecurrentLayer, RecurrentWeight } from './layer.ts';

const NAME = /^(?:(.*)\.)?((?:weight|bias)_(?:ih|hh|hr))(?:_l(\d+)(_reverse)?)?$/;

interface Key {
  readonly group: string;
  readonly weight: string;
  /** undefined: of a cell. */
  readonly layer: number | undefined;
  readonly isReverse: boolean;
}

function split(name: string): Key | undefined {
  const [, group = '', weight, layer, reverse] = NAME.exec(name) ?? [];
  if (weight === undefined) return undefined;
  return {
    group,
    weight,
    layer: layer === undefined ? undefined : Number(layer),
    isReverse: reverse !== undefined,
  };
}

type Found = Key & { readonly tensor: WeightTensor };

export function torchLayers(tensors: readonly WeightTensor[]): readonly RecurrentLayer[] {
  return [...grouped(tensors, split)].flatMap(([name, found]) => layerOf(name, found) ?? []);
}

function layerOf(name: string, found: readonly Found[]): RecurrentLayer | undefined {
  const layers = 1 + Math.max(...found.map(({ layer }) => layer ?? 0));
  const directions = found.some(({ isReverse }) => isReverse) ? 2 : 1;
  const at = (weight: string, layer: number, isReverse: boolean): WeightTensor | undefined =>
    found.find(each => each.weight === weight && (each.layer ?? 0) === layer && each.isReverse === isReverse)
      ?.tensor;
  const [rows = 0, inputSize = 0] = at('weight_ih', 0, false)?.shape ?? [];
  const [, hidden = 0] = at('weight_hh', 0, false)?.shape ?? [];
  const projection = at('weight_hr', 0, false);
  const units = projection?.shape[1] ?? hidden;
  const cell = cellOf(rows / units, projection !== undefined);
  if (!cell || layers > found.length) return undefined;
  for (let layer = 0; layer < layers; layer++) {
    for (const isReverse of directions === 2 ? [false, true] : [false]) {
      const features = layer === 0 ? inputSize : hidden * directions;
      const needed = [at('weight_ih', layer, isReverse), at('weight_hh', layer, isReverse)];
      const fits =
        !needed.includes(undefined) &&
        hasShape(needed[0], [rows, features]) &&
        hasShape(needed[1], [rows, hidden]) &&
        hasShape(at('bias_ih', layer, isReverse), [rows]) &&
        hasShape(at('bias_hh', layer, isReverse), [rows]) &&
        hasShape(at('weight_hr', layer, isReverse), [hidden, units]);
      if (!fits) return undefined;
    }
  }
  const weights = found.map(({ tensor, weight, layer, isReverse }): RecurrentWeight => {
    const direction = isReverse ? 'backward' : 'forward';
    return { tensor, name: weight, layer: layer ?? 0, direction };
  });
  const size = projection ? { projection: hidden } : {};
  return { name, layout: 'torch', cell, units, inputSize, ...size, layers, directions, weights };
}

function cellOf(gates: number, isProjected: boolean): CellName | undefined {
  const cell = cellWith(gates);
  if (isProjected) return cell === 'lstm' ? 'lstm-projected' : undefined;
  return cell === 'gru' ? 'gru-reset-after' : cell;
}
