/** rnn.LSTMCell, GRUCell and RNNCell, which make one step. https://mxnet.apache.org/versions/1.9.1/api/python/docs/api/gluon/rnn/index.html, mxnet/gluon/rnn/rnn_cell.py */
import { compare, type Dim, type Shape, size, unknownDim } from '../../../shapes/index.ts';
import { takeTensor } from '../../array/operand.ts';
import { refused, refuseSize, result } from '../../array/scene.ts';
import { build, builtSize } from '../../modules/deferred.ts';
import { type Made, noteCall, type Use } from '../../modules/layer-class.ts';
import type { Options } from '../../modules/options.ts';
import { cellStates } from '../../modules/recurrent/cell-state.ts';
import { GRU, LSTM, type RecurrentKind, RNN } from '../../modules/recurrent/kinds.ts';
import { stepShapes } from '../../modules/recurrent/outputs.ts';
import { describeCell } from '../../modules/recurrent/settings.ts';
import {
  differingAxis,
  type ExpectedState,
  refuseState,
  stateOperand,
} from '../../modules/recurrent/state.ts';
import { itemsOf, list, type Operand, type TensorValue, tuple, type Value } from '../../parts.ts';
import { layerClass } from '../dialect.ts';
import { GLUON_CELLS } from './dialect.ts';
import { type Plan, readCell, settled } from './settings.ts';
import { beginState, type StatesFor, stateInfo } from './states.ts';
import { cellWeights } from './weights.ts';

const INITIAL = `i2h_weight_initializer=None, h2h_weight_initializer=None, i2h_bias_initializer='zeros', h2h_bias_initializer='zeros', input_size=0, prefix=None, params=None`;

const SIGNATURES: Readonly<Record<RecurrentKind['name'], string>> = {
  LSTM: `hidden_size, ${INITIAL}, activation='tanh', recurrent_activation='sigmoid'`,
  // Before MXNet 2 it had no choice of functions.
  GRU: `hidden_size, ${INITIAL}, activation='tanh', recurrent_activation='sigmoid'`,
  RNN: `hidden_size, activation='tanh', ${INITIAL}`,
};

export const CELLS = [LSTM, GRU, RNN].map(kind =>
  layerClass(
    {
      name: `${kind.name}Cell`,
      signature: SIGNATURES[kind.name],
      forward: 'inputs, states',
      recurrent: true,
      bases: ['HybridRecurrentCell', 'RecurrentCell'],
      make: options => make(options, kind),
    },
    GLUON_CELLS,
  ),
);

const statesOf =
  (plan: Plan): StatesFor =>
  batch =>
    cellStates(plan, batch).map(({ role, shape }) => ({ name: role === 'c_0' ? 'c' : 'h', shape }));

function make(options: Options, kind: RecurrentKind): Made {
  const plan = readCell(options, kind);
  const recurrentActivation =
    kind.name === 'RNN' ? 'sigmoid' : (options.text('recurrent_activation') ?? 'sigmoid');
  const batch = options.scene.host.freshSymbol('batch', options.scene.site);
  const states = statesOf(plan);
  return {
    weights: plan.given && cellWeights(settled(plan, plan.given)),
    units: plan.hiddenSize,
    inputSize: plan.given,
    cell: { ...describeCell(settled(plan, plan.given ?? unknownDim()), 'mxnet'), recurrentActivation },
    states: states(batch),
    step: plan.given && stepShapes(settled(plan, plan.given), batch),
    attributes: {
      begin_state: beginState(`${kind.name}Cell`, states),
      state_info: stateInfo(states, 'NC'),
    },
    call: use => callCell(use, plan),
  };
}

/** All axes but the first count as features: the product with the kernel flattens. */
const featuresOf = (shape: Shape): Dim | undefined =>
  shape.length === 1 ? size(1) : shape.length === 2 ? shape[1] : undefined;

function callCell(use: Use, plan: Plan): Value {
  const at = use.arguments.at('inputs');
  const input = takeTensor(use, use.arguments.value('inputs'), at, 'inputs');
  if (!input) return refused(use);
  const actual = input.shape && featuresOf(input.shape);
  const expected = builtSize(use);
  if (actual && expected && compare(actual, expected) === 'different')
    return refuseSize(use, input, {
      axis: (input.shape?.length ?? 1) - 1,
      expected,
      actual,
      parameter: plan.given ? 'input_size' : undefined,
      says: 'Shape inconsistent',
    });
  const wrong = checkStates(use, cellStates(plan, input.shape?.[0]), input.shape);
  return wrong ?? giveStep(use, plan, input, actual);
}

/** A state too many is passed over. */
function checkStates(
  use: Use,
  expected: readonly ExpectedState[],
  input: Shape | undefined,
): Value | undefined {
  const given = use.arguments.given('states');
  if (!given || !input) return undefined;
  const { value, at } = given;
  // An array is taken apart along its first axis, and its rows are no states.
  if (value.kind === 'tensor') {
    const state = stateOperand(value, at, 'h_0');
    const isStates = state.shape === undefined || state.shape.length > 2;
    return isStates
      ? undefined
      : refuseState(use, state, expected[0], {
          aspect: 'structure',
          expectedCount: expected.length,
          actualCount: 1,
        });
  }
  const items = itemsOf(value);
  if (!items) return undefined;
  if (items.length < expected.length)
    return refuseState(use, stateOperand(value, at, 'state'), undefined, {
      aspect: 'count',
      expectedCount: expected.length,
      actualCount: items.length,
      says: 'list index out of range',
    });
  for (const [i, wanted] of expected.entries()) {
    const item = items[i];
    const wrong =
      item?.kind === 'tensor' ? checkOne(use, stateOperand(item, at, wanted.role), wanted) : undefined;
    if (wrong) return wrong;
  }
  return undefined;
}

function checkOne(use: Use, state: Operand, expected: ExpectedState): Value | undefined {
  if (state.shape?.length !== 2) return undefined;
  const axis = differingAxis(expected.shape, state.shape);
  return axis < 0
    ? undefined
    : refuseState(use, state, expected, { aspect: 'shape', axis, says: 'Shape inconsistent' });
}

/** (output, [states]) with the output among the states. */
function giveStep(use: Use, plan: Plan, input: Operand, features: Dim | undefined): Value {
  const inputSize = builtSize(use) ?? features;
  if (inputSize) build(use, inputSize, cellWeights(settled(plan, inputSize)));
  const batch = input.shape ? input.shape[0] : use.host.freshSymbol('batch', input.at);
  const states = cellStates(plan, batch).map(
    ({ shape }, i): TensorValue => result(use, shape, { parents: [input.tensor], role: i === 0 ? 'h' : 'c' }),
  );
  note(use, plan, input, batch, states);
  return tuple([states[0] ?? use.host.unknown('an output', use.site), list(states)]);
}

function note(
  use: Use,
  plan: Plan,
  input: Operand,
  batch: Dim | undefined,
  states: readonly TensorValue[],
): void {
  const built = use.layer.layer?.built;
  if (!built || built.value.called) return;
  noteCall(
    use,
    [input.shape],
    states.slice(0, 1).map(state => state.shape),
  );
  const inputSize = builtSize(use);
  use.host.write(built, {
    ...built.value,
    states: statesOf(plan)(batch ?? unknownDim()),
    step: inputSize ? stepShapes(settled(plan, inputSize), batch) : built.value.step,
    steps: size(1),
  });
}
