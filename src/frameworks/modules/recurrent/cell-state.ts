/** States given to one-step cells. */
import { profileOf } from '../../../profiles/index.ts';
import { compare, constantOf, type Dim, type Shape, size } from '../../../shapes/index.ts';
import { itemsOf, type Operand, shapeOf, type Value } from '../../parts.ts';
import { assumedShape } from '../assumed-input.ts';
import { needFloat } from '../inputs.ts';
import type { Use } from '../layer-class.ts';
import { stateNames } from './kinds.ts';
import type { Settings } from './settings.ts';
import {
  differingAxis,
  type ExpectedState,
  refuseNone,
  refuseNoState,
  refuseState,
  stateArgument,
  stateOperand,
} from './state.ts';
import type { RecurrentStyle } from './style.ts';

export function checkCellState(
  use: Use,
  style: RecurrentStyle,
  settings: Settings,
  input: Operand,
): Value | undefined {
  const given = stateArgument(use, style);
  if (!given) return undefined;
  const { value, at } = given;
  const none = refuseNoState(use, value, at, style.state);
  if (none) return none;
  const expected = cellStates(settings, input.shape?.at(-2));
  const [first] = expected;
  const items = itemsOf(value);
  const wrong = (role: string, aspect: 'structure' | 'count', actualCount?: number, says?: string) =>
    refuseState(use, stateOperand(value, at, role), aspect === 'count' ? undefined : first, {
      aspect,
      expectedCount: expected.length,
      actualCount,
      says,
    });
  if (expected.length === 1) {
    if (value.kind === 'list')
      return wrong('h_0', 'structure', items?.length, oneState(style, value.flavour));
    return first && checkShape(use, style, stateOperand(value, at, 'h_0'), first, input.shape);
  }
  if (value.kind === 'tensor') {
    const says = style.words.cellTensorForPair;
    // Python takes a tensor apart along its first axis.
    const isPair = !style.unbatched && style.pairInList && isTakenApart(stateOperand(value, at, 'state'));
    return isPair ? undefined : wrong('state', 'structure', 1, says);
  }
  if (!items || value.kind !== 'list') return undefined;
  if (!style.pairInList && value.flavour === 'list') return wrong('state', 'structure', items.length);
  if (items.length !== 2) return wrong('state', 'count', items.length, style.words.cellCount);
  for (const [i, item] of items.entries()) {
    const wanted = expected[i];
    const role = wanted?.role ?? 'state';
    const none = refuseNoState(use, item, at, role) ?? refuseNone(use, item, at, role);
    if (none) return none;
    if (item.kind === 'list' && style.pairInList)
      return refuseState(use, stateOperand(item, at, role), wanted, {
        aspect: 'structure',
        expectedCount: 1,
        actualCount: itemsOf(item)?.length,
        says: oneState(style, item.flavour),
      });
    const answer = wanted && checkShape(use, style, stateOperand(item, at, wanted.role), wanted, input.shape);
    if (answer) return answer;
  }
  return undefined;
}

const oneState = ({ words }: RecurrentStyle, flavour: string): string | undefined =>
  words.oneState?.(flavour);

/** Whether a tensor may unpack into two states. */
function isTakenApart({ shape }: Operand): boolean {
  const first = shape?.[0] && constantOf(shape[0]);
  return first === undefined || first === 2;
}

/** The rows of what a cell gives: those of its input, or of a matrix that stands for the state (of two: c) of a row without batch. */
export function batchOf(
  use: Use,
  style: RecurrentStyle,
  { hiddenSize, inputSize }: Settings,
  input: Operand,
): Dim | undefined {
  const given = stateArgument(use, style)?.value;
  const state = given && (itemsOf(given)?.[1] ?? given);
  const shape = state?.kind === 'tensor' ? shapeOf(state) : undefined;
  if (!input.shape) return assumedShape(use, input, ['batch', inputSize], !style.unbatched)[0];
  return input.shape.length === 1 && shape?.length === 2 ? hiddenSize : input.shape.at(-2);
}

/** (batch, O) for h and (batch, H) for c; without a batch axis where the input has none. */
export function cellStates(
  settings: Pick<Settings, 'kind' | 'hiddenSize' | 'outputSize'>,
  batch: Dim | undefined,
): readonly ExpectedState[] {
  return stateNames(settings.kind).map(name => {
    const last = name === 'h' ? settings.outputSize : settings.hiddenSize;
    return {
      name,
      role: `${name}_0`,
      shape: batch ? [batch, last] : [last],
      meanings: batch ? ['batch', 'hidden_size'] : ['hidden_size'],
    };
  });
}

/** Without the input's rank only the last axis can be wrong. */
function checkShape(
  use: Use,
  { words, cellStateBroadcasts }: RecurrentStyle,
  state: Operand,
  expected: ExpectedState,
  input: Shape | undefined,
): Value | undefined {
  const { shape } = state;
  if (!shape || !input) return undefined;
  if (cellStateBroadcasts && (shape.length !== expected.shape.length || isOne(shape[0]))) return undefined;
  if (shape.length !== expected.shape.length)
    return takesMatrix(use, expected, shape)
      ? undefined
      : refuseState(use, state, expected, { aspect: 'rank' });
  const axis = differingAxis(expected.shape, shape);
  if (axis < 0)
    return profileOf(use.framework).tensors.refusesMixedFactors ? needFloat(use, state) : undefined;
  const says = words.cellStateShape?.(state.role, axis === expected.shape.length - 1);
  return refuseState(use, state, expected, { aspect: 'shape', axis, says });
}

/**
 * PyTorch's RNNCell takes a state of (hidden, hidden) for a row without batch, and its LSTMCell a c of (hidden, hidden) or (hidden, 1), since only the axes after the
 * first that it puts before them are compared.
 */
const takesMatrix = (
  { operation, framework }: Use,
  { name, shape: [hidden, ...more] }: ExpectedState,
  [rows, columns, ...further]: Shape,
): boolean => {
  if (framework !== 'torch' || !hidden || more.length > 0 || !rows || !columns || further.length > 0)
    return false;
  const mayBe = (dim: Dim, wanted: Dim): boolean => compare(dim, wanted) !== 'different';
  const isTaken = operation === 'RNNCell' || (operation === 'LSTMCell' && name === 'c');
  return (
    isTaken && mayBe(rows, hidden) && (mayBe(columns, hidden) || (name === 'c' && mayBe(columns, size(1))))
  );
};

const isOne = (dim: Dim | undefined): boolean => dim !== undefined && constantOf(dim) === 1;
