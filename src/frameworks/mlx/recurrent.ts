/**
 * nn.LSTM, nn.GRU and nn.RNN: (batch, steps, features) or (steps, features) in, every hidden state out, of an LSTM every cell state too.
 * https://ml-explore.github.io/mlx/build/html/python/nn/_autosummary/mlx.nn.LSTM.html, mlx/nn/layers/recurrent.py
 */
import { broadcast, type Dim, multiply, type Shape, size } from '../../shapes/index.ts';
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
import { type NativeClass, type Operand, shapeOf, tuple, type Value, type Weight } from '../parts.ts';
import { layerClass } from './dialect.ts';
import { ADDMM_SAYS } from './linear.ts';

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
      says: ADDMM_SAYS,
      saysRank: 'tuple index out of range',
    }) ??
    refuseStates(use, settings, input) ??
    give(use, settings, input)
  );
}

/** The hidden state is multiplied by Wh.T; then both are broadcast against one step of the input. */
function refuseStates(use: Use, settings: Settings, { shape: input }: Operand): Value | undefined {
  if (!input) return undefined;
  const leading = input.slice(0, -2);
  for (const expected of statesOf(settings, leading)) {
    const given = use.arguments.given(expected.role);
    if (!given || given.value.kind === 'none') continue;
    const state = stateOperand(given.value, given.at, expected.role);
    if (given.value.kind === 'list')
      return refuseState(use, state, expected, { aspect: 'structure', expectedCount: 1 });
    const { shape } = state;
    if (!shape) continue;
    if (!broadcast(shape, expected.shape).ok) {
      const isRank = shape.length !== expected.shape.length;
      const axis = expected.shape.findIndex((dim, at) => !broadcast([dim], shape.slice(at, at + 1)).ok);
      return refuseState(
        use,
        state,
        expected,
        isRank ? { aspect: 'rank' } : { aspect: 'shape', axis: Math.max(0, axis) },
      );
    }
  }
  return undefined;
}

/** A state with more axes than a step of the input makes an output with as many more. */
function isStretched(use: Use, { kind }: Settings, { shape }: Operand): boolean {
  const rank = shape && shape.length - 1;
  return argumentsOf(kind).some(name => {
    const value = use.arguments.given(name)?.value;
    const state = value?.kind === 'tensor' ? shapeOf(value) : undefined;
    return rank !== undefined && state !== undefined && state.length > rank;
  });
}

/** The shape with another size along its last axis. */
const resized = (shape: Shape | undefined, last: Dim): Shape | undefined =>
  shape && [...shape.slice(0, -1), last];

function give(use: Use, settings: Settings, input: Operand): Value {
  const { kind, hiddenSize } = settings;
  const shape = isStretched(use, settings, input) ? undefined : resized(input.shape, hiddenSize);
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
