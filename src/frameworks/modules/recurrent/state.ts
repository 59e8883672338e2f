/** Initial states: what recurrent layers check before they run, each framework with its own leniency (`RecurrentStyle`). */
import { profileOf } from '../../../profiles/index.ts';
import { compare, constantOf, type Shape } from '../../../shapes/index.ts';
import { refuseArgument, refused } from '../../array/scene.ts';
import { isFunction, isModule } from '../../kinds.ts';
import {
  type Argument,
  asBool,
  isNumber,
  itemsOf,
  type LayerState,
  type Operand,
  shapeOf,
  type Value,
} from '../../parts.ts';
import { needFloat } from '../inputs.ts';
import type { Use } from '../layer-class.ts';
import type { RecurrentStyle } from './style.ts';

/** A state that a layer takes, and what the layer's facts say of it. */
export interface ExpectedState extends LayerState {
  /** 'h' or 'c', whatever the framework calls it. */
  readonly name: string;
  /** What the framework calls it where it is passed, as messages have it: 'h_0', 'hidden'. */
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
  expected: Pick<ExpectedState, 'shape' | 'meanings'> | undefined,
  { aspect, axis, says, ...counts }: Wrong,
): Value {
  use.host.refuse({
    kind: 'initial-state',
    framework: use.framework,
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

/** As the facts of the layer have them. */
export const layerStates = (expected: readonly ExpectedState[]): readonly LayerState[] =>
  expected.map(({ name, shape }) => ({ name, shape }));

/** The argument, unless it is not there or says nothing. */
export function stateArgument(use: Use, { state }: RecurrentStyle): Argument | undefined {
  const given = use.arguments.given(state);
  return !given || given.value.kind === 'none' || given.value.kind === 'unknown' ? undefined : given;
}

/** A number or a text stands where a tensor, or a tuple of them, is needed. */
export function refuseNoState(
  use: Use,
  value: Value,
  at: Argument['at'],
  role: string,
  allowed = 'a Tensor',
): Value | undefined {
  if (!profileOf(use.framework).tensors.refusesOthers) return undefined;
  const isText = value.kind === 'string' || value.kind === 'dict';
  const isFlag = asBool(value) !== undefined;
  const isOther = isModule(value) || isFunction(value) || isModuleOfUsers(use, value);
  if (!isText && !isNumber(value) && !isFlag && !isOther) return undefined;
  return refuseArgument(use, { parameter: role, aspect: 'type', allowed, at });
}

/** A module of the program's own that says nothing of items, or its class. */
const isModuleOfUsers = ({ host }: Use, value: Value): boolean =>
  (value.kind === 'object' || value.kind === 'class') &&
  ['__getitem__', 'dim'].every(name => host.lacks(value, name, 'Module'));

/** `(None, c)`: of two states neither may be left out. What a caller elsewhere fills in is written elsewhere. */
export function refuseNone(use: Use, value: Value, at: Argument['at'], role: string): Value | undefined {
  const isNone = value.kind === 'none' && !value.assumed && profileOf(use.framework).tensors.refusesOthers;
  if (!isNone || !(value.isGiven || /\bNone\b/.test(use.host.textOf(at)))) return undefined;
  const says = "'NoneType' object has no attribute 'dim'";
  return refuseArgument(use, {
    parameter: role,
    aspect: 'type',
    allowed: 'a Tensor',
    given: 'None',
    at,
    says,
  });
}

/** The result of a refusal, or undefined where nothing is provably wrong. `expected` has one entry a state. */
export function checkState(
  use: Use,
  style: RecurrentStyle,
  expected: readonly ExpectedState[],
): Value | undefined {
  const given = stateArgument(use, style);
  if (!given) return undefined;
  const allowed = expected.length === 1 ? undefined : `a tuple of ${expected.length} Tensors`;
  const wrong = refuseNoState(use, given.value, given.at, style.state, allowed);
  if (wrong) return wrong;
  return expected.length === 1
    ? checkSingle(use, style, given, expected)
    : checkPair(use, style, given, expected);
}

/** GRU and RNN: one tensor, no tuple of them (Paddle: a tuple of one will do). */
export function checkSingle(
  use: Use,
  style: RecurrentStyle,
  { value, at }: Argument,
  [expected]: readonly ExpectedState[],
): Value | undefined {
  if (!expected) return undefined;
  const items = itemsOf(value);
  const [only] = items ?? [];
  if (style.singleInList && only && items?.length === 1)
    return checkShape(use, style, stateOperand(only, at, expected.role), expected);
  if (value.kind === 'list') {
    if (style.singleInList && !items) return undefined;
    return refuseState(use, stateOperand(value, at, expected.role), expected, {
      aspect: 'structure',
      expectedCount: 1,
      actualCount: items?.length,
      says: style.words.oneState?.(value.flavour),
    });
  }
  return checkShape(use, style, stateOperand(value, at, expected.role), expected);
}

/** LSTM: a tuple (or list) of two tensors. */
function checkPair(
  use: Use,
  style: RecurrentStyle,
  { value, at }: Argument,
  expected: readonly ExpectedState[],
): Value | undefined {
  const count = expected.length;
  if (value.kind === 'tensor')
    return checkTensorForPair(use, style, stateOperand(value, at, 'state'), expected);
  const items = itemsOf(value);
  if (!items || value.kind !== 'list') return undefined;
  if (!style.pairInList && value.flavour === 'list')
    return refuseState(use, stateOperand(value, at, 'state'), expected[0], {
      aspect: 'structure',
      expectedCount: count,
      actualCount: items.length,
    });
  if (items.length !== count) {
    return refuseState(use, stateOperand(value, at, 'state'), undefined, {
      aspect: 'count',
      expectedCount: count,
      actualCount: items.length,
      says: style.words.stateCount?.(use.operation, items.length),
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
    const wrong =
      item && (refuseNoState(use, item, at, wanted.role) ?? refuseNone(use, item, at, wanted.role));
    if (wrong) return wrong;
  }
  return checkShapes(use, style, items, at, expected);
}

/** Ranks of all states come before their sizes. */
function checkShapes(
  use: Use,
  style: RecurrentStyle,
  items: readonly Value[],
  at: Argument['at'],
  expected: readonly ExpectedState[],
): Value | undefined {
  const states = expected.flatMap((wanted, i) => {
    const item = items[i];
    return item ? [{ wanted, state: stateOperand(item, at, wanted.role) }] : [];
  });
  for (const { wanted, state } of states) {
    const answer = checkRank(use, style, state, wanted);
    if (answer) return answer;
  }
  for (const { wanted, state } of states) {
    const answer = checkShape(use, style, state, wanted);
    if (answer) return answer;
  }
  return undefined;
}

/** PyTorch takes a tensor apart along its first axis only for an unbatched input; the kernel refuses it for a batch. */
function checkTensorForPair(
  use: Use,
  { unbatched, words }: RecurrentStyle,
  state: Operand,
  expected: readonly ExpectedState[],
): Value | undefined {
  const [first] = state.shape ?? [];
  const [wanted] = expected;
  if (unbatched && wanted?.shape.length === 2 && (!first || state.shape?.length === 3)) return undefined;
  const isOne = first !== undefined && constantOf(first) === 1;
  return refuseState(use, state, wanted, {
    aspect: 'structure',
    expectedCount: expected.length,
    actualCount: 1,
    says: words.tensorForPair?.(isOne),
  });
}

function checkRank(
  use: Use,
  { words }: RecurrentStyle,
  state: Operand,
  expected: ExpectedState,
): Value | undefined {
  const rank = state.shape?.length;
  if (rank === undefined || rank === expected.shape.length) return undefined;
  const says = words.stateRank?.(use.operation, expected.shape.length);
  return refuseState(use, state, expected, { aspect: 'rank', says });
}

function checkShape(
  use: Use,
  style: RecurrentStyle,
  state: Operand,
  expected: ExpectedState,
): Value | undefined {
  const wrongRank = checkRank(use, style, state, expected);
  if (wrongRank || !state.shape) return wrongRank;
  const axis = differingAxis(expected.shape, state.shape);
  if (axis < 0)
    return profileOf(use.framework).tensors.refusesMixedFactors ? needFloat(use, state) : undefined;
  const says = style.words.stateShape?.(use.operation, expected.role, expected.shape, state.shape);
  return refuseState(use, state, expected, { aspect: 'shape', axis, says });
}

/** The first axis along which two shapes of one rank provably differ; -1: none. */
export function differingAxis(expected: Shape, actual: Shape): number {
  return expected.findIndex((dim, i) => {
    const other = actual[i];
    return other !== undefined && compare(dim, other) === 'different';
  });
}
