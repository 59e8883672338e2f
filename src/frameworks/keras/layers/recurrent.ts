/** LSTM, GRU, SimpleRNN and their cells. */
import { broadcastAll, compare, constantOf, type Dim } from '../../../shapes/index.ts';
import { refuseArgument, refuseSize } from '../../array/scene.ts';
import {
  type Argument,
  asDim,
  integer,
  isFrameworkGuessed,
  itemsOf,
  list,
  nativeFunction,
  shapeOf,
  type TensorValue,
  tensor,
  type Value,
  type Weight,
} from '../../parts.ts';
import type { LayerDescription, LayerSpec, Outcome, Use } from '../core/description.ts';
import { tensorsIn } from '../core/graph.ts';
import type { Options } from '../core/options.ts';
import { output, several } from '../core/tensors.ts';
import { keepCell } from './cell-info.ts';
import {
  CELLS,
  type Cell,
  type CellTraits,
  cellSignatures,
  cellStates,
  cellWeights,
  layerSignatures,
  readCell,
  stepShapes,
} from './cells.ts';
import { suspectCell } from './doubtful-cells.ts';
import { type RecurrentFlags, readFlags, recur } from './recurrence.ts';

const lastOf = (shape: readonly Dim[] | undefined) => shape?.[shape.length - 1];

/** Weights by the size of the last axis of the first input. */
function weightsOf(cell: Cell): (shapes: readonly (readonly Dim[])[]) => readonly Weight[] {
  return ([shape]) => {
    const features = lastOf(shape);
    return features ? cellWeights(cell, features) : [];
  };
}

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

/** `get_initial_state(batch_size)` in Keras 3, `get_initial_state(inputs)` before. */
function initialStates({ scene, flavour }: Options, cell: Cell): Value {
  return nativeFunction(`${scene.operation}.get_initial_state`, call => {
    const [given] = call.args;
    const batch = given?.value.kind === 'tensor' ? shapeOf(given.value)?.[0] : given && asDim(given.value);
    const isWrong = flavour.name === 'keras3' && given?.value.kind === 'tensor' && hasAxes(given.value);
    if (given && isWrong) {
      const inner = { ...scene, host: call.host, site: call.site };
      return refuseArgument(inner, {
        parameter: 'batch_size',
        aspect: 'type',
        allowed: 'an integer: the batch size',
        at: given.at,
      });
    }
    const size = batch ?? call.host.freshSymbol('batch', call.site);
    const shapes = cellStates(cell, size);
    return list(
      shapes.map(({ shape }) =>
        tensor(call.host, {
          framework: 'keras',
          shape,
          dtype: 'float',
          source: { operation: 'get_initial_state', site: call.site },
        }),
      ),
    );
  });
}

/** What a layer gives has axes, whatever its shape is. */
const hasAxes = (value: TensorValue) => value.source.layer !== undefined || (shapeOf(value)?.length ?? 0) > 0;

