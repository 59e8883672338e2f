/** tf.nn.dynamic_rnn, bidirectional_dynamic_rnn and static_rnn of TensorFlow 1. https://www.tensorflow.org/api_docs/python/tf/compat/v1/nn/dynamic_rnn */
import { add, type Dim, type Origin, type Shape, size, unknownDim } from '../../shapes/index.ts';
import { refuseArgument, result, type Scene } from '../array/scene.ts';
import { type Argument, asBool, type Bound, list, shapeOf, tuple, type Value } from '../parts.ts';
import { moduleFunction, type Run } from './module-functions.ts';
import { notePadding } from './padded-outputs.ts';
import { type Cell, outputShape, type Stretch } from './rnn-cell.ts';
import { cellOf } from './rnn-cells.ts';
import {
  inputsOperand,
  refuseInputs,
  refuseNoCell,
  refuseStates,
  refuseWithoutDtype,
} from './rnn-refusals.ts';

const COMMON = 'dtype=None, parallel_iterations=None, swap_memory=False, time_major=False, scope=None';
const DYNAMIC = `cell, inputs, sequence_length=None, initial_state=None, ${COMMON}`;
const BOTH = `cell_fw, cell_bw, inputs, sequence_length=None, initial_state_fw=None, initial_state_bw=None, ${COMMON}`;
const STATIC = 'cell, inputs, initial_state=None, dtype=None, sequence_length=None, scope=None';

interface Ran {
  readonly output: Value;
  readonly state: Value;
}

/** Where one thing or another is refused, the result of that. */
export const isRan = (ran: Ran | Value): ran is Ran => 'output' in ran;

const define = (name: string, text: string, run: Run) =>
  moduleFunction('tf.nn', name, text, run, `tf.nn.${name}`);

const shapeOfInputs = (value: Value): Shape | undefined =>
  value.kind === 'tensor' ? shapeOf(value) : undefined;

interface Over {
  readonly inputs: Value;
  readonly inputsAt: Origin;
  readonly timeMajor: boolean | undefined;
  readonly initial?: Argument | undefined;
}

/** `outputs` are (batch, steps, output_size), or time first. */
export function runOver(
  scene: Scene,
  cell: Cell,
  { inputs, inputsAt, timeMajor, initial }: Over,
): Ran | Value {
  const read = cell.features?.(inputs) ?? inputs;
  const shape = shapeOfInputs(read);
  const leading = shape?.length === (cell.rank ?? 2) + 1 ? shape.slice(0, 2) : undefined;
  const axis = (which: 0 | 1) =>
    timeMajor === undefined ? undefined : leading?.[timeMajor ? 1 - which : which];
  const batch: Dim = axis(0) ?? unknownDim();
  const wrong =
    refuseInputs(scene, inputsOperand(read, inputsAt), cell, 'sequence') ??
    cell.build(scene, shape, { batch, steps: axis(1) }) ??
    (initial && initial.value.kind !== 'none' && refuseStates(scene, cell, initial.value, initial.at, batch));
  if (wrong) return wrong;
  const parents = read.kind === 'tensor' ? [read] : [];
  const output = result(scene, outputShape(leading, cell), { parents, dtype: 'float', role: 'sequence' });
  return { output, state: cell.state(scene, batch) };
}

const dynamic = define('dynamic_rnn', DYNAMIC, (scene, bound) => {
  const cell = cellOf(bound.value('cell'));
  const ran =
    cell &&
    (refuseWithoutDtype(scene, bound, ['initial_state']) ??
      runOver(scene, cell, { ...over(bound), initial: bound.given('initial_state') }));
  if (!ran) return refuseNoCell(scene, bound.value('cell'), 'cell', bound.at('cell'));
  if (!isRan(ran)) return ran;
  notePadding(ran.output, bound);
  return tuple([ran.output, ran.state]);
});

const over = (bound: Bound): Over => ({
  inputs: bound.value('inputs'),
  inputsAt: bound.at('inputs'),
  timeMajor: asBool(bound.value('time_major')),
});

