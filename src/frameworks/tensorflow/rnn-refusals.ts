/**
 * What the cells of TensorFlow 1 refuse, and the functions that run them: recorded of TensorFlow 1.15.
 * https://github.com/tensorflow/tensorflow/blob/v1.15.5/tensorflow/python/ops/{rnn,rnn_cell_impl}.py
 */
import { compare, constantOf, type Dim, type Shape, size } from '../../shapes/index.ts';
import { refuseArgument, refused, refuseRank, refuseSize, type Scene } from '../array/scene.ts';
import { type Bound, type Operand, shapeOf, type Value } from '../parts.ts';
import type { Cell } from './rnn-cell.ts';

const PRODUCT = 'Dimensions must be equal, but are';

/** The operand that stands for the inputs of a cell or of what runs it. */
export const inputsOperand = (value: Value, at: Scene['site']): Operand =>
  value.kind === 'tensor'
    ? { role: 'inputs', shape: shapeOf(value), tensor: value, at }
    : { role: 'inputs', shape: undefined, tensor: undefined, at };

const STEP_SAYS = 'is incompatible with the layer: expected ndim=2, found ndim=';

const IMAGES_SAY = 'Conv Linear expects all args to be of same Dimension';
const SPACE = ['depth', 'height', 'width'];

/** What the axes of one step are, images with channels last among them. */
const stepAxes = (rank = 2): readonly string[] =>
  rank > 2 ? ['batch', ...SPACE.slice(2 - rank), 'channels'] : ['batch', 'features'];

/** A sequence is (batch, steps, features), or of images with more axes for cells that take those; one step has no axis of steps. */
export function refuseInputs(
  scene: Scene,
  inputs: Operand,
  { rank: wanted }: Cell,
  kind: 'sequence' | 'step',
): Value | undefined {
  const step = stepAxes(wanted);
  const axes = kind === 'step' ? step : ['batch', 'steps', ...step.slice(1)];
  const rank = inputs.shape?.length;
  if (rank === undefined || rank === axes.length || (rank > axes.length && !wanted)) return undefined;
  const says =
    kind === 'sequence' && rank < 3 ? 'must have rank at least 3' : step.length > 2 ? IMAGES_SAY : STEP_SAYS;
  return refuseRank(scene, inputs, [axes.length], axes, says);
}

/** A cell that has its weights sees other features than those were made for. */
export function refuseOtherFeatures(
  scene: Scene,
  input: Shape,
  expected: Dim | undefined,
): Value | undefined {
  const axis = input.length - 1;
  const actual = input[axis];
  if (!expected || !actual || compare(expected, actual) !== 'different') return undefined;
  const operand: Operand = { role: 'inputs', shape: input, tensor: undefined, at: scene.site };
  return refuseSize(scene, operand, { axis, expected, actual, parameter: undefined, says: PRODUCT });
}

/** Without a first state nothing says of what type it is. */
export function refuseWithoutDtype(scene: Scene, bound: Bound, states: readonly string[]): Value | undefined {
  if (bound.open || bound.given('dtype') || states.some(name => bound.given(name))) return undefined;
  const says = scene.operation.includes('static') ? 'dtype must be specified' : 'you must give a dtype';
  return refuseArgument(scene, {
    parameter: 'dtype',
    aspect: 'missing',
    allowed: 'a dtype where there is no initial state',
    at: scene.site,
    says,
  });
}

/** Something else where a cell has to be: a list of cells wants a `MultiRNNCell` around it. */
export function refuseNoCell(
  scene: Scene,
  value: Value,
  parameter: string,
  at: Scene['site'],
): Value | undefined {
  if (value.kind !== 'list' && value.kind !== 'number' && value.kind !== 'string') return undefined;
  const allowed = value.kind === 'list' ? 'a cell: `MultiRNNCell` makes one of several' : 'a cell';
  return refuseArgument(scene, { parameter, aspect: 'type', allowed, at, says: 'is not an RNNCell' });
}

interface Wrong {
  readonly aspect: 'count' | 'rank' | 'structure' | 'shape';
  readonly expected?: Shape;
  readonly axis?: number;
  readonly counts?: readonly [expected: number, actual: number];
  readonly says?: string;
}

function refuse(scene: Scene, state: Operand, { aspect, expected, axis, counts, says }: Wrong): Value {
  scene.host.refuse({
    kind: 'initial-state',
    framework: scene.framework,
    operation: scene.operation,
    layer: scene.layer,
    at: state.at,
    aspect,
    state,
    expected,
    expectedCount: counts?.[0],
    actualCount: counts?.[1],
    axis,
    axisMeaning: axis === undefined ? undefined : ['batch', 'units'][axis],
    says,
  });
  return refused(scene);
}

/** A state that is handed to a cell; undefined: nothing is provably wrong. */
export function refuseStates(
  scene: Scene,
  cell: Cell,
  given: Value,
  at: Scene['site'],
  batch: Dim,
): Value | undefined {
  return compareStates(scene, cell.state(scene, batch), given, at);
}

function compareStates(scene: Scene, wanted: Value, given: Value, at: Scene['site']): Value | undefined {
  const state: Operand = { ...inputsOperand(given, at), role: 'initial_state' };
  if (wanted.kind === 'tensor') return compareState(scene, shapeOf(wanted), state, given);
  const parts = scene.host.items(wanted);
  if (!parts) return undefined;
  if (given.kind === 'tensor') return refuseAlone(scene, state, parts.length);
  const items = given.kind === 'list' || given.kind === 'native' ? scene.host.items(given) : undefined;
  if (!items) return undefined;
  if (items.length !== parts.length)
    return refuse(scene, state, { aspect: 'count', counts: [parts.length, items.length] });
  for (const [i, part] of parts.entries()) {
    const wrong = items[i] && compareStates(scene, part, items[i], at);
    if (wrong) return wrong;
  }
  return undefined;
}

/** A graph's tensor cannot be taken apart; one that has values can, where it has as many rows as there are states. */
function refuseAlone(scene: Scene, state: Operand, count: number): Value | undefined {
  const rows = state.shape?.[0] && constantOf(state.shape[0]);
  return rows === undefined || rows === count
    ? undefined
    : refuse(scene, state, { aspect: 'structure', counts: [count, 1] });
}

function compareState(
  scene: Scene,
  expected: Shape | undefined,
  state: Operand,
  given: Value,
): Value | undefined {
  const items = given.kind === 'native' ? scene.host.items(given) : undefined;
  if (items && expected)
    return refuse(scene, state, { aspect: 'structure', expected, counts: [1, items.length] });
  if (!expected || !state.shape) return undefined;
  if (state.shape.length !== expected.length) return refuse(scene, state, { aspect: 'rank', expected });
  const axis = expected.findIndex((dim, i) => isOther(dim, state.shape?.[i]));
  if (axis < 0) return undefined;
  return refuse(scene, state, { aspect: 'shape', expected, axis, says: axis === 1 ? PRODUCT : undefined });
}

const isOther = (expected: Dim, actual: Dim | undefined): boolean =>
  compare(expected, actual ?? expected) === 'different' && compare(expected, size(0)) !== 'equal';