function stateSizes(cell: Cell): Value {
  const sizes = cell.traits.states.map(() => integer(cell.units));
  return sizes.length === 1 ? (sizes[0] ?? list([])) : list(sizes);
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

function cellSpec(traits: CellTraits): LayerSpec {
  return {
    name: `${traits.name}Cell`,
    ...cellSignatures(traits.kind),
    recurrent: true,
    make: options => cellLayer(options, readCell(options, traits)),
  };
}

function cellLayer(options: Options, cell: Cell): LayerDescription {
  const description: LayerDescription = {
    units: cell.units,
    cell: cell.description,
    ranks: { least: 1 },
    sized: shape => [shape.length - 1],
    call: 'inputs, states',
    weights: weightsOf(cell),
    outputs: use => runCell(use, options, cell),
    attributes: { state_size: stateSizes(cell), output_size: integer(cell.units) },
  };
  keepCell(description, {
    states: cell.traits.states.map(() => cell.units),
    stateNames: cell.traits.states,
    output: cell.units,
    weights: features => cellWeights(cell, features),
    cell,
  });
  return description;
}

/** One step: the output, then the new states. */
function runCell(use: Use, options: Options, cell: Cell): Outcome {
  const [batch, features, ...further] = use.inputs[0]?.shape ?? [];
  const given = use.argument('states');
  if (!given && !use.open) return { value: missingStates(use, options) };
  if (given && isRefusedByOld(use, given)) return { value: refuseStates(use, given) };
  if (further.length > 0) return { value: onSequence(use, cell, given) };
  if (!batch || !features) return { value: use.host.unknown('the result of a cell', use.site) };
  const wrong = given && use.flavour.name === 'keras3' ? wrongStates(use, cell, given) : undefined;
  if (wrong) return { value: wrong };
  if (given && isOtherSize(cell, given)) return { value: onSequence(use, cell, undefined) };
  const states = cellStates(cell, batch);
  const value = several(use.flavour, [
    output(use, [batch, cell.units], 'h'),
    list(states.map(state => output(use, state.shape, state.name === 'c' ? 'c' : 'h'))),
  ]);
  return { value, states, inputSize: features, step: stepShapes(cell, batch, features) };
}

/**
 * As many states as the cell has; the first is multiplied by the recurrent kernel, further ones meet the gates element by element
 * (keras/src/layers/rnn/lstm.py).
 */
function wrongStates(use: Use, { traits, units }: Cell, { value, at }: Argument): Value | undefined {
  const items = value.kind === 'list' ? itemsOf(value) : undefined;
  if (items && items.length < traits.states.length)
    return refuseArgument(use, {
      parameter: 'states',
      aspect: 'value',
      allowed: traits.states.length === 1 ? 'a list of a state' : `a list of ${traits.states.length} states`,
      at,
      says: 'list index out of range',
    });
  const states = items ?? [value];
  for (const [i, name] of traits.states.entries()) {
    const state = states[i];
    const shape = state?.kind === 'tensor' ? shapeOf(state) : undefined;
    const [, actual] = shape ?? [];
    if (shape?.length !== 2 || !actual || compare(actual, units) !== 'different') continue;
    const stretches = i > 0 && [actual, units].some(dim => (constantOf(dim) ?? 1) === 1);
    const operand = { role: name, shape, tensor: state?.kind === 'tensor' ? state : undefined, at };
    if (!stretches) return refuseSize(use, operand, { axis: 1, expected: units, actual, parameter: 'units' });
  }
  return undefined;
}

/** What a cell gives for states of another size is theirs and its own broadcast, where that is possible at all. */
function isOtherSize({ units }: Cell, { value }: Argument): boolean {
  return tensorsIn(value).some(state => {
    const size = shapeOf(state)?.at(-1);
    return size !== undefined && compare(size, units) === 'different';
  });
}

/** A cell does not look at the rank of its input: its product is added to that of the states. */
function onSequence(use: Use, cell: Cell, states: Argument | undefined): Value {
  const input = use.inputs[0]?.shape;
  const [state] = states ? tensorsIn(states.value) : [];
  const shape = state && shapeOf(state);
  // A cell of one unit takes its gates for several.
  const sum =
    constantOf(cell.units) === 1
      ? undefined
      : input && shape && broadcastAll([input, shape].map(s => [...s.slice(0, -1), cell.units]));
  const known = sum?.ok ? sum.value : undefined;
  return several(use.flavour, [
    output(use, known, 'h'),
    list(cell.traits.states.map(name => output(use, known, name === 'c' ? 'c' : 'h'))),
  ]);
}

/** Keras 2.2 takes states by name only; tf_keras asks the first state for a rank, which NumPy arrays have not. */
function isRefusedByOld({ flavour }: Use, states: Argument): boolean {
  if (flavour.name === 'keras2') return states.name === undefined;
  const arrays = tensorsIn(states.value).filter(
    tensor => tensor.framework === 'numpy' && !isFrameworkGuessed(tensor),
  );
  return flavour.name === 'tf_keras' && arrays.length > 0;
}

function refuseStates(use: Use, { at }: Argument): Value {
  const allowed = use.flavour.name === 'keras2' ? '`states=` by name' : 'a list of TensorFlow tensors';
  return refuseArgument(use, { parameter: 'states', aspect: 'type', allowed, at });
}

function missingStates(use: Use, { scene }: Options): Value {
  use.host.refuse({
    kind: 'argument',
    aspect: 'missing',
    parameter: 'states',
    framework: use.framework,
    operation: scene.operation,
    at: use.site,
    layer: use.layer,
    allowed: undefined,
    given: undefined,
    known: ['inputs', 'states'],
  });
  return use.host.unknown('the result of a cell without states', use.site);
}

export const RECURRENT: readonly LayerSpec[] = [...CELLS.map(layerSpec), ...CELLS.map(cellSpec)];
