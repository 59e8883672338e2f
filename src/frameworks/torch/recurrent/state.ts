/** Initial states: what nn.LSTM, nn.GRU and nn.RNN check before they run (torch/nn/modules/rnn.py, forward and check_hidden_size). */
import { compare, constantOf, printShape, type Shape } from '../../../shapes/index.ts';
import { refused } from '../../array/scene.ts';
import type { Use } from '../../modules/layer-class.ts';
import { type Argument, itemsOf, type Operand, shapeOf, type Value } from '../../parts.ts';

export interface ExpectedState {
  /** 'h_0', 'c_0' */
  readonly role: string;
  readonly shape: Shape;
  /** What the size of each axis means. */
  readonly meanings: readonly string[];
}

interface Wrong {
  readonly aspect: 'count' | 'rank' | 'structure' | 'shape';
  readonly axis?: number;
  readonly says?: string;
  readonly actualCount?: number;
  readonly expectedCount?: number;
}

export function refuseState(
  use: Use,
  state: Operand,
  expected: ExpectedState | undefined,
  { aspect, axis, says, ...counts }: Wrong,
): Value {
  use.host.refuse({
    kind: 'initial-state',
    framework: 'torch',
    operation: use.operation,
    layer: use.layer,
    at: state.at,
    aspect,
    state,
    expected: expected?.shape,
    expectedCount: counts.expectedCount,
    actualCount: counts.actualCount,
    axis,
    axisMeaning: axis === undefined ? undefined : expected?.meanings[axis],
    says,
  });
  return refused(use);
}

export function stateOperand(value: Value, at: Argument['at'], role: string): Operand {
  return value.kind === 'tensor'
    ? { role, shape: shapeOf(value), tensor: value, at }
    : { role, shape: undefined, tensor: undefined, at };
}

/** The result of a refusal, or undefined where nothing is provably wrong. `expected` has one entry a state. */
export function checkState(
  use: Use,
  hx: Argument | undefined,
  expected: readonly ExpectedState[],
): Value | undefined {
  if (!hx || hx.value.kind === 'none' || hx.value.kind === 'unknown') return undefined;
  return expected.length === 1 ? checkSingle(use, hx, expected) : checkPair(use, hx, expected);
}

/** GRU and RNN: one tensor, no tuple of them. */
function checkSingle(
  use: Use,
  { value, at }: Argument,
  [expected]: readonly ExpectedState[],
): Value | undefined {
  if (!expected) return undefined;
  if (value.kind === 'list') {
    const says = `'${value.flavour}' object has no attribute 'dim'`;
    return refuseState(use, stateOperand(value, at, expected.role), expected, {
      aspect: 'structure',
      expectedCount: 1,
      actualCount: itemsOf(value)?.length,
      says,
    });
  }
  return checkShape(use, stateOperand(value, at, expected.role), expected);
}

/** LSTM: a tuple (or list) of two tensors. */
function checkPair(use: Use, { value, at }: Argument, expected: readonly ExpectedState[]): Value | undefined {
  const count = expected.length;
  if (value.kind === 'tensor') return checkTensorForPair(use, stateOperand(value, at, 'state'), expected);
  const items = itemsOf(value);
  if (!items) return undefined;
  if (items.length !== count) {
    const says =
      items.length < count
        ? 'tuple index out of range'
        : `${use.operation.toLowerCase()} expects two hidden states`;
    return refuseState(use, stateOperand(value, at, 'state'), undefined, {
      aspect: 'count',
      expectedCount: count,
      actualCount: items.length,
      says,
    });
  }
  for (const [i, wanted] of expected.entries()) {
    const item = items[i];
    if (item?.kind === 'list')
      return refuseState(use, stateOperand(item, at, wanted.role), wanted, {
        aspect: 'structure',
        expectedCount: 1,
        actualCount: itemsOf(item)?.length,
      });
  }
  return checkShapes(use, items, at, expected);
}

/** Ranks of all states come before their sizes. */
function checkShapes(
  use: Use,
  items: readonly Value[],
  at: Argument['at'],
  expected: readonly ExpectedState[],
): Value | undefined {
  const states = expected.flatMap((wanted, i) => {
    const item = items[i];
    return item ? [{ wanted, state: stateOperand(item, at, wanted.role) }] : [];
  });
  for (const { wanted, state } of states) {
    const answer = checkRank(use, state, wanted);
    if (answer) return answer;
  }
  for (const { wanted, state } of states) {
    const answer = checkShape(use, state, wanted);
    if (answer) return answer;
  }
  return undefined;
}

/** A tensor is taken apart along its first axis only for an unbatched input; the kernel refuses it for a batch. */
function checkTensorForPair(use: Use, state: Operand, expected: readonly ExpectedState[]): Value | undefined {
  const [first] = state.shape ?? [];
  const [wanted] = expected;
  if (wanted?.shape.length === 2 && (!first || state.shape?.length === 3)) return undefined;
  const isOne = first !== undefined && constantOf(first) === 1;
  const says = isOne ? 'index 1 is out of bounds for dimension 0 with size 1' : undefined;
  return refuseState(use, state, wanted, {
    aspect: 'structure',
    expectedCount: expected.length,
    actualCount: 1,
    says,
  });
}

function checkRank(use: Use, state: Operand, expected: ExpectedState): Value | undefined {
  const rank = state.shape?.length;
  if (rank === undefined || rank === expected.shape.length) return undefined;
  const batched = expected.shape.length === 3;
  const names = use.operation === 'LSTM' ? 'hx and cx' : 'hx';
  const says = `For ${batched ? 'batched 3-D' : 'unbatched 2-D'} input, ${names} should also be ${expected.shape.length}-D`;
  return refuseState(use, state, expected, { aspect: 'rank', says });
}

function checkShape(use: Use, state: Operand, expected: ExpectedState): Value | undefined {
  const wrongRank = checkRank(use, state, expected);
  if (wrongRank || !state.shape) return wrongRank;
  const { shape } = state;
  const axis = expected.shape.findIndex((dim, i) => {
    const actual = shape[i];
    return actual !== undefined && compare(dim, actual) === 'different';
  });
  if (axis < 0) return undefined;
  const name = expected.role === 'c_0' ? 'hidden[1]' : use.operation === 'LSTM' ? 'hidden[0]' : 'hidden';
  const says = `Expected ${name} size ${printShape(expected.shape)}, got [${printShape(shape).slice(1, -1)}]`;
  return refuseState(use, state, expected, { aspect: 'shape', axis, says });
}
