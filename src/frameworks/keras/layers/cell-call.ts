/** LSTMCell, GRUCell and SimpleRNNCell: cells that are called by themselves, a step at a time. */
import { compare, less, type Shape, size } from '../../../shapes/index.ts';
import { refuseArgument, refused, refuseOperands, refuseSize } from '../../array/scene.ts';
import {
  type Argument,
  integer,
  isFrameworkGuessed,
  itemsOf,
  list,
  type Operand,
  shapeOf,
  type Value,
} from '../../parts.ts';
import type { LayerDescription, LayerSpec, Outcome, Use } from '../core/description.ts';
import type { FlavourName } from '../core/flavour.ts';
import { tensorsIn } from '../core/graph.ts';
import type { Options } from '../core/options.ts';
import { output, several } from '../core/tensors.ts';
import { missingMethod } from '../missing-member.ts';
import { keepCell } from './cell-info.ts';
import { type Failure, type Part, stepOf } from './cell-step.ts';
import {
  CELLS,
  type Cell,
  type CellTraits,
  cellSignatures,
  cellStates,
  cellWeights,
  readCell,
  stateSizes,
  stepShapes,
  weightsOf,
} from './cells.ts';
import { initialStates, lacksStates } from './zero-states.ts';

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
    attributes: {
      state_size: stateSizes(cell),
      output_size: integer(cell.units),
      get_initial_state: lacksStates(options.flavour)
        ? missingMethod(options.scene, 'get_initial_state')
        : initialStates(options, cell),
    },
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

function runCell(use: Use, options: Options, cell: Cell): Outcome {
  const given = use.argument('states');
  if (!given && !use.open) return { value: missingStates(use, options) };
  const input = use.inputs[0]?.shape;
  const inputs = use.argument('inputs');
  if (use.flavour.name === 'keras3' && inputs?.value.kind === 'list' && tensorsIn(inputs.value).length > 0)
    return { value: refuseList(use, inputs) };
  if (given && isRefusedByOld(use, given)) return { value: refuseStates(use, given) };
  if (!input) return { value: use.host.unknown('the result of a cell', use.site) };
  const states = given ? statesOf(use, cell, given) : cell.traits.states.map(unknownState(use.site));
  return states ? step(use, cell, input, states, given?.value.kind !== 'tensor') : { value: refused(use) };
}

/** Its shape is a list of shapes, which weights cannot be made of. */
const refuseList = (use: Use, { at }: Argument): Value =>
  refuseArgument(use, {
    parameter: 'inputs',
    aspect: 'type',
    allowed: 'a tensor',
    given: 'a list of them',
    at,
    says: 'to a shape. Found invalid dimension',
  });

/** One step: the output, then the new states, in a list where they were given in one. */
function step(use: Use, cell: Cell, input: Shape, states: readonly Operand[], isListed: boolean): Outcome {
  const [batch, features] = input;
  const isPlain = input.length === 2 && batch !== undefined && features !== undefined;
  // States that are not known are taken to be as they should.
  const usual = isPlain ? [batch, cell.units] : undefined;
  const parts = states.map(({ role, shape }): Part => ({ role, shape: shape ?? usual }));
  const made = stepOf(cell, {
    input: { role: 'the input', shape: input },
    states: parts,
    features: use.built[0]?.at(-1),
    graph: use.graph,
    needsRows: use.flavour.name !== 'keras3',
  });
  const { failure } = made;
  const isSure = failure?.kind === 'rows' || states.every(one => one.shape);
  if (failure && isSure && MODELLED.has(use.flavour.name))
    return {
      value: refuseStep(use, cell, failure, part => (part ? states[parts.indexOf(part)] : undefined)),
    };
  const results = cell.traits.states.map((name, i) => output(use, made.states[i], name === 'c' ? 'c' : 'h'));
  const [only] = results;
  const isBare = !isListed && results.length === 1 && only !== undefined;
  const value = several(use.flavour, [output(use, made.output, 'h'), isBare ? only : list(results)]);
  if (!isPlain || failure) return { value };
  return {
    value,
    states: cellStates(cell, batch),
    inputSize: features,
    step: stepShapes(cell, batch, features),
  };
}

/** What a step computes is that of Keras 3; in TensorFlow's Keras it is the same, but for rows without a batch. */
const MODELLED: ReadonlySet<FlavourName> = new Set(['keras3', 'tf_keras', 'tf1']);

