/**
 * Everything that the calculator remembers, in one immutable object, and the one pure function that changes it. Whatever else is on
 * the screen (trace, matrices, sentences) follows from it. Each section of the page adds its slice here: a line in each list.
 */
import type { CalculatorSpec } from '../../src/protocol/calculatorSpec.ts';
import { type GridAction, type GridShare, gridSlice } from '../grids/slice.ts';
import {
  type BreakpointAction,
  type BreakpointShare,
  breakpointSlice,
} from '../sections/breakpoints/slice.ts';
import { type ChartAction, type ChartShare, chartSlice } from '../sections/charts/slice.ts';
import { type EditAction, type EditShare, editSlice } from '../sections/edits/slice.ts';
import {
  type ExplanationAction,
  type ExplanationShare,
  explanationSlice,
} from '../sections/explanation/slice.ts';
import { type ExportAction, type ExportShare, exportSlice } from '../sections/export/slice.ts';
import { type FindAction, type FindShare, findSlice } from '../sections/find/slice.ts';
import { type HelpAction, type HelpShare, helpSlice } from '../sections/help/slice.ts';
import { type LayerAction, type LayerShare, layerSlice, sameLayer } from '../sections/layer/slice.ts';
import { type LayoutAction, type LayoutShare, layoutSlice } from '../sections/layouts/slice.ts';
import { type LitAction, type LitShare, litSlice } from '../sections/lit/slice.ts';
import { type MistakeAction, type MistakeShare, mistakeSlice } from '../sections/mistakes/slice.ts';
import { type ModeAction, type ModeShare, modeSlice } from '../sections/modes/slice.ts';
import { type NotationAction, type NotationShare, notationSlice } from '../sections/notation/slice.ts';
import { type NumberAction, type NumberShare, numberSlice } from '../sections/numbers/slice.ts';
import { type StepAction, type StepShare, stepSlice } from '../sections/steps/slice.ts';
import { type ToolAction, type ToolShare, toolSlice } from '../sections/tools/slice.ts';
import { type VariantAction, type VariantShare, variantSlice } from '../sections/variant/slice.ts';
import { type WatchAction, type WatchShare, watchSlice } from '../sections/watches/slice.ts';
import { type WeightAction, type WeightShare, weightSlice } from '../sections/weights/slice.ts';
import { atSamePlace } from './place.ts';
import type { Slice } from './slice.ts';

export interface State
  extends LayerShare,
    VariantShare,
    EditShare,
    GridShare,
    LayoutShare,
    ToolShare,
    FindShare,
    WeightShare,
    ExportShare,
    StepShare,
    BreakpointShare,
    WatchShare,
    NumberShare,
    NotationShare,
    ModeShare,
    MistakeShare,
    LitShare,
    ChartShare,
    ExplanationShare,
    HelpShare {}

export type Action =
  | LayerAction
  | VariantAction
  | EditAction
  | GridAction
  | LayoutAction
  | ToolAction
  | FindAction
  | WeightAction
  | ExportAction
  | StepAction
  | BreakpointAction
  | WatchAction
  | NumberAction
  | NotationAction
  | ModeAction
  | MistakeAction
  | LitAction
  | ChartAction
  | ExplanationAction
  | HelpAction;

/** In the order in which they see an action, are restored, and have their keys listed. */
export const slices: readonly Slice<Partial<State>>[] = [
  layerSlice,
  variantSlice,
  stepSlice,
  breakpointSlice,
  watchSlice,
  explanationSlice,
  gridSlice,
  editSlice,
  layoutSlice,
  toolSlice,
  findSlice,
  weightSlice,
  exportSlice,
  numberSlice,
  notationSlice,
  modeSlice,
  mistakeSlice,
  litSlice,
  chartSlice,
  helpSlice,
];

export function initialState(spec: CalculatorSpec): State {
  return {
    ...layerSlice.initial(spec),
    ...variantSlice.initial(spec),
    ...stepSlice.initial(spec),
    ...breakpointSlice.initial(spec),
    ...watchSlice.initial(spec),
    ...explanationSlice.initial(spec),
    ...gridSlice.initial(spec),
    ...editSlice.initial(spec),
    ...layoutSlice.initial(spec),
    ...toolSlice.initial(spec),
    ...findSlice.initial(spec),
    ...weightSlice.initial(spec),
    ...exportSlice.initial(spec),
    ...numberSlice.initial(spec),
    ...notationSlice.initial(spec),
    ...modeSlice.initial(spec),
    ...mistakeSlice.initial(spec),
    ...litSlice.initial(spec),
    ...chartSlice.initial(spec),
    ...helpSlice.initial(spec),
  };
}

export function reduce(state: State, action: Action): State {
  if (action.type === 'loaded' && !sameLayer(action.spec, state.code)) return initialState(action.spec);
  return atSamePlace(
    state,
    slices.reduce((now, slice) => slice.reduce(now, action), state),
  );
}

/** Actions after which there is nothing to save. */
export const passing: ReadonlySet<Action['type']> = new Set(slices.flatMap(slice => slice.passing ?? []));

/** Actions that follow each other fast. */
export const hurrying: ReadonlySet<Action['type']> = new Set(slices.flatMap(slice => slice.hurrying ?? []));
