/** States given to one-step cells: the checks of torch/nn/modules/rnn.py and of its kernel (hidden0 has inconsistent hidden_size). */
import { compare, type Dim, type Shape } from '../../../shapes/index.ts';
import type { Use } from '../../modules/layer-class.ts';
import { itemsOf, type Operand, type Value } from '../../parts.ts';
import { type ExpectedState, refuseState, stateOperand } from './state.ts';

export function checkCellState(use: Use, count: 1 | 2, input: Operand, hiddenSize: Dim): Value | undefined {
  const hx = use.arguments.given('hx');
  if (!hx || hx.value.kind === 'none' || hx.value.kind === 'unknown') return undefined;
  const expected = ['h_0', 'c_0'].slice(0, count).map(role => expectedState(role, input.shape, hiddenSize));
  const [first] = expected;
  const items = itemsOf(hx.value);
  if (count === 2 && hx.value.kind === 'tensor') {
    const says = `lstm_cell(): argument 'hx' (position 2) must be tuple of Tensors, not Tensor`;
    return refuseState(use, stateOperand(hx.value, hx.at, 'state'), first, {
      aspect: 'structure',
      expectedCount: 2,
      actualCount: 1,
      says,
    });
  }
  if (count === 1) {
    if (hx.value.kind !== 'list')
      return checkShape(use, stateOperand(hx.value, hx.at, 'h_0'), first, input.shape);
    const says = `'${hx.value.flavour}' object has no attribute 'dim'`;
    return refuseState(use, stateOperand(hx.value, hx.at, 'h_0'), first, {
      aspect: 'structure',
      expectedCount: 1,
      actualCount: items?.length,
      says,
    });
  }
  if (!items) return undefined;
  if (items.length !== 2) {
    const says = 'lstm_cell expects two hidden states';
    return refuseState(use, stateOperand(hx.value, hx.at, 'state'), undefined, {
      aspect: 'count',
      expectedCount: 2,
      actualCount: items.length,
      says,
    });
  }
  return checkPair(use, items, hx.at, expected, input.shape);
}

function checkPair(
  use: Use,
  items: readonly Value[],
  at: Operand['at'],
  expected: readonly ExpectedState[],
  input: Shape | undefined,
): Value | undefined {
  for (const [i, item] of items.entries()) {
    const wanted = expected[i];
    const answer = wanted && checkShape(use, stateOperand(item, at, wanted.role), wanted, input);
    if (answer) return answer;
  }
  return undefined;
}

function expectedState(role: string, input: Shape | undefined, hiddenSize: Dim): ExpectedState {
  const batch = input?.at(-2);
  return {
    role,
    shape: batch ? [batch, hiddenSize] : [hiddenSize],
    meanings: batch ? ['batch', 'hidden_size'] : ['hidden_size'],
  };
}

/** Without the input's rank only the last axis can be wrong. */
function checkShape(
  use: Use,
  state: Operand,
  expected: ExpectedState | undefined,
  input: Shape | undefined,
): Value | undefined {
  const { shape } = state;
  if (!expected || !shape || !input) return undefined;
  if (shape.length !== expected.shape.length) return refuseState(use, state, expected, { aspect: 'rank' });
  const axis = expected.shape.findIndex((dim, i) => {
    const actual = shape[i];
    return actual !== undefined && compare(dim, actual) === 'different';
  });
  if (axis < 0) return undefined;
  const name = state.role === 'c_0' ? 'hidden1' : 'hidden0';
  const says =
    axis === expected.shape.length - 1
      ? `${name} has inconsistent hidden_size`
      : `Input batch size doesn't match ${name} batch size`;
  return refuseState(use, state, expected, { aspect: 'shape', axis, says });
}
