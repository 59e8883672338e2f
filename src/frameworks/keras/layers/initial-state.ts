/**
 * Initial states of recurrent layers. Before Keras 3, and in TensorFlow.js, number and sizes are checked where the layer is called; Keras 3 finds out
 * when the cell multiplies (keras/src/layers/rnn/rnn.py; tf_keras/src/layers/rnn/base_rnn.py `_validate_state_spec`).
 */
import { constantOf, type Dim, type Shape } from '../../../shapes/index.ts';
import { suspectExchanged } from '../../array/exchanged-states.ts';
import { refuseArgument } from '../../array/scene.ts';
import {
  type Argument,
  isFrameworkGuessed,
  isLiteral,
  itemsOf,
  type Operand,
  type StateConflict,
  shapeOf,
  type Value,
} from '../../parts.ts';
import type { Use } from '../core/description.ts';
import { type FlavourName, statesOfCells } from '../core/flavour.ts';
import { tensorsIn } from '../core/graph.ts';
import { doubting } from '../core/hosts.ts';
import { differs } from '../core/none.ts';
import type { StateGroup } from './cell-info.ts';

/** The states that a layer takes. */
interface Taken {
  readonly states: readonly Dim[];
  readonly stateNames: readonly string[];
  /** Of stacked cells: how many states each of them has. */
  readonly groups?: readonly StateGroup[];
  readonly flags: { readonly unroll: boolean | undefined };
}

/** False: refused, which has been stated. */
export function acceptsState(use: Use, taken: Taken): boolean {
  const given = use.argument('initial_state');
  if (!given || given.value.kind === 'none') return true;
  if (taken.stateNames.length === 2) suspectExchanged(use, given);
  if (refusesMixed(use)) return false;
  // A model that is only being described takes any states, and fails when it runs.
  if (use.symbolic)
    return checkStates({ ...use, host: doubting(use.host), symbolic: false }, given, taken) || true;
  return checkStates(use, given, taken);
}

/** What Keras 3 says of tensors beside what is none. */
export const refusesMixed = (use: Use): boolean => {
  const given = use.argument('initial_state');
  return (
    use.flavour.name === 'keras3' && given !== undefined && isMixed(given.value) && !refuseMixed(use, given)
  );
};

function isMixed(value: Value): boolean {
  const items = leaves(value);
  return items.some(item => item.kind === 'tensor') && items.some(isPlain);
}

const leaves = (value: Value): readonly Value[] => itemsOf(value)?.flatMap(leaves) ?? [value];

const isPlain = (value: Value): boolean =>
  (value.kind === 'native' && (value.layer !== undefined || value.model !== undefined)) || isLiteral(value);

function refuseMixed(use: Use, { at }: Argument): false {
  refuseArgument(use, {
    parameter: 'initial_state',
    aspect: 'type',
    allowed: 'a list of nothing but tensors',
    at,
    says: 'In a nested call() argument, you cannot mix tensors and non-tensors.',
  });
  return false;
}

function checkStates(use: Use, given: Argument, taken: Taken): boolean {
  const { states: sizes, stateNames: names } = taken;
  const states = statesOf(given.value);
  if (!states) return true;
  const operand = (i: number): Operand => operandOf(given, states[i], names[i] ?? 'state');
  if (use.flavour.name === 'keras3') {
    if (isFlatForCells(given.value, taken))
      return refuse(use, operand(0), {
        aspect: 'structure',
        groups: taken.groups?.map(({ count }) => count),
      });
    if (isForFewerCells(given.value, taken)) return true;
    if (states.length > sizes.length && sizes.length > 1 && taken.flags.unroll === false)
      return refuse(use, operand(0), {
        aspect: 'count',
        expectedCount: sizes.length,
        actualCount: states.length,
      });
  } else if (isOtherCount(use, given.value, taken))
    return refuse(use, operand(0), { aspect: 'structure', groups: taken.groups?.map(({ count }) => count) });
  if (use.flavour.checks === 'build' ? states.length !== sizes.length : states.length < sizes.length) {
    return refuse(use, operand(0), {
      aspect: 'count',
      expectedCount: sizes.length,
      actualCount: states.length,
    });
  }
  if (states.length > sizes.length) suspectFurther(use, operand(0), sizes.length, states.length);
  if (isArrayForOldKeras(use, states)) {
    return refuse(use, operand(0), { aspect: 'structure' });
  }
  return sizes.every((size, i) => fits(use, operand(i), size, i));
}

/** Stacked cells of Keras 3 look for the states of each at its place in the list; of a list that ends before, the other cells are not run. */
function isForFewerCells(value: Value, { groups = [] }: Taken): boolean {
  const items = itemsOf(value);
  return items !== undefined && items.length < groups.length;
}

