/** What all layers that run a cell over time do with a call: states, output of the last step or of all, versions' checks. */
import { constantOf, type Dim, type Shape, size } from '../../../shapes/index.ts';
import { refuseArgument, refused, refuseOperands, suspectMisreading } from '../../array/scene.ts';
import { itemsOf, type LayerState, list, type Value } from '../../parts.ts';
import type { Outcome, Use } from '../core/description.ts';
import { statesOfCells } from '../core/flavour.ts';
import { refuseStepMask } from '../core/mask-shapes.ts';
import { isNone } from '../core/none.ts';
import { output, several } from '../core/tensors.ts';
import { trainingOf } from '../core/training-run.ts';
import type { StateGroup } from './cell-info.ts';
import { acceptsState } from './initial-state.ts';
import { type RecurrentFlags, refuseFlag } from './recurrent-flags.ts';
import { acceptsBatch } from './stateful.ts';

/** Sizes of the states in order, and of the output of one step. */
export interface Recurrence {
  readonly flags: RecurrentFlags;
  readonly states: readonly Dim[];
  readonly stateNames: readonly string[];
  /** Of stacked cells: how many states each of them has. */
  readonly groups?: readonly StateGroup[];
  readonly output: Dim;
}

/** Axes of an input. */
export interface Sequence {
  readonly batch: Dim;
  readonly steps: Dim;
  readonly features: Shape;
}

export function sequenceOf(shape: Shape | undefined, timeMajor: boolean | undefined): Sequence | undefined {
  const [first, second, ...features] = shape ?? [];
  if (!first || !second) return undefined;
  return timeMajor ? { batch: second, steps: first, features } : { batch: first, steps: second, features };
}

/** Runs a cell over the input; `describe` adds what is shown of one step. */
export function recur(
  use: Use,
  recurrence: Recurrence,
  describe: (sequence: Sequence) => Partial<Outcome> = () => ({}),
): Outcome {
  const { flags } = recurrence;
  const sequence = sequenceOf(use.inputs[0]?.shape, flags.time_major);
  if (!sequence) return { value: use.host.unknown(`the result of \`${use.operation}\``, use.site) };
  if (!acceptsRun(use, flags, sequence)) return { value: refused(use) };
  if (!acceptsState(use, recurrence)) return { value: refused(use) };
  const masked = flags.time_major
    ? undefined
    : refuseStepMask(use, sequence.batch, sequence.steps, flags.unroll !== false);
  if (masked) return { value: masked };
  const states: LayerState[] = recurrence.states.map((size, i) => ({
    name: recurrence.stateNames[i] ?? 'state',
    shape: [sequence.batch, size],
  }));
  const value = results(use, recurrence, sequence, states);
  suspectRun(use, flags, sequence, value);
  return {
    value,
    states,
    steps: sequence.steps,
    ...describe(sequence),
  };
}

/** Over one step nothing recurs, unless a state comes from elsewhere; and outputs in reverse order are easily taken for others. */
function suspectRun(use: Use, flags: RecurrentFlags, { steps, features }: Sequence, value: Value): void {
  const [input] = use.inputs;
  // A model calls its layers again with data: once is enough.
  if (!input || use.layer.layer?.built.value.called) return;
  const timeAxis = flags.time_major ? 0 : 1;
  const axes = flags.time_major ? ['steps', 'batch', 'features'] : ['batch', 'steps', 'features'];
  const misread = { tensor: input, axes, axis: timeAxis, at: input.at };
  const [size] = features;
  const isCarried = flags.stateful !== false || flags.return_state !== false || use.open;
  const isGiven = use.argument('initial_state') !== undefined || use.inputs.length > 1;
  const isWide = features.length === 1 && size !== undefined && (constantOf(size) ?? 0) > 1;
  if (constantOf(steps) === 1 && isWide && !isCarried && !isGiven)
    suspectMisreading(use, { about: 'single-time-step', ...misread });
  const [sequence] = value.kind === 'tensor' ? [value] : (itemsOf(value) ?? []);
  if (!flags.go_backwards || !flags.return_sequences || use.layer.class.name === 'Bidirectional') return;
  const { file, start, end } = use.site;
  const uses =
    sequence?.kind === 'tensor'
      ? use.host.watch(sequence, `reversed output of ${file}:${start}:${end}`)
      : undefined;
  suspectMisreading(use, { about: 'reversed-sequence', ...misread }, () => uses?.isReversed !== true);
}

