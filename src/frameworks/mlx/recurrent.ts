/**
 * nn.LSTM, nn.GRU and nn.RNN: (batch, steps, features) or (steps, features) in, every hidden state out, of an LSTM every cell state too.
 * https://ml-explore.github.io/mlx/build/html/python/nn/_autosummary/mlx.nn.LSTM.html, mlx/nn/layers/recurrent.py
 */
import {
  broadcast,
  broadcastAll,
  broadcastTo,
  compare,
  type Dim,
  multiply,
  type Shape,
  size,
} from '../../shapes/index.ts';
import { refused, result } from '../array/scene.ts';
import { type RunFacts, weight } from '../layer.ts';
import { inputOf } from '../modules/inputs.ts';
import { type Made, noteCall, type Use } from '../modules/layer-class.ts';
import { refuseProduct } from '../modules/layers/linear.ts';
import type { Options } from '../modules/options.ts';
import { GRU, gateCount, KINDS, type RecurrentKind, stateNames } from '../modules/recurrent/kinds.ts';
import { stepShapes } from '../modules/recurrent/outputs.ts';
import { describeCell, type Settings } from '../modules/recurrent/settings.ts';
import { type ExpectedState, layerStates, refuseState, stateOperand } from '../modules/recurrent/state.ts';
import { type NativeClass, type Operand, tuple, type Value, type Weight } from '../parts.ts';
import { layerClass } from './dialect.ts';
import { ADDMM_SAYS } from './linear.ts';

/** What the products of layers without a bias say. */
const MATMUL_SAYS =
  '[matmul] Last dimension of first input … must match second to last dimension of second input';

const SIGNATURE = 'input_size, hidden_size, bias=True';

export const RECURRENT: readonly NativeClass[] = KINDS.map(kind =>
  layerClass({
    name: kind.name,
    signature: kind.name === 'RNN' ? `${SIGNATURE}, nonlinearity=None` : SIGNATURE,
    forward: kind.states === 2 ? 'x, hidden=None, cell=None' : 'x, hidden=None',
    recurrent: true,
    make: options => make(options, kind),
  }),
);

function make(options: Options, kind: RecurrentKind): Made {
  const settings = readSettings(options, kind);
  const batch = options.scene.host.freshSymbol('batch', options.scene.site);
  return {
    weights: weightsOf(settings),
    units: settings.hiddenSize,
    inputSize: settings.inputSize,
    cell: describeCell(settings, 'mlx'),
    states: layerStates(statesOf(settings, [batch])),
    step: stepShapes(settings, batch),
    call: use => callRecurrent(use, settings),
  };
}

function readSettings(options: Options, kind: RecurrentKind): Settings {
  const hiddenSize = options.size('hidden_size');
  if (kind.name === 'RNN' && options.bound.value('nonlinearity').kind === 'string')
    options.refuse('nonlinearity', 'a function', 'value', 'Nonlinearity must be callable.');
  return {
    kind,
    inputSize: options.size('input_size', 0),
    hiddenSize,
    outputSize: hiddenSize,
    projection: undefined,
    layers: size(1),
    directions: size(1),
    bias: options.flag('bias'),
    batchFirst: true,
    bidirectional: false,
    nonlinearity: 'tanh',
    refusedAtCall: [],
  };
}

/** Wx (G*H, D), Wh (G*H, H), bias (G*H); a GRU's biases are b and bhn (H), an RNN's matrices Wxh and Whh. */
function weightsOf({ kind, inputSize, hiddenSize, bias }: Settings): readonly Weight[] {
  const rows = multiply(size(gateCount(kind)), hiddenSize);
  const isGated = kind.gates.length > 0;
  const [ofInput, ofState] = isGated ? ['Wx', 'Wh'] : ['Wxh', 'Whh'];
  const gated = (name: string, shape: Shape | undefined): Weight =>
    weight(name, shape, kind.gates, isGated ? 0 : undefined);
  const matrices = [gated(ofInput, [rows, inputSize]), gated(ofState, [rows, hiddenSize])];
  if (bias === false) return matrices;
  const vector = (dim: Dim): Shape | undefined => (bias ? [dim] : undefined);
  if (kind !== GRU) return [...matrices, gated('bias', vector(rows))];
  return [...matrices, gated('b', vector(rows)), weight('bhn', vector(hiddenSize), ['n'], 0)];
}

/** Each state is an argument of its own. */
const argumentsOf = (kind: RecurrentKind): readonly string[] =>
  kind.states === 2 ? ['hidden', 'cell'] : ['hidden'];

/** One state for each leading axis of the input but the steps: (batch, hidden_size). */
function statesOf({ kind, hiddenSize }: Settings, leading: Shape): readonly ExpectedState[] {
  const meanings = leading.length === 0 ? ['hidden_size'] : ['batch', 'hidden_size'];
  return argumentsOf(kind).map(role => ({
    name: role === 'hidden' ? 'h' : 'c',
    role,
    shape: [...leading, hiddenSize],
    meanings,
  }));
}

