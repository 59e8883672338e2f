/** What a run stops at, and the run itself: it goes on in slices of time, so that the page stays alive while a large layer is computed. */
import {
  type Breakpoints,
  expressionLimit,
  nextStop,
  readExpression,
  type Stop,
  type Trace,
} from '../../../src/cells/index.ts';
import { isRecord, type KeyScene, type Slice } from '../../state/slice.ts';
import type { State } from '../../state/state.ts';

export const breakpointKinds = ['nan', 'infinite', 'saturated'] as const;

export type BreakpointKind = (typeof breakpointKinds)[number];

/** An expression as typed, and what is wrong with it. */
export interface ExpressionDraft {
  readonly text: string;
  readonly problem: string;
}

export interface BreakpointShare {
  readonly stopsAt: Readonly<Record<BreakpointKind, boolean>>;
  readonly conditions: readonly string[];
  readonly conditionDraft: ExpressionDraft | undefined;
  /** While one is looking for a stop: where the search has come to. */
  readonly run: { readonly by: 1 | -1; readonly at: number } | undefined;
  /** Why the last run stopped. */
  readonly outcome: string | undefined;
}

export type BreakpointAction =
  | { readonly type: 'breakpointToggled'; readonly kind: BreakpointKind }
  /** `problem`: why it cannot be a condition. */
  | { readonly type: 'conditionTyped'; readonly text: string; readonly problem: string | undefined }
  | { readonly type: 'conditionRemoved'; readonly text: string }
  | { readonly type: 'runStarted'; readonly by: 1 | -1 }
  | { readonly type: 'runCancelled' }
  | { readonly type: 'runAdvanced'; readonly at: number }
  | { readonly type: 'runStopped'; readonly stop: Stop }
  | { readonly type: 'runEnded' };

/** More are not kept; nobody reads so many. */
export const expressionCount = 20;

const run =
  (by: 1 | -1) =>
  ({ model, state }: KeyScene): BreakpointAction | undefined =>
    model && !state.run ? { type: 'runStarted', by } : undefined;

export const breakpointSlice: Slice<BreakpointShare> = {
  initial: () => ({
    stopsAt: { nan: true, infinite: true, saturated: true },
    conditions: [],
    conditionDraft: undefined,
    run: undefined,
    outcome: undefined,
  }),
  reduce: (state, action) => {
    switch (action.type) {
      case 'breakpointToggled':
        return { ...state, stopsAt: { ...state.stopsAt, [action.kind]: !state.stopsAt[action.kind] } };
      case 'conditionTyped':
        return withCondition(state, action.text.trim(), action.problem);
      case 'conditionRemoved':
        return { ...state, conditions: state.conditions.filter(each => each !== action.text) };
      case 'runStarted':
        return { ...state, run: { by: action.by, at: state.position }, outcome: undefined };
      case 'runAdvanced':
        return state.run ? { ...state, run: { ...state.run, at: action.at } } : state;
      case 'runStopped': {
        const { position, row, why } = action.stop;
        return { ...state, run: undefined, position, unit: row, outcome: `Stopped: ${why}.` };
      }
      case 'runEnded':
        return { ...state, run: undefined, outcome: endText(state) };
      case 'runCancelled':
        return { ...state, run: undefined, outcome: undefined };
      case 'moved':
      case 'movedTo':
      case 'jumped':
      case 'followed':
        return state.outcome || state.run ? { ...state, run: undefined, outcome: undefined } : state;
      default:
        return state;
    }
  },
  save: ({ stopsAt, conditions }) => ({ stopsAt, conditions }),
  restore: (saved, state) => ({
    stopsAt: readKinds(saved.stopsAt, state.stopsAt),
    conditions: readTexts(saved.conditions),
  }),
  passing: ['runStarted', 'runAdvanced', 'runEnded', 'runCancelled'],
  keys: [
    {
      shown: 'B or F5, Shift+B or Shift+Alt+F5',
      what: 'run to the next breakpoint, back to the one before',
      press: { b: run(1), F5: run(1), 'Shift+b': run(-1), 'Alt+Shift+F5': run(-1) },
    },
  ],
  work: ({ state, model }) => {
    if (!state.run || !model) return undefined;
    const until = performance.now() + slice;
    const { by, at } = state.run;
    const isTime = (): boolean => performance.now() > until;
    const found = nextStop(model.trace, model.walk, at, by, breakpointsOf(state, model.trace), isTime);
    if (found.kind === 'pause') return { type: 'runAdvanced', at: found.at };
    return found.kind === 'stop' ? { type: 'runStopped', stop: found.stop } : { type: 'runEnded' };
  },
};

/** Milliseconds that a run goes on at a time. */
const slice = 12;

/** Conditions that the present cell has no names for do not stop. */
export function breakpointsOf({ stopsAt, conditions }: State, trace: Trace): Breakpoints {
  const read = conditions.map(text => readExpression(text, trace));
  return { ...stopsAt, conditions: read.flatMap(result => (result.ok ? [result.value] : [])) };
}

function withCondition(state: State, text: string, problem: string | undefined): State {
  if (problem !== undefined) return { ...state, conditionDraft: { text, problem } };
  if (text === '') return { ...state, conditionDraft: undefined };
  const others = state.conditions.filter(each => each !== text);
  return { ...state, conditions: [...others, text].slice(-expressionCount), conditionDraft: undefined };
}

function endText({ run: now, stopsAt, conditions }: State): string {
  const isAny = conditions.length > 0 || breakpointKinds.some(kind => stopsAt[kind]);
  if (!isAny) return 'There is no breakpoint to run to: choose one below.';
  return now?.by === -1 ? 'No breakpoint before here.' : 'No breakpoint after here.';
}

function readKinds(value: unknown, initial: BreakpointShare['stopsAt']): BreakpointShare['stopsAt'] {
  if (!isRecord(value)) return initial;
  const { nan, infinite, saturated } = value;
  const flag = (read: unknown, kind: BreakpointKind): boolean =>
    typeof read === 'boolean' ? read : initial[kind];
  return {
    nan: flag(nan, 'nan'),
    infinite: flag(infinite, 'infinite'),
    saturated: flag(saturated, 'saturated'),
  };
}

/** Saved expressions: they are parsed when they are used. */
export function readTexts(value: unknown): readonly string[] {
  const texts: readonly unknown[] = Array.isArray(value) ? value : [];
  return texts
    .filter((text): text is string => typeof text === 'string' && text.length <= expressionLimit)
    .slice(0, expressionCount);
}