function results(
  use: Use,
  { flags, groups, output: size }: Recurrence,
  { batch, steps }: Sequence,
  states: readonly LayerState[],
): Value {
  const whole = flags.time_major ? [steps, batch, size] : [batch, steps, size];
  const { return_sequences: all, return_state: withStates } = flags;
  const shape = all === undefined ? undefined : all ? whole : [batch, size];
  const main = output(use, shape, all ? 'sequence' : 'last-step');
  if (withStates === undefined)
    return use.host.unknown(`the results of \`${use.operation}\`: \`return_state\` is not known`, use.site);
  if (!withStates) return main;
  const tensors = states.map(state => output(use, state.shape, state.name.endsWith('c') ? 'c' : 'h'));
  return several(use.flavour, [main, ...(groups ? grouped(use, tensors, groups) : tensors)]);
}

/**
 * The states of stacked cells: those of one cell are a list. A single state is a tensor of its own, but Keras 3 gives a list of it where it made
 * the initial state itself, as it does with real data (`StackedRNNCells.call`), unless the cell cannot make one.
 */
function grouped(use: Use, states: readonly Value[], groups: readonly StateGroup[]): readonly Value[] {
  const { name } = use.flavour;
  if (statesOfCells(use.flavour, use.host) !== 'grouped') return states;
  let start = 0;
  return groups.map(({ count, isBare }) => {
    const own = states.slice(start, start + count);
    start += count;
    const [only] = own;
    if (count > 1 || !only) return list(own);
    if (name !== 'keras3' || use.symbolic || isBare) return only;
    return use.argument('initial_state') ? use.host.unknown('a state of stacked cells', use.site) : list(own);
  });
}

/** Of stateful layers the batch; old versions unroll a known number of steps only. */
function acceptsRun(use: Use, flags: RecurrentFlags, { batch, steps }: Sequence): boolean {
  if (!acceptsBatch(use, flags, batch)) return false;
  if (use.flavour.name === 'tfjs' && isUntrainable(use, steps)) return refuseSingleStep(use);
  if (constantOf(steps) === 0 && asksFirstStep(use))
    return refuseNoSteps(use, flags.time_major === true ? 0 : 1);
  const isOld = use.flavour.checks === 'build' && use.flavour.name !== 'tfjs';
  // `K.rnn` of Keras 2.2 takes one step for none.
  const isSingle = use.flavour.name === 'keras2' && constantOf(steps) === 1;
  if (isOld && flags.unroll && use.graph && (isNone(steps) || isSingle))
    return refuseFlag(use, 'unroll', 'False, or an input with a fixed number of steps');
  return true;
}

/** TensorFlow.js has no gradient of a recurrent layer over exactly one step, unless no layer before it is trained. */
function isUntrainable(use: Use, steps: Dim): boolean {
  const training = trainingOf(use.host);
  return training !== undefined && training.first !== use.layer && constantOf(steps) === 1;
}

/**
 * Whether there has to be a step. Data of Keras 3 is asked for the last one. Those before it make their loop of the first (`K.rnn`), as far as TensorFlow
 * knows then how many there are, which is sure of an input; other kernels than TensorFlow 2 has for the CPU are not known.
 */
function asksFirstStep({ flavour: { name }, graph, inputs, host }: Use): boolean {
  if (name === 'keras3' || (name === 'tf1' && !graph)) return !graph;
  const isKnown =
    name === 'tf1' || name === 'tf_keras' || (name === 'keras2' && host.version('keras').major === 2);
  return isKnown && inputs[0]?.tensor?.source.role === 'input';
}

/** The output of the last step is that of none. */
function refuseNoSteps(use: Use, axis: number): false {
  const [input] = use.inputs;
  const dim = size(0);
  if (input) refuseOperands(use, [input], { kind: 'too-small', axis, dim, needed: size(1) }, input.at);
  return false;
}

function refuseSingleStep(use: Use): false {
  const at = use.inputs[0]?.at ?? use.site;
  const says = 'Argument tensors passed to stack must be a `Tensor[]` or `TensorLike[]`';
  refuseArgument(use, {
    parameter: 'inputs',
    aspect: 'value',
    allowed: 'more than one time step to train on',
    given: 'one time step',
    at,
    says,
  });
  return false;
}
