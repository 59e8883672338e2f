/** StackedRNNCells: several cells as one. */
import { int, integer, itemsOf, list, NONE, tuple, type Value } from '../../parts.ts';
import type { LayerDescription, LayerSpec, Outcome, Use } from '../core/description.ts';
import type { Options } from '../core/options.ts';
import { missingStates } from './cell-call.ts';
import { keepCell } from './cell-info.ts';
import { nativeOf, stackOf } from './given-cells.ts';

export const STACKED: LayerSpec = {
  name: 'StackedRNNCells',
  signature: 'cells, **kwargs',
  signatures: { tfjs: 'cells' },
  recurrent: true,
  make: stacked,
};

function stacked(options: Options): LayerDescription | undefined {
  const cells = itemsOf(options.value('cells'));
  const info = cells && stackOf(options, cells, 'cells');
  const description: LayerDescription = {
    units: info?.output,
    inner: cells?.flatMap(nativeOf),
    call: 'inputs, states',
    weights: ([shape]) =>
      shape && info ? info.weights(shape[shape.length - 1] ?? options.size('cells', 'none')) : [],
    outputs: use => runStack(use, options, cells),
    attributes: {
      cells: options.value('cells') ?? NONE,
      state_size: info ? list(info.states.map(integer)) : int(0),
    },
  };
  if (info) keepCell(description, info);
  return description;
}

/** A step through all cells: each is called with what the one before it gives, and with its share of the states. keras/src/layers/rnn/stacked_rnn_cells.py */
function runStack(use: Use, options: Options, cells: readonly Value[] | undefined): Outcome {
  const { host, site } = use;
  const given = use.argument('states');
  if (!given && !use.open && !use.flavour.options) return { value: missingStates(use, options) };
  const inputs = use.argument('inputs');
  const states = given && given.value.kind === 'list' ? itemsOf(given.value) : undefined;
  const unknown = host.unknown('the result of stacked cells', site);
  if (use.flavour.name !== 'keras3' || !cells || !inputs || !states) return { value: unknown };
  let step = inputs.value;
  const left: Value[] = [];
  for (const [i, state] of states.slice(0, cells.length).entries()) {
    const isListed = state.kind === 'list';
    if (!isListed && state.kind !== 'tensor') return { value: unknown };
    const own = { name: undefined, value: isListed ? state : list([state]), at: given?.at ?? site };
    const made = host.call(cells[i] ?? NONE, [{ ...inputs, name: undefined, value: step }, own], site);
    const [next, after] = host.items(made) ?? [];
    if (!next || !after) return { value: unknown };
    const [only] = itemsOf(after) ?? [];
    left.push(!isListed && only ? only : after);
    step = next;
  }
  return { value: tuple([step, left.length === 1 ? (left[0] ?? unknown) : list(left)]) };
}
