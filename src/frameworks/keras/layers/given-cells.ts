/** What is known of the cells that an RNN is given: Keras's own, stacked ones, those of the program. */
import { asDim, itemsOf, type NativeValue, type Value, type Weight } from '../../parts.ts';
import type { Use } from '../core/description.ts';
import { statesOfCells } from '../core/flavour.ts';
import { heldLayers } from '../core/held-layers.ts';
import type { Options } from '../core/options.ts';
import { layerOf } from '../core/registry.ts';
import { type CellInfo, cellInfo } from './cell-info.ts';
import type { Cell } from './cells.ts';

export function nativeOf(value: Value): readonly NativeValue[] {
  if (value.kind === 'native' && value.layer) return [value];
  return value.kind === 'object' && value.base.value ? [value.base.value, ...heldLayers(value)] : [];
}

export function infoOf(options: Options, value: Value, parameter: string): CellInfo | undefined {
  if (isClassOfNoCell(options, value)) {
    options.refuse(parameter, `${CELL_WITH_STATES}, as one that is made of the class has`, 'type');
    return undefined;
  }
  const layer = layerOf(value);
  // Keras 3 asks no more of what is no layer while a model is described.
  if (!layer)
    return options.flavour.name === 'keras3' && value.kind === 'object' && !value.base.value
      ? userCell(options, value)
      : undefined;
  const known = cellInfo(layer.description);
  if (known) return known;
  if (layer.description) {
    const hasStateSize = layer.value.layer?.recurrent && layer.value.class.name !== 'Bidirectional';
    if (options.flavour.checks === 'build' || !hasStateSize)
      options.refuse(parameter, CELL_WITH_STATES, 'type');
    return undefined;
  }
  if (isWithoutStates(options, value)) {
    options.refuse(parameter, CELL_WITH_STATES, 'type');
    return undefined;
  }
  return userCell(options, value);
}

/** `RNN(LSTMCell)`: a class in the place of a cell. Of Keras's own only that of stacked cells has a `state_size` before anything is made of it. */
function isClassOfNoCell({ flavour, scene: { host } }: Options, value: Value): boolean {
  if (flavour.options) return false;
  if (value.kind === 'class') return host.lacks(value, 'state_size', 'Layer');
  const isOurs = value.kind === 'native-class' && value.framework === flavour.framework;
  return isOurs && value.role !== undefined && value.name !== 'StackedRNNCells';
}

const CELL_WITH_STATES = 'an RNN cell: it needs a `state_size`';

/** A layer of the user's that says nowhere how large its states are; TensorFlow.js asks for it later. */
const isWithoutStates = ({ scene, flavour }: Options, value: Value): boolean =>
  !flavour.options && scene.host.lacks(value, 'state_size', 'Layer');

/** A cell of the user's: `state_size`, and `output_size` where it has one; its weights come to be in its own `build`. */
export function userCell(
  {
    scene: { host, site },
    flavour,
  }: { readonly scene: Pick<Use, 'host' | 'site'> } & Pick<Options, 'flavour'>,
  value: Value,
): CellInfo | undefined {
  const size = host.attribute(value, flavour.options ? 'stateSize' : 'state_size', site);
  const states = size.kind === 'number' ? [size] : (itemsOf(size) ?? []);
  const dims = states.flatMap(state => asDim(state) ?? []);
  const [first] = dims;
  if (!first || dims.length !== states.length) return undefined;
  const own = host.attribute(value, flavour.options ? 'outputSize' : 'output_size', site);
  return {
    states: dims,
    stateNames: dims.map((_, i) => `state ${i + 1}`),
    output: asDim(own) ?? first,
    isBare: size.kind === 'number' && host.attribute(value, 'get_initial_state', site).kind === 'unknown',
    weights: () => layerOf(value)?.weights() ?? [],
    cell: undefined,
  };
}

export const outputOf = (scene: Pick<Use, 'host' | 'site' | 'flavour'>, cell: Value): CellInfo | undefined =>
  cell.kind === 'object'
    ? userCell({ scene, flavour: scene.flavour }, cell)
    : cellInfo(layerOf(cell)?.description);

/** The cells' states in the order of their version. */
export function stackOf(options: Options, cells: readonly Value[], parameter: string): CellInfo | undefined {
  const infos = cells.map(cell => infoOf(options, cell, parameter));
  const known = infos.flatMap(info => info ?? []);
  const last = known[known.length - 1];
  if (!last || known.length !== cells.length) return undefined;
  const isReversed = statesOfCells(options.flavour, options.scene.host) === 'reversed';
  const inStateOrder = isReversed ? [...known].reverse() : known;
  return {
    states: inStateOrder.flatMap(info => info.states),
    stateNames: inStateOrder.flatMap(info => info.stateNames),
    groups: known.map(info => ({ count: info.states.length, isBare: info.isBare ?? false })),
    output: last.output,
    weights: features =>
      known.flatMap((info, i) => renamed(info.weights(known[i - 1]?.output ?? features), cellName(known, i))),
    cell: undefined,
  };
}

/** 'lstm_cell', 'lstm_cell_1' */
function cellName(infos: readonly CellInfo[], index: number): string {
  const base = (cell: Cell | undefined) =>
    cell
      ? `${cell.traits.name === 'SimpleRNN' ? 'simple_rnn' : cell.traits.name.toLowerCase()}_cell`
      : 'cell';
  const name = base(infos[index]?.cell);
  const earlier = infos.slice(0, index).filter(info => base(info.cell) === name).length;
  return earlier === 0 ? name : `${name}_${earlier}`;
}

function renamed(weights: readonly Weight[], prefix: string): readonly Weight[] {
  return weights.map(weight => ({ ...weight, name: `${prefix}.${weight.name}` }));
}