function callRecurrent(use: Use, settings: Settings): Value {
  const input = inputOf(use);
  if (!input) return refused(use);
  return (
    refuseProduct(use, input, {
      parameter: 'input_size',
      features: settings.inputSize,
      ranks: [2, 3],
      axes: ['batch', 'steps', 'features'],
      says: settings.bias === false ? MATMUL_SAYS : ADDMM_SAYS,
      saysRank: 'tuple index out of range',
    }) ??
    refuseStates(use, settings, input) ??
    give(use, settings, input)
  );
}

/** States with their shapes, as far as they are given and known. */
function givenStates(use: Use, kind: RecurrentKind): ReadonlyMap<string, Operand> {
  return new Map(
    argumentsOf(kind).flatMap(role => {
      const given = use.arguments.given(role);
      if (!given || given.value.kind === 'none') return [];
      return [[role, stateOperand(given.value, given.at, role)] as const];
    }),
  );
}

/**
 * The hidden state is multiplied by Wh.T. A GRU adds one step of the input to the product, each stretched to the other; an LSTM and an RNN stretch
 * the step to the product (`addmm`), never the product to the step.
 */
function refuseStates(use: Use, settings: Settings, { shape: input }: Operand): Value | undefined {
  if (!input) return undefined;
  const states = givenStates(use, settings.kind);
  for (const expected of statesOf(settings, input.slice(0, -2))) {
    const state = states.get(expected.role);
    if (!state) continue;
    if (use.arguments.value(expected.role).kind === 'list')
      return refuseState(use, state, expected, { aspect: 'structure', expectedCount: 1 });
    const { shape } = state;
    const axis = shape && misfit(settings, expected, shape, states.get('hidden')?.shape);
    if (!shape || axis === undefined) continue;
    const isRank = shape.length !== expected.shape.length;
    return refuseState(use, state, expected, isRank ? { aspect: 'rank' } : { aspect: 'shape', axis });
  }
  return undefined;
}

/** The axis along which a state does not fit; undefined: it fits, or nobody knows. */
function misfit(
  { kind, hiddenSize }: Settings,
  { role, shape: expected }: ExpectedState,
  shape: Shape,
  hidden: Shape | undefined,
): number | undefined {
  const axes = expected.map((_, axis) => axis);
  const differing = (fits: (one: Shape, other: Shape) => boolean): number =>
    axes.find(axis => !fits(expected.slice(axis, axis + 1), shape.slice(axis, axis + 1))) ?? 0;
  const stretches = (a: Shape, b: Shape): boolean => broadcast(a, b).ok;
  if (role === 'cell')
    return stretches(hidden ? leadingOf(hidden, hiddenSize) : expected, shape)
      ? undefined
      : differing(stretches);
  const last = shape.at(-1);
  if (!last || compare(last, hiddenSize) === 'different') return Math.max(0, expected.length - 1);
  const fits = kind === GRU ? stretches : (a: Shape, b: Shape) => broadcastTo(a, b).ok;
  return fits(expected, shape) ? undefined : differing(fits);
}

const leadingOf = (shape: Shape, last: Dim): Shape => [...shape.slice(0, -1), last];

/** What each step gives, without the steps: states with more axes or larger ones than a step of the input make it as large. */
function stepShape(use: Use, { kind, hiddenSize }: Settings, input: Shape): Shape | undefined {
  const shapes = [...givenStates(use, kind).values()].flatMap(({ shape }) =>
    shape ? [leadingOf(shape, hiddenSize)] : [],
  );
  const outcome = broadcastAll([[...input.slice(0, -2), hiddenSize], ...shapes]);
  return outcome.ok ? outcome.value : undefined;
}

/** Every step: the axis of the steps comes before the features. */
function outputShape(use: Use, settings: Settings, input: Shape): Shape | undefined {
  const step = stepShape(use, settings, input);
  const steps = input.at(-2);
  return step && steps && [...step.slice(0, -1), steps, settings.hiddenSize];
}

function give(use: Use, settings: Settings, input: Operand): Value {
  const { kind } = settings;
  const shape = input.shape && outputShape(use, settings, input.shape);
  const outputs = stateNames(kind).map((_, i) =>
    result(use, shape, { parents: [input.tensor], dtype: 'float', role: i === 0 ? 'sequence' : 'value' }),
  );
  noteCall(
    use,
    [input.shape],
    outputs.map(() => shape),
    runFacts(settings, input.shape),
  );
  const [hidden] = outputs;
  return hidden && outputs.length === 1 ? hidden : tuple(outputs);
}

function runFacts(settings: Settings, input: Shape | undefined): RunFacts {
  if (!input) return {};
  const leading = input.slice(0, -2);
  const states = layerStates(statesOf(settings, leading));
  const facts = { states, steps: input.at(-2) };
  return leading.length > 1 ? facts : { ...facts, step: stepShapes(settings, leading[0]) };
}
