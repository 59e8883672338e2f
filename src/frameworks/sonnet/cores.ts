/** LSTM, GRU, VanillaRNN, which make one step, and UnrolledLSTM, which makes all. https://sonnet.readthedocs.io/en/latest/api.html#recurrent-modules, sonnet/src/recurrent.py */
import { broadcast, type Dim, multiply, type Shape, size, unknownDim } from '../../shapes/index.ts';
import { refused, refuseRank, result } from '../array/scene.ts';
import { activationName, plainCell, weight } from '../layer.ts';
import { build, isBuilt } from '../modules/deferred.ts';
import { type Made, noteCall, type Use } from '../modules/layer-class.ts';
import type { Options } from '../modules/options.ts';
import { type CellDescription, type Operand, tuple, type Value, type Weight } from '../parts.ts';
import { checkStates, readStates, type States } from './core-state.ts';
import { layerClass } from './dialect.ts';
import { checkBuiltSize, inputOf } from './give.ts';
import { initialState, type StateShapes, stateOf } from './states.ts';

interface CoreKind {
  readonly name: 'LSTM' | 'GRU' | 'VanillaRNN' | 'UnrolledLSTM';
  readonly cell: CellDescription['kind'];
  readonly signature: string;
  /** In storage order along axis 1 of the kernels. */
  readonly gates: readonly string[];
  readonly inner: readonly string[];
  /** What the kernels are called. */
  readonly kernels: readonly [input: string, state: string];
  /** Rank of the inputs that the first call checks; undefined: at least 2. */
  readonly rank: number | undefined;
}

const INITIAL = 'w_i_init=None, w_h_init=None, b_init=None';
const LSTM_GATES = ['i', 'f', 'g', 'o'];
const LSTM_INNER = ['i_t', 'f_t', 'g_t', 'o_t', 'c_t'];

const LSTM: CoreKind = {
  name: 'LSTM',
  cell: 'lstm',
  signature: `hidden_size, projection_size=None, projection_init=None, ${INITIAL}, forget_bias=1.0, dtype=None`,
  gates: LSTM_GATES,
  inner: LSTM_INNER,
  kernels: ['w_i', 'w_h'],
  rank: 2,
};

const KINDS: readonly CoreKind[] = [
  LSTM,
  {
    ...LSTM,
    name: 'UnrolledLSTM',
    signature: `hidden_size, ${INITIAL}, forget_bias=1.0, dtype=None`,
    rank: 3,
  },
  {
    name: 'GRU',
    cell: 'gru',
    signature: `hidden_size, ${INITIAL}, dtype=None`,
    gates: ['z', 'r', 'a'],
    inner: ['z_t', 'r_t', 'n_t'],
    kernels: ['w_i', 'w_h'],
    rank: 2,
  },
  {
    name: 'VanillaRNN',
    cell: 'simple-rnn',
    signature: `hidden_size, activation=None, ${INITIAL}, dtype=None`,
    gates: [],
    inner: [],
    kernels: ['input_to_hidden/w', 'hidden_to_hidden/w'],
    rank: undefined,
  },
];

interface Core {
  readonly kind: CoreKind;
  readonly hidden: Dim;
  readonly projection: Dim | undefined;
  readonly states: StateShapes;
}

export const CORES = KINDS.map(kind =>
  layerClass({
    name: kind.name,
    signature: kind.signature,
    forward: kind.rank === 3 ? 'input_sequence, initial_state' : 'inputs, prev_state',
    recurrent: true,
    bases: [kind.rank === 3 ? 'UnrolledRNN' : 'RNNCore'],
    make: options => make(options, kind),
  }),
);

function make(options: Options, kind: CoreKind): Made {
  const hidden = options.size('hidden_size', 0);
  const projection =
    kind.name === 'LSTM' && options.isGiven('projection_size')
      ? options.size('projection_size', 0)
      : undefined;
  const core: Core = {
    kind,
    hidden,
    projection,
    states: { hidden: [projection ?? hidden], ...(kind.cell === 'lstm' && { cell: [hidden] }) },
  };
  const batch = options.scene.host.freshSymbol('batch', options.scene.site);
  return {
    units: hidden,
    cell: describe(core, options),
    states: namedStates(core, batch),
    attributes: { initial_state: initialState(core.states) },
    call: use => callCore(use, core),
  };
}

/** VanillaRNN takes its activation as a function; of any but tanh the arithmetic is not known. */
function describe({ kind, projection }: Core, options: Options): CellDescription {
  const given = kind.name === 'VanillaRNN' ? options.bound.value('activation') : undefined;
  return plainCell(kind.cell, 'sonnet', { activation: activationName(given, 'tanh'), projection });
}

