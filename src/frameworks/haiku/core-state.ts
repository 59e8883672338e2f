/** States given to cores: what Haiku's arithmetic refuses. haiku/_src/recurrent.py */
import { broadcast, compare, type Dim, type Shape } from '../../shapes/index.ts';
import { refused } from '../array/scene.ts';
import { isArray } from '../jax/carry.ts';
import { itemsOf, type Operand, shapeOf, type Value } from '../parts.ts';
import type { Core, CoreKind } from './core-kinds.ts';
import type { Use } from './layer-class.ts';
import { LSTMState } from './states.ts';

export interface States {
  readonly hidden: Operand | undefined;
  readonly cell: Operand | undefined;
}

interface Wrong {
  readonly aspect: 'rank' | 'shape' | 'structure';
  readonly expected?: Shape;
  readonly axis?: number;
  readonly meaning?: string;
  readonly says: string;
  readonly counts?: readonly [expected: number, actual: number];
}

export function refuseState(use: Use, state: Operand, wrong: Wrong): Value {
  use.host.refuse({
    kind: 'initial-state',
    framework: 'haiku',
    operation: use.operation,
    layer: use.layer,
    at: state.at,
    aspect: wrong.aspect,
    state,
    expected: wrong.expected,
    expectedCount: wrong.counts?.[0],
    actualCount: wrong.counts?.[1],
    axis: wrong.axis,
    axisMeaning: wrong.meaning,
    says: wrong.says,
  });
  return refused(use);
}

/** An LSTM asks its state for `.hidden` and `.cell`, which arrays, tuples and dicts lack. */
export function readStates(use: Use, kind: Pick<CoreKind, 'isPair'>): States | 'refused' {
  const name = use.arguments.names[1] ?? 'state';
  const [value, at] = [use.arguments.value(name), use.arguments.at(name)];
  const operand = (part: Value, role: string): Operand | undefined =>
    part.kind === 'tensor' ? { role, shape: shapeOf(part), tensor: part, at } : undefined;
  if (!kind.isPair) return { hidden: operand(value, 'state'), cell: undefined };
  if (isArray(value) || value.kind === 'list' || value.kind === 'dict') {
    const state: Operand = operand(value, 'prev_state') ?? {
      role: 'prev_state',
      shape: undefined,
      tensor: undefined,
      at,
    };
    refuseState(use, state, {
      aspect: 'structure',
      says: "object has no attribute 'hidden'",
      counts: [2, value.kind === 'list' ? (itemsOf(value)?.length ?? 1) : 1],
    });
    return 'refused';
  }
  if (value.kind !== 'object' && !(value.kind === 'native' && value.class === LSTMState))
    return { hidden: undefined, cell: undefined };
  const part = (part: string): Value => use.host.attribute(value, part, at);
  return { hidden: operand(part('hidden'), 'hidden'), cell: operand(part('cell'), 'cell') };
}

/** The refused value, or undefined where nothing is provably wrong. */
export function checkStates(
  use: Use,
  core: Core,
  input: Operand,
  { hidden, cell }: States,
): Value | undefined {
  const own = input.shape && [...input.shape.slice(0, -1), core.hidden];
  if (!own) return undefined;
  if (core.kind.name === 'LSTM')
    return (hidden && checkJoined(use, own, hidden)) ?? (cell && checkStretched(use, own, cell));
  if (!hidden?.shape) return undefined;
  if (core.kind.name === 'GRU') return checkProduct(use, core, hidden) ?? checkStretched(use, own, hidden);
  return checkStretched(use, own, { ...hidden, shape: withLast(hidden.shape, core.hidden) });
}

const withLast = (shape: Shape, last: Dim): Shape => [...shape.slice(0, -1), last];

const JOINED =
  'Cannot concatenate arrays with shapes that differ in dimensions other than the one being concatenated';

const RANKS = 'Cannot concatenate arrays with different numbers of dimensions';

/** `concatenate([inputs, hidden], axis=-1)`: all axes but the last are equal. */
function checkJoined(use: Use, own: Shape, state: Operand): Value | undefined {
  const { shape } = state;
  if (!shape) return undefined;
  if (shape.length !== own.length)
    return refuseState(use, state, { aspect: 'rank', expected: own, says: RANKS });
  const axis = own.slice(0, -1).findIndex((dim, i) => {
    const other = shape[i];
    return other !== undefined && compare(dim, other) === 'different';
  });
  if (axis < 0) return undefined;
  return refuseState(use, state, { aspect: 'shape', expected: own, axis, meaning: 'batch', says: JOINED });
}

/** `matmul(state, w_h)` with w_h (H, 3H). */
function checkProduct(use: Use, { hidden }: Core, state: Operand): Value | undefined {
  const last = state.shape?.at(-1);
  if (!state.shape || !last || compare(last, hidden) !== 'different') return undefined;
  const says = 'dot_general requires contracting dimensions to have the same shape';
  const expected = withLast(state.shape, hidden);
  const axis = state.shape.length - 1;
  return refuseState(use, state, { aspect: 'shape', expected, axis, meaning: 'hidden_size', says });
}

/** Sums and products with the gates (*, H). */
function checkStretched(use: Use, own: Shape, state: Operand): Value | undefined {
  if (!state.shape) return undefined;
  const outcome = broadcast(own, state.shape);
  if (outcome.ok) return undefined;
  const says = 'incompatible shapes for broadcasting';
  if (state.shape.length !== own.length)
    return refuseState(use, state, { aspect: 'rank', expected: own, says });
  const axis = outcome.mismatch.kind === 'dims' ? outcome.mismatch.right.axis : 0;
  const meaning = axis === own.length - 1 ? 'hidden_size' : 'batch';
  return refuseState(use, state, { aspect: 'shape', expected: own, axis, meaning, says });
}
