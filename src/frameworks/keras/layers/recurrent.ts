import type { LayerDescription, LayerSpec, Outcome, Use } from '../core/description.ts';
import type { Options } from '../core/options.ts';
import { CELL_LAYERS } from './cell-call.ts';
import {
  CELLS,
  type Cell,
  type CellTraits,
  layerSignatures,
  readCell,
  stateSizes,
  stepShapes,
  weightsOf,
} from './cells.ts';
import { suspectCell } from './doubtful-cells.ts';
import { recur } from './recurrence.ts';
import { type RecurrentFlags, readFlags } from './recurrent-flags.ts';
import { initialStates } from './zero-states.ts';

function layerSpec(traits: CellTraits): LayerSpec {
  return {
    name: traits.name,
    ...layerSignatures(traits.kind),
    recurrent: true,
    bases: ['RNN'],
    make: options => layer(options, readCell(options, traits)),
  };
}

function layer(options: Options, cell: Cell): LayerDescription {
  const flags = readFlags(options);
  suspectCell(options, cell);
  return {
    units: cell.units,
    cell: cell.description,
    innerCell: `${cell.traits.name}Cell`,
    flags: { ...flags },
    ranks: { exactly: 3 },
    sized: () => [2],
    sizedAtOnce: false,
    listIsState: true,
    call: 'inputs, initial_state',
    weights: weightsOf(cell),
    outputs: use => runLayer(use, cell, flags),
    attributes: { state_size: stateSizes(cell), get_initial_state: initialStates(options, cell) },
  };
}

function runLayer(use: Use, cell: Cell, flags: RecurrentFlags): Outcome {
  const sizes = cell.traits.states.map(() => cell.units);
  return recur(
    use,
    { flags, states: sizes, stateNames: cell.traits.states, output: cell.units },
    ({ batch, features }) => {
      const [size] = features;
      return size ? { inputSize: size, step: stepShapes(cell, batch, size) } : {};
    },
  );
}

export const RECURRENT: readonly LayerSpec[] = [...CELLS.map(layerSpec), ...CELL_LAYERS];
