/** States given to layers: each is compared with what it should be, then they are counted. mxnet/gluon/rnn/rnn_layer.py (hybrid_forward) */
import { printShape } from '../../../shapes/index.ts';
import type { Use } from '../../modules/layer-class.ts';
import {
  differingAxis,
  type ExpectedState,
  refuseState,
  stateOperand,
} from '../../modules/recurrent/state.ts';
import { itemsOf, type Value } from '../../parts.ts';

/** The refused value, or undefined where nothing is provably wrong. */
export function checkLayerStates(use: Use, expected: readonly ExpectedState[]): Value | undefined {
  const given = use.arguments.given('states');
  if (!given || given.value.kind === 'none') return undefined;
  const { value, at } = given;
  const items = value.kind === 'tensor' ? [value] : itemsOf(value);
  if (!items) return undefined;
  for (const [i, wanted] of expected.entries()) {
    const item = items[i];
    if (item?.kind !== 'tensor') continue;
    const wrong = checkOne(use, stateOperand(item, at, wanted.role), wanted);
    if (wrong) return wrong;
  }
  if (items.length === expected.length) return undefined;
  const isOne = value.kind === 'tensor';
  return refuseState(use, stateOperand(value, at, isOne ? 'h_0' : 'state'), isOne ? expected[0] : undefined, {
    aspect: isOne ? 'structure' : 'count',
    expectedCount: expected.length,
    actualCount: items.length,
  });
}

function checkOne(
  use: Use,
  state: ReturnType<typeof stateOperand>,
  expected: ExpectedState,
): Value | undefined {
  if (!state.shape) return undefined;
  const says = `Invalid recurrent state shape. Expecting ${printShape(expected.shape)}, got ${printShape(state.shape)}.`;
  if (state.shape.length !== expected.shape.length)
    return refuseState(use, state, expected, { aspect: 'rank', says });
  const axis = differingAxis(expected.shape, state.shape);
  return axis < 0 ? undefined : refuseState(use, state, expected, { aspect: 'shape', axis, says });
}