const both = define('bidirectional_dynamic_rnn', BOTH, (scene, bound) => {
  const [fw, bw] = [cellOf(bound.value('cell_fw')), cellOf(bound.value('cell_bw'))];
  if (!fw || !bw) return undefined;
  const untyped = refuseWithoutDtype(scene, bound, ['initial_state_fw', 'initial_state_bw']);
  if (untyped) return untyped;
  const forward = runOver(scene, fw, { ...over(bound), initial: bound.given('initial_state_fw') });
  if (!isRan(forward)) return forward;
  const backward = runOver(scene, bw, { ...over(bound), initial: bound.given('initial_state_bw') });
  if (!isRan(backward)) return backward;
  return tuple([tuple([forward.output, backward.output]), tuple([forward.state, backward.state])]);
});

/** A list of steps, each (batch, features), gives a list of outputs. */
const steps = define('static_rnn', STATIC, (scene, bound) => {
  const { value } = bound;
  const cell = cellOf(value('cell'));
  const whole = value('inputs').kind === 'tensor' ? refuseWhole(scene, bound.at('inputs')) : undefined;
  const given = scene.host.items(value('inputs'));
  if (whole || !cell || !given) return whole;
  const inputs = given.map(input => cell.features?.(input) ?? input);
  const shapes = inputs.map(shapeOfInputs);
  const [first] = shapes;
  const initial = bound.given('initial_state');
  const wrong =
    refuseWithoutDtype(scene, bound, ['initial_state']) ??
    refuseSteps(scene, cell, inputs, bound.at('inputs')) ??
    (initial && initial.value.kind !== 'none' && first?.[0]
      ? refuseStates(scene, cell, initial.value, initial.at, first[0])
      : undefined);
  if (wrong) return wrong;
  const outputs = shapes.map(shape =>
    result(scene, outputShape(shape?.slice(0, 1), cell), { dtype: 'float', role: 'h' }),
  );
  return tuple([list(outputs), cell.state(scene, first?.[0] ?? unknownDim())]);
});

const stretchOf = (steps: readonly (Shape | undefined)[]): Stretch => ({
  batch: steps[0]?.[0] ?? unknownDim(),
  steps: size(steps.length),
});

/** The first step makes the weights; the others have to go with them. */
function refuseSteps(scene: Scene, cell: Cell, inputs: readonly Value[], at: Origin): Value | undefined {
  const stretch = stretchOf(inputs.map(shapeOfInputs));
  for (const input of inputs) {
    const wrong =
      refuseInputs(scene, inputsOperand(input, at), cell, 'step') ??
      cell.build(scene, shapeOfInputs(input), stretch);
    if (wrong) return wrong;
  }
  return undefined;
}

/** One tensor with all steps in it is no list of steps. */
const refuseWhole = (scene: Scene, at: Origin): Value =>
  refuseArgument(scene, {
    parameter: 'inputs',
    aspect: 'type',
    allowed: 'a list of steps, each (batch, features): `tf.unstack(x, axis=1)`',
    at,
    says: 'inputs must be a sequence',
  });

const STATIC_BOTH =
  'cell_fw, cell_bw, inputs, initial_state_fw=None, initial_state_bw=None, dtype=None, sequence_length=None, scope=None';

/** The outputs of both directions beside each other. */
function outputOfBoth(leading: Shape | undefined, fw: Cell, bw: Cell): Shape | undefined {
  const [one, other] = [fw.output?.at(-1), bw.output?.at(-1)];
  return leading && fw.output && one && other
    ? [...leading, ...fw.output.slice(0, -1), add(one, other)]
    : undefined;
}

/** Both directions over a list of steps. */
function bothSteps(scene: Scene, fw: Cell, bw: Cell, shapes: readonly (Shape | undefined)[]) {
  const [first] = shapes;
  for (const cell of [fw, bw]) cell.build(scene, first, stretchOf(shapes));
  const outputs = shapes.map(shape => outputOfBoth(shape?.slice(0, 1), fw, bw));
  const states = [fw, bw].map(cell => cell.state(scene, first?.[0] ?? unknownDim()));
  return { outputs, states };
}

