/** Layers by MLX's names: Wx (gates*hidden, input), Wh (gates*hidden, hidden) (an RNN's Wxh and Whh), bias or b (gates*hidden), bhn (hidden) of a GRU. */
import type { WeightTensor } from '../tensor.ts';
import { cellWith, grouped, hasShape } from './groups.ts';
import type { RecurrentLayer, RecurrentWeight } from './layer.ts';

const NAME = /^(?:(.*)\.)?(Wxh?|Whh?|bias|b|bhn)$/;

function split(name: string): { readonly group: string; readonly weight: string } | undefined {
  const [, group = '', weight] = NAME.exec(name) ?? [];
  return weight === undefined ? undefined : { group, weight };
}

export function mlxLayers(tensors: readonly WeightTensor[]): readonly RecurrentLayer[] {
  return [...grouped(tensors, split)].flatMap(([name, found]) => {
    const at = (weight: string): WeightTensor | undefined =>
      found.find(each => each.weight === weight)?.tensor;
    const input = at('Wx') ?? at('Wxh');
    const recurrent = at('Wh') ?? at('Whh');
    const [rows = 0, inputSize = 0] = input?.shape ?? [];
    const [, units = 0] = recurrent?.shape ?? [];
    const cell = cellWith(rows / units);
    const fits =
      hasShape(recurrent, [rows, units]) &&
      hasShape(input, [rows, inputSize]) &&
      hasShape(at('bias') ?? at('b'), [rows]) &&
      hasShape(at('bhn'), [units]);
    if (!cell || !fits || !input || !recurrent) return [];
    const weights = found.map(({ tensor, weight }): RecurrentWeight => {
      return { tensor, name: weight, layer: 0, direction: 'forward' };
    });
    return [
      {
        name,
        layout: 'mlx' as const,
        cell: cell === 'gru' ? ('gru-reset-after' as const) : cell,
        units,
        inputSize,
        layers: 1,
        directions: 1 as const,
        weights,
      },
    ];
  });
}
