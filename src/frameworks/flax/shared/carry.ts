/**
 * Carries of cells. Python takes a carry apart (`c, h = carry`), so that an array counts as its rows: two of them run by accident.
 * Sources: flax/linen/recurrent.py and flax/nnx/nn/recurrent.py, `__call__` of each cell.
 */
import { constantOf, type Dim, type Shape } from '../../../shapes/index.ts';
import { refuseArgument, refused, result, type Scene } from '../../array/scene.ts';
import {
  type Argument,
  asShape,
  type Call,
  itemsOf,
  type Operand,
  shapeOf,
  type TensorValue,
  tuple,
  type Value,
} from '../../parts.ts';
import type { CellKind } from './kinds.ts';

/** The states in the order of the carry; a shape that is not known is undefined. */
export type States = readonly Operand[];

interface Wrong {
  readonly aspect: 'count' | 'rank' | 'structure' | 'shape';
  readonly expected?: Shape;
  readonly counts?: readonly [expected: number, actual: number];
  readonly axis?: number;
  readonly axisMeaning?: string;
  readonly says?: string;
}

export function refuseCarry(scene: Scene, state: Operand, wrong: Wrong): Value {
  scene.host.refuse(conflict(scene, state, wrong));
  return refused(scene);
}

export function suspectCarry(scene: Scene, state: Operand, wrong: Wrong): void {
  scene.host.suspect(conflict(scene, state, wrong));
}

const conflict = (
  scene: Scene,
  state: Operand,
  { aspect, expected, counts, axis, axisMeaning, says }: Wrong,
) => ({
  kind: 'initial-state' as const,
  framework: scene.framework,
  operation: scene.operation,
  layer: scene.layer,
  at: state.at,
  aspect,
  state,
  expected,
  expectedCount: counts?.[0],
  actualCount: counts?.[1],
  axis,
  axisMeaning,
  says,
});

export function stateOperand(role: string, value: Value | undefined, at: Argument['at']): Operand {
  return value?.kind === 'tensor'
    ? { role, shape: shapeOf(value), tensor: value, at }
    : { role, shape: undefined, tensor: undefined, at };
}

const unknownStates = ({ states }: CellKind, at: Argument['at']): States =>
  states.map(role => stateOperand(role, undefined, at));

/** The states of a carry; undefined where it cannot be one, which has been stated. */
export function readCarry(
  scene: Scene,
  kind: CellKind,
  { value, at }: Pick<Argument, 'value' | 'at'>,
): States | undefined {
  if (kind.states.length === 1) return readSingle(scene, kind, value, at);
  if (value.kind === 'tensor') return readRows(scene, kind, value, at);
  const items = itemsOf(value);
  if (!items) return unknownStates(kind, at);
  const wanted = kind.states.length;
  if (items.length === wanted) return kind.states.map((role, i) => stateOperand(role, items[i], at));
  const says =
    items.length > wanted
      ? `too many values to unpack (expected ${wanted})`
      : `not enough values to unpack (expected ${wanted}, got ${items.length})`;
  refuseCarry(scene, stateOperand('carry', value, at), {
    aspect: 'count',
    counts: [wanted, items.length],
    says,
  });
  return undefined;
}

/** One array is no tuple of states. */
function readSingle(
  scene: Scene,
  { states: [role = 'h'], name }: CellKind,
  value: Value,
  at: Argument['at'],
): States | undefined {
  // The simple cell takes a pair of arrays for one array with an axis more.
  if (value.kind !== 'list' || name === 'SimpleCell') return [stateOperand(role, value, at)];
  const says = `unsupported operand type(s) for *: 'ArrayImpl' and '${value.flavour}'`;
  const counts = [1, itemsOf(value)?.length ?? 2] as const;
  refuseCarry(scene, stateOperand(role, value, at), { aspect: 'structure', counts, says });
  return undefined;
}

/** `c, h = carry` of one array goes along its first axis. */
function readRows(scene: Scene, kind: CellKind, carry: TensorValue, at: Argument['at']): States | undefined {
  const shape = shapeOf(carry);
  const state = stateOperand('carry', carry, at);
  const rows = shape?.[0] && constantOf(shape[0]);
  const counts = [kind.states.length, 1] as const;
  if (!shape || (shape.length > 0 && rows === undefined)) return unknownStates(kind, at);
  if (rows === kind.states.length && shape.length > 1) {
    suspectCarry(scene, state, { aspect: 'structure', counts });
    return kind.states.map(role => ({ role, shape: shape.slice(1), tensor: undefined, at }));
  }
  const says =
    rows === undefined
      ? 'iteration over a 0-d array'
      : rows > 2
        ? 'too many values to unpack (expected 2)'
        : `not enough values to unpack (expected 2, got ${rows})`;
  refuseCarry(scene, state, { aspect: 'structure', counts, says });
  return undefined;
}

/** States that `initialize_carry` is given something for that is no shape. */
export const refuseCarryShape = (scene: Scene, { at }: Argument, says: string): Value =>
  refuseArgument(scene, {
    parameter: 'input_shape',
    aspect: 'type',
    allowed: 'the shape of an input: a tuple',
    at,
    says,
  });

/** What `initialize_carry` gives: of each state an array of the units after the batch axes of the input's shape. */
export function zeroCarry(call: Call, kind: CellKind, input: Value | undefined, units: Dim): Value {
  const scene = { host: call.host, framework: 'flax', operation: kind.name, site: call.site } as const;
  const shape = input && asShape(input);
  const made = kind.states.map(role =>
    result(scene, shape && [...shape.slice(0, -1), units], {
      dtype: 'float',
      role: role === 'c' ? 'c' : 'h',
    }),
  );
  const [only] = made;
  return only && made.length === 1 ? only : tuple(made);
}
