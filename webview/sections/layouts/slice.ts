/** Another framework's storage of the same cell: gates change places, matrices are transposed, and the cell computes the same. */
import {
  type BoundChoice,
  bindCell,
  convertChoice,
  convertParameters,
  type Parameters,
  type Result,
  success,
} from '../../../src/cells/index.ts';
import type { CalculatorSpec } from '../../../src/protocol/calculatorSpec.ts';
import { choiceOf, parametersIn } from '../../state/model.ts';
import type { Slice } from '../../state/slice.ts';
import type { Action, State } from '../../state/state.ts';
import { type GivenMatrix, hasOwn, type Matrices, type Numbers } from '../edits/matrices.ts';
import { remembered } from '../edits/slice.ts';
import type { Sizes } from '../layer/sizes.ts';
import type { Work } from '../layer/slice.ts';
import { type Part, partKey, partOfKey } from '../layer/stack.ts';
import { storedAs } from './storedAs.ts';

export interface LayoutShare {
  /** Why the numbers cannot be stored so. */
  readonly layoutProblem: string | undefined;
}

export type LayoutAction = { readonly type: 'layoutChosen'; readonly layoutName: string };

/** Looking around does not make what went wrong any older. */
const otherThings: ReadonlySet<Action['type']> = new Set([
  'loaded',
  'moved',
  'movedTo',
  'partChosen',
  'variantChosen',
  'numbersSet',
  'editCommitted',
  'undone',
]);

export const layoutSlice: Slice<LayoutShare> = {
  initial: () => ({ layoutProblem: undefined }),
  reduce: (state, action) => {
    if (action.type === 'layoutChosen') return chosen(state, action.layoutName);
    return state.layoutProblem === undefined || !otherThings.has(action.type)
      ? state
      : { ...state, layoutProblem: undefined };
  },
};

function chosen(state: State, layoutName: string): State {
  if (layoutName === state.spec.layoutName) return { ...state, layoutProblem: undefined };
  const moved = inLayout(state, layoutName);
  if (!moved.ok) return { ...state, layoutProblem: moved.problems.map(({ message }) => message).join(' ') };
  return {
    ...moved.value,
    ...remembered(state, 'all cells'),
    editing: undefined,
    cursor: undefined,
    layoutProblem: undefined,
  };
}

export function boundOf(spec: CalculatorSpec): Result<BoundChoice> {
  const choice = choiceOf(spec);
  const bound = bindCell(choice);
  return bound.ok ? success({ choice, bound: bound.value }) : bound;
}

/** The state with all numbers of all cells in another storage. Fails where a number would have no place. */
export function inLayout(state: State, layoutName: string): Result<State> {
  const from = boundOf(state.spec);
  if (!from.ok) return from;
  const to = convertChoice(from.value, layoutName);
  if (!to.ok) return to;
  const { layout } = to.value.bound;
  const { activation, recurrentActivation } = to.value.choice;
  const spec = {
    ...storedAs(state.spec, layoutName, layout.title),
    activations: { activation, recurrentActivation },
  };
  const convert = (part: Part, sizes: Sizes, numbers: Numbers): Result<Numbers> => {
    const { parameters } = parametersIn(from.value.bound, { ...state, ...numbers, part, sizes });
    const converted = convertParameters(from.value, to.value, sizes, parameters);
    return converted.ok ? success(withParameters(numbers, parameters, converted.value)) : converted;
  };
  const own = convert(state.part, state.sizes, state);
  if (!own.ok) return own;
  const parked = new Map<string, Work>();
  for (const [key, work] of state.parked) {
    const part = partOfKey(key);
    const other = part && convert(part, work.sizes, work);
    if (other && !other.ok) return other;
    // Back to another storage of a cell that is not shown nobody would find.
    if (part && other) parked.set(partKey(part), { ...work, ...other.value, past: [], future: [] });
  }
  return success({ ...state, ...own.value, spec, parked });
}

/** Inputs and states are the same in each storage. */
function withParameters(numbers: Numbers, before: Parameters, after: Parameters): Numbers {
  const isParameter = (key: string): boolean => before.has(key.slice(0, key.indexOf(':')));
  const isOwn = hasOwn({
    edits: new Map([...numbers.edits].filter(([key]) => isParameter(key))),
    matrices: new Map([...numbers.matrices].filter(([symbol]) => before.has(symbol))),
  });
  const origin = { kind: 'moved', own: isOwn } as const;
  const matrices: Matrices = new Map([
    ...[...numbers.matrices].filter(([symbol]) => !before.has(symbol)),
    ...[...after].map(([symbol, matrix]): [string, GivenMatrix] => [symbol, { matrix, origin }]),
  ]);
  return { edits: new Map([...numbers.edits].filter(([key]) => !isParameter(key))), matrices };
}