/** A list of steps, each (batch, features), gives a list of outputs of both directions beside each other, and both states. */
const bothStatic = define('static_bidirectional_rnn', STATIC_BOTH, (scene, { value }) => {
  const [fw, bw] = [cellOf(value('cell_fw')), cellOf(value('cell_bw'))];
  const inputs = scene.host.items(value('inputs'));
  if (!fw || !bw || !inputs) return undefined;
  const { outputs, states } = bothSteps(scene, fw, bw, inputs.map(shapeOfInputs));
  return tuple([list(outputs.map(shape => result(scene, shape, { dtype: 'float', role: 'h' }))), ...states]);
});

const STACKED = `cells_fw, cells_bw, inputs, initial_states_fw=None, initial_states_bw=None, dtype=None, sequence_length=None, parallel_iterations=None, time_major=False, scope=None, swap_memory=False`;

/** Pairs of cells, each of which runs in both directions over what the pair below gave. */
function pairsOf(
  scene: Scene,
  value: (name: string) => Value,
): readonly (readonly [Cell, Cell])[] | undefined {
  const [fw, bw] = ['cells_fw', 'cells_bw'].map(name => scene.host.items(value(name))?.map(cellOf));
  const pairs = fw?.flatMap((cell, i): (readonly [Cell, Cell])[] => {
    const other = bw?.[i];
    return cell && other ? [[cell, other]] : [];
  });
  return pairs && pairs.length === fw?.length && pairs.length === bw?.length && pairs.length > 0
    ? pairs
    : undefined;
}

const stackedDynamic = define('stack_bidirectional_dynamic_rnn', STACKED, (scene, { value, at }) => {
  const pairs = pairsOf(scene, value);
  if (!pairs) return undefined;
  const timeMajor = asBool(value('time_major'));
  let below = value('inputs');
  const states: Value[][] = [[], []];
  for (const pair of pairs) {
    for (const [i, cell] of pair.entries()) {
      const ran = runOver(scene, cell, { inputs: below, inputsAt: at('inputs'), timeMajor });
      if (!isRan(ran)) return ran;
      states[i]?.push(ran.state);
    }
    const [fw, bw] = pair;
    const shape = shapeOfInputs(below);
    const both = shape?.length === (fw.rank ?? 2) + 1 ? outputOfBoth(shape.slice(0, 2), fw, bw) : undefined;
    below = result(scene, both, { dtype: 'float', role: 'sequence' });
  }
  return tuple([below, ...states.map(each => tuple(each))]);
});

const stackedStatic = define('stack_bidirectional_rnn', STACKED, (scene, { value }) => {
  const pairs = pairsOf(scene, value);
  const inputs = scene.host.items(value('inputs'));
  if (!pairs || !inputs) return undefined;
  let shapes: readonly (Shape | undefined)[] = inputs.map(shapeOfInputs);
  const states: Value[][] = [[], []];
  for (const [fw, bw] of pairs) {
    const ran = bothSteps(scene, fw, bw, shapes);
    for (const [i, state] of ran.states.entries()) states[i]?.push(state);
    shapes = ran.outputs;
  }
  const outputs = shapes.map(shape => result(scene, shape, { dtype: 'float', role: 'h' }));
  return tuple([list(outputs), ...states.map(each => tuple(each))]);
});

/** Of tf.contrib.rnn alone. */
export const CONTRIB_FUNCTIONS = {
  stack_bidirectional_dynamic_rnn: stackedDynamic,
  stack_bidirectional_rnn: stackedStatic,
} satisfies Readonly<Record<string, Value>>;

export const RNN_FUNCTIONS = {
  static_bidirectional_rnn: bothStatic,
  dynamic_rnn: dynamic,
  bidirectional_dynamic_rnn: both,
  static_rnn: steps,
} satisfies Readonly<Record<string, Value>>;