const unknownState =
  (at: Operand['at']) =>
  (role: string): Operand => ({ role, shape: undefined, tensor: undefined, at });

/**
 * As many states as the cell has, of a list or, since TensorFlow 2, the one state itself; a cell with two takes the first rows of an array for them.
 * undefined: refused.
 */
function statesOf(use: Use, { traits }: Cell, given: Argument): readonly Operand[] | undefined {
  const { value, at } = given;
  const items = value.kind === 'list' ? itemsOf(value) : undefined;
  const isTooFew = items ? items.length < traits.states.length : holdsTooFew(value, traits.states.length);
  const { name } = use.flavour;
  if (isTooFew && (name === 'keras3' || (items && (name === 'tf_keras' || name === 'tf1')))) {
    refuseArgument(use, {
      parameter: 'states',
      aspect: 'value',
      allowed: traits.states.length === 1 ? 'a list of a state' : `a list of ${traits.states.length} states`,
      at,
      says: items && 'list index out of range',
    });
    return undefined;
  }
  if (value.kind === 'tensor' && (traits.states.length > 1 || name === 'tf1')) {
    const row = shapeOf(value)?.slice(1);
    return traits.states.map(role => ({ role, shape: row, tensor: undefined, at: { ...at, end: at.start } }));
  }
  return traits.states.map((role, i): Operand => {
    const state = value.kind === 'tensor' ? value : items?.[i];
    if (state?.kind === 'tensor') return { role, shape: shapeOf(state), tensor: state, at };
    return unknownState(at)(role);
  });
}

/** An array without as many rows, where a cell takes the first of them for its states. */
function holdsTooFew(value: Value, count: number): boolean {
  if (value.kind !== 'tensor') return value.kind === 'none' && !value.assumed;
  const shape = shapeOf(value);
  const [rows] = shape ?? [];
  return count > 1 && shape !== undefined && (!rows || less(rows, size(count)) === true);
}

/** The size of a state for one step, where it is none of the cell's. */
function otherSize(state: Operand | undefined, { units }: Cell) {
  const [, actual, ...further] = state?.shape ?? [];
  return actual && further.length === 0 && compare(actual, units) === 'different' ? actual : undefined;
}

/** A state of another size than the cell's is told as that. */
function refuseStep(
  use: Use,
  cell: Cell,
  failure: Failure,
  given: (part: Part | undefined) => Operand | undefined,
): Value {
  // What is made on the way stands nowhere in the program.
  const nowhere = { ...use.site, end: use.site.start };
  const operandOf = (part: Part): Operand => given(part) ?? { ...part, tensor: undefined, at: nowhere };
  if (failure.kind === 'operands') {
    const operands = failure.operands.map(operandOf);
    const wrong = operands.find((_, i) => otherSize(given(failure.operands[i]), cell));
    const actual = otherSize(wrong, cell);
    return wrong && actual
      ? refuseSize(use, wrong, { axis: 1, expected: cell.units, actual, parameter: 'units' })
      : refuseOperands(use, operands, failure.mismatch, use.site);
  }
  const { factor, expected, actual } = failure;
  const state = given(factor);
  const operand = state ?? use.inputs[0] ?? operandOf(factor);
  const axis = (operand.shape?.length ?? 1) - 1;
  return refuseSize(use, operand, { axis, expected, actual, parameter: state && 'units' });
}

/** Keras 2.2 takes states by name only; TensorFlow's Keras asks the first state for a rank, which NumPy arrays have not. */
function isRefusedByOld({ flavour }: Use, states: Argument): boolean {
  if (flavour.name === 'keras2') return states.name === undefined;
  const arrays = tensorsIn(states.value).filter(
    tensor => tensor.framework === 'numpy' && !isFrameworkGuessed(tensor),
  );
  return (flavour.name === 'tf_keras' || flavour.name === 'tf1') && arrays.length > 0;
}

function refuseStates(use: Use, { at }: Argument): Value {
  const allowed = use.flavour.name === 'keras2' ? '`states=` by name' : 'a list of TensorFlow tensors';
  return refuseArgument(use, { parameter: 'states', aspect: 'type', allowed, at });
}

/** Keras asks for the states before it looks at anything else. */
export function missingStates(use: Use, { scene }: Options): Value {
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
    known: [],
  });
  return use.host.unknown('the result of a cell without states', use.site);
}

export const CELL_LAYERS: readonly LayerSpec[] = CELLS.map(cellSpec);
