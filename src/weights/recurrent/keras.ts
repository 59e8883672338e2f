/**
 * Layers by the names of Keras: PATH/kernel, PATH/recurrent_kernel, PATH/bias in the old files and those of TensorFlow.js; PATH/cell/vars/0, 1, 2
 * in .weights.h5. What is Bidirectional has two such groups, forward_... and backward_..., side by side.
 */
import type { CellName } from '../../cells/index.ts';
import type { WeightFile } from '../file.ts';
import type { WeightTensor } from '../tensor.ts';
import { cellWith, grouped, hasShape } from './groups.ts';
import type { RecurrentLayer, RecurrentWeight } from './layer.ts';

/** Old files put ':0' after each name. */
const NAMED = /^(?:(.*)\/)?(kernel|recurrent_kernel|bias)(?::\d+)?$/;
const NUMBERED = /^(?:(.*)\/)?vars\/([012])$/;
const NAMES = ['kernel', 'recurrent_kernel', 'bias'];

interface Key {
  readonly group: string;
  readonly weight: string;
}

function split(name: string): Key | undefined {
  const [, group = '', weight] = NAMED.exec(name) ?? [];
  if (weight !== undefined) return { group, weight };
  const [, holder = '', place] = NUMBERED.exec(name) ?? [];
  const numbered = place === undefined ? undefined : NAMES[Number(place)];
  return numbered === undefined ? undefined : { group: holder, weight: numbered };
}

/** One direction. */
interface Single {
  readonly group: string;
  readonly cell: CellName;
  readonly isCellAssumed: boolean;
  readonly units: number;
  readonly inputSize: number;
  readonly weights: readonly { readonly name: string; readonly tensor: WeightTensor }[];
}

export function kerasLayers(file: WeightFile): readonly RecurrentLayer[] {
  const layout = file.format === 'tfjs' ? 'tfjs' : 'keras';
  const singles = [...grouped(file.tensors, split)].flatMap(
    ([group, found]) => singleOf(group, found, layout) ?? [],
  );
  return pairs(singles).map(({ forward, backward }) => {
    const both = backward ? [forward, backward] : [forward];
    const { cell, units, inputSize } = forward;
    const weights = both.flatMap((single, place) =>
      single.weights.map(({ name, tensor }): RecurrentWeight => {
        return { tensor, name, layer: 0, direction: place === 0 ? 'forward' : 'backward' };
      }),
    );
    const name = nameOf(file, forward.group, backward !== undefined);
    return {
      name,
      layout,
      cell,
      ...(forward.isCellAssumed && { isCellAssumed: true as const }),
      units,
      inputSize,
      layers: 1,
      directions: backward ? 2 : 1,
      weights,
    };
  });
}

function singleOf(
  group: string,
  found: readonly { readonly weight: string; readonly tensor: WeightTensor }[],
  layout: 'keras' | 'tfjs',
): Single | undefined {
  const at = (weight: string): WeightTensor | undefined => found.find(each => each.weight === weight)?.tensor;
  const kernel = at('kernel');
  const [units = 0, columns = 0] = at('recurrent_kernel')?.shape ?? [];
  const [inputSize = 0] = kernel?.shape ?? [];
  const cell = cellOf(columns / units, { units, bias: at('bias'), layout });
  if (
    !cell ||
    !kernel ||
    !hasShape(kernel, [inputSize, columns]) ||
    !hasShape(at('recurrent_kernel'), [units, columns])
  )
    return undefined;
  const weights = found.map(({ weight, tensor }) => ({ name: weight, tensor }));
  const isCellAssumed = cell === 'gru-reset-after' && !at('bias');
  return { group, cell, isCellAssumed, units, inputSize, weights };
}

/** A GRU that resets after the product has two biases. TensorFlow.js has no other than those that reset before. */
function cellOf(
  gates: number,
  told: {
    readonly units: number;
    readonly bias: WeightTensor | undefined;
    readonly layout: 'keras' | 'tfjs';
  },
): CellName | undefined {
  const { units, bias, layout } = told;
  const cell = cellWith(gates);
  if (cell === 'gru' && layout === 'keras' && (!bias || hasShape(bias, [2, 3 * units])))
    return 'gru-reset-after';
  return hasShape(bias, [gates * units]) ? cell : undefined;
}

interface Pair {
  readonly forward: Single;
  readonly backward: Single | undefined;
}

function pairs(singles: readonly Single[]): readonly Pair[] {
  const byGroup = new Map(singles.map(single => [single.group, single]));
  const taken = new Set<Single>();
  const found: Pair[] = [];
  for (const single of singles) {
    const forwardName = single.group.replace(/(^|\/)backward_(?=[^/]*)/, '$1forward_');
    if (forwardName !== single.group && isPair(byGroup.get(forwardName), single)) continue;
    const backward = byGroup.get(single.group.replace(/(^|\/)forward_(?=[^/]*)/, '$1backward_'));
    const partner = backward !== single && isPair(single, backward) ? backward : undefined;
    if (partner) taken.add(partner);
    if (!taken.has(single)) found.push({ forward: single, backward: partner });
  }
  return found;
}

function isPair(forward: Single | undefined, backward: Single | undefined): boolean {
  if (!forward || !backward) return false;
  const { cell, units, inputSize } = forward;
  return backward.cell === cell && backward.units === units && backward.inputSize === inputSize;
}

/** The layer's own path: without the cell, and for both directions that of what holds them. */
function nameOf(file: WeightFile, group: string, isBidirectional: boolean): string {
  const parts = group.split('/');
  const direction = parts.findIndex(part => part.startsWith('forward_'));
  const last = parts.at(-1) ?? '';
  const isOfCell =
    last === 'cell' || (parts.length > 1 && parts.at(-2) !== 'layers' && /_cell(_\d+)?$/.test(last));
  const end = isBidirectional && direction > 0 ? direction : isOfCell ? -1 : parts.length;
  const path = parts.slice(0, end).join('/');
  // Keras 3 names groups by class and place; the name that the program gave is an attribute.
  const own = file.attributes?.get(`${path}/vars`)?.get('name');
  return typeof own === 'string' && !path.endsWith(own) ? `${path} (${own})` : path;
}