function namedStates({ states }: Core, batch: Dim) {
  const all = [
    { name: 'h', shape: [batch, ...states.hidden] },
    ...(states.cell ? [{ name: 'c', shape: [batch, ...states.cell] }] : []),
  ];
  return all;
}

/** Kernels (features, G*H) and (H, G*H), a bias (G*H), and the projection (H, P). */
function coreWeights({ kind, hidden, projection, states }: Core, features: Dim): readonly Weight[] {
  const columns = multiply(size(Math.max(1, kind.gates.length)), hidden);
  const axis = kind.gates.length > 0 ? 1 : undefined;
  const [input, state] = kind.kernels;
  return [
    weight(input, [features, columns], kind.gates, axis),
    weight(state, [...states.hidden, columns], kind.gates, axis),
    weight('b', [columns], kind.gates, axis === undefined ? undefined : 0),
    ...(projection ? [weight('projection', [hidden, projection])] : []),
  ];
}

const AXES = ['steps', 'batch', 'features'];

function callCore(use: Use, core: Core): Value {
  const { kind } = core;
  const input = inputOf(use);
  if (!input) return refused(use);
  const rank = input.shape?.length;
  const wrong = checkRank(use, kind, input);
  if (wrong) return wrong;
  const states = readStates(use, kind.cell === 'lstm');
  if (states === 'refused') return refused(use);
  // A core that is built multiplies whatever it is given.
  const isPlain = rank === undefined || rank === (kind.rank ?? 2);
  if (!isPlain) return use.host.unknown(`what \`${kind.name}\` gives`, use.site);
  const features = checkBuiltSize(use, input);
  if (features) return features;
  return checkStates(use, states, input.shape?.at(-2), core.states) ?? giveOutputs(use, core, input, states);
}

function checkRank(use: Use, kind: CoreKind, input: Operand): Value | undefined {
  const rank = input.shape?.length;
  if (rank === undefined || (isBuilt(use) && rank >= 2)) return undefined;
  const least = kind.rank ?? 2;
  const fits = kind.rank === undefined ? rank >= 2 : rank === kind.rank;
  if (fits) return undefined;
  const says = `must have rank ${kind.rank === undefined ? '>= 2' : kind.rank}`;
  return refuseRank(use, input, [least], AXES.slice(-least), says);
}

/** The leading axes of a step: a batch of one stretches to that of the states. */
function batchOf(input: Operand, { hidden, cell }: States): Dim | undefined {
  const own = input.shape?.at(-2);
  const given = (cell?.shape ?? hidden?.shape)?.[0];
  if (!own || !given) return own;
  const outcome = broadcast([own], [given]);
  return outcome.ok ? outcome.value[0] : own;
}

function giveOutputs(use: Use, core: Core, input: Operand, states: States): Value {
  const features = input.shape?.at(-1);
  if (features) build(use, features, coreWeights(core, features));
  const batch = batchOf(input, states);
  const leading: Shape | undefined = batch && [batch];
  const steps = core.kind.rank === 3 ? input.shape?.[0] : undefined;
  const rows = leading && [...(steps ? [steps] : []), ...leading];
  const output = result(use, rows && [...rows, ...core.states.hidden], {
    parents: [input.tensor],
    dtype: 'float',
    role: steps ? 'sequence' : 'h',
  });
  note(use, core, input, { batch, steps: steps ?? size(1), output: output.shape });
  return tuple([output, stateOf(use, core.states, leading)]);
}

interface Noted {
  readonly batch: Dim | undefined;
  readonly steps: Dim;
  readonly output: Shape | undefined;
}

function note(use: Use, core: Core, input: Operand, { batch, steps, output }: Noted): void {
  const built = use.layer.layer?.built;
  if (!built || built.value.called) return;
  noteCall(use, [input.shape], [output]);
  if (!batch) return;
  const features = input.shape?.at(-1) ?? unknownDim();
  const step = new Map<string, Shape>([
    ['x_t', [batch, features]],
    ['h_prev', [batch, ...core.states.hidden]],
    ...(core.states.cell ? [['c_prev', [batch, core.hidden]] as [string, Shape]] : []),
    ...core.kind.inner.map((name): [string, Shape] => [name, [batch, core.hidden]]),
    ['h_t', [batch, ...core.states.hidden]],
  ]);
  use.host.write(built, { ...built.value, states: namedStates(core, batch), step, steps });
}