/** TensorFlow's Keras counts one entry for each of stacked cells, whose states are lists. */
function isOtherCount({ flavour, host }: Use, value: Value, { groups = [] }: Taken): boolean {
  const items = itemsOf(value);
  return (
    groups.length > 0 &&
    items !== undefined &&
    items.length !== groups.length &&
    statesOfCells(flavour, host) === 'grouped'
  );
}

/** States one after another, where a cell takes a list of its own: it takes the first rows of one for its first state. */
function isFlatForCells(value: Value, { groups = [] }: Taken): boolean {
  const items = itemsOf(value) ?? [];
  return groups.some(({ count }, i) => count > 1 && items[i]?.kind === 'tensor' && !isOfMany(items[i]));
}

const isOfMany = (value: Value): boolean => value.kind === 'tensor' && (shapeOf(value)?.length ?? 3) > 2;

/** A single tensor is a list of one; undefined where the number is not known. */
function statesOf(value: Value): readonly Value[] | undefined {
  if (value.kind === 'tensor') return [value];
  const items = itemsOf(value);
  return items && tensorsIn(value).length >= items.length ? tensorsIn(value) : items;
}

function operandOf(given: Argument, state: Value | undefined, role: string): Operand {
  const tensor = state?.kind === 'tensor' ? state : undefined;
  return { role, shape: tensor && shapeOf(tensor), tensor, at: given.at };
}

/** Those before Keras 3 ask whether the first state is a symbolic tensor, and refuse NumPy arrays at that question. */
function isArrayForOldKeras({ flavour }: Use, states: readonly Value[]): boolean {
  const [first] = states;
  return (
    isBefore3(flavour.name) &&
    first?.kind === 'tensor' &&
    first.framework === 'numpy' &&
    !first.graph &&
    !isFrameworkGuessed(first)
  );
}

const isBefore3 = (name: FlavourName): boolean => name === 'tf_keras' || name === 'tf1' || name === 'keras2';

function fits(use: Use, state: Operand, size: Dim, index: number): boolean {
  const { shape } = state;
  if (!shape) return true;
  const batch = use.inputs[0]?.shape?.[0];
  const expected = batch ? [batch, size] : undefined;
  if (shape.length !== 2) {
    const isCertain = isBefore3(use.flavour.name) || (use.flavour.name === 'keras3' && shape.length === 3);
    return isCertain ? refuse(use, state, { aspect: 'rank', expected }) : true;
  }
  const last = shape[1];
  if (last && differs(last, size, false) && !isStretched(use, shape, index)) {
    return refuse(use, state, { aspect: 'shape', expected, axis: 1, axisMeaning: 'units' });
  }
  return fitsBatch(use, state, shape, expected);
}

/** When Keras 3 runs, a cell state c is only added and multiplied: a size of 1 is stretched. */
const isStretched = (use: Use, shape: Shape, index: number) =>
  use.flavour.checks === 'run' && index > 0 && shape[1] !== undefined && constantOf(shape[1]) === 1;

function fitsBatch(use: Use, state: Operand, shape: Shape, expected: Shape | undefined): boolean {
  const [given, wanted] = [shape[0], expected?.[0]];
  const [a, b] = [given && constantOf(given), wanted && constantOf(wanted)];
  if (
    use.graph ||
    a === undefined ||
    b === undefined ||
    a === b ||
    (use.flavour.checks === 'run' && (a === 1 || b === 1))
  )
    return true;
  return refuse(use, state, { aspect: 'shape', expected, axis: 0, axisMeaning: 'batch' });
}

/** Keras 3 leaves states aside that a layer with one does not read, or that runs unrolled. */
function suspectFurther(use: Use, state: Operand, expectedCount: number, actualCount: number): void {
  refuse({ ...use, host: doubting(use.host) }, state, {
    aspect: 'count',
    expectedCount,
    actualCount,
  });
}

type Parts = Pick<StateConflict, 'aspect'> &
  Partial<
    Pick<StateConflict, 'expected' | 'expectedCount' | 'actualCount' | 'groups' | 'axis' | 'axisMeaning'>
  >;

function refuse(use: Use, state: Operand, parts: Parts): false {
  use.host.refuse({
    kind: 'initial-state',
    framework: use.framework,
    operation: use.operation,
    at: state.at,
    layer: use.layer,
    state,
    expected: undefined,
    expectedCount: undefined,
    actualCount: undefined,
    axis: undefined,
    axisMeaning: undefined,
    ...parts,
  });
  return false;
}
