/** The layer as the code says it, which of its cells is shown, and the sizes that it runs with. */
import { type CalculatorSpec, readSpec } from '../../../src/protocol/calculatorSpec.ts';
import { type Slice, whole } from '../../state/slice.ts';
import type { State } from '../../state/state.ts';
import { noNumbers } from '../edits/matrices.ts';
import { type EditHistory, remembered } from '../edits/slice.ts';
import { inLayout } from '../layouts/slice.ts';
import { readParked, readPart, readSizes, savedParked } from './saved.ts';
import { type SizeField, type Sizes, sizesFrom, withSize } from './sizes.ts';
import { firstPart, type Part, partKey } from './stack.ts';
import { choosePart, partAfter, untouched } from './work.ts';

export interface SizeDraft {
  readonly text: string;
  readonly problem: string;
}

/** What a person did to one cell. */
export interface Work extends EditHistory {
  readonly sizes: Sizes;
}

export interface LayerShare {
  /** The layer as it is shown. */
  readonly spec: CalculatorSpec;
  /** The layer as the code said it, before a person chose another variant of it. */
  readonly code: CalculatorSpec;
  /** What the code says now, where a person's own numbers or sizes keep it from being taken over unasked. */
  readonly offered: CalculatorSpec | undefined;
  /** Which of the layer's cells is shown: sizes, edits, past and future are its own. */
  readonly part: Part;
  /** By `partKey`: what a person did to the other cells. */
  readonly parked: ReadonlyMap<string, Work>;
  readonly sizes: Sizes;
  readonly sizeDrafts: Readonly<Partial<Record<SizeField, SizeDraft>>>;
  /** Of the example numbers. */
  readonly seed: number;
}

export type LayerAction =
  | { readonly type: 'loaded'; readonly spec: CalculatorSpec }
  | { readonly type: 'offerTaken' }
  | { readonly type: 'offerDeclined' }
  | { readonly type: 'partChosen'; readonly part: Part }
  | { readonly type: 'sizeTyped'; readonly field: SizeField; readonly text: string };

export const layerSlice: Slice<LayerShare> = {
  initial: spec => ({
    spec,
    code: spec,
    offered: undefined,
    part: firstPart,
    parked: new Map(),
    sizes: sizesFrom(spec, firstPart),
    sizeDrafts: {},
    seed: 1,
  }),
  reduce: (state, action) => {
    switch (action.type) {
      case 'loaded':
        return loaded(state, action.spec);
      case 'offerTaken':
        return state.offered ? { ...adopt(state, state.offered), ...remembered(state, 'all cells') } : state;
      case 'offerDeclined':
        return { ...state, offered: undefined };
      case 'partChosen':
        return choosePart(state, action.part);
      case 'sizeTyped':
        return sized(state, action.field, action.text);
      default:
        return state;
    }
  },
  save: ({ code, part, parked, sizes, seed }) => ({
    code,
    part: partKey(part),
    parked: savedParked(parked),
    sizes,
    seed,
  }),
  restore: (saved, { spec, seed }) => {
    const part = readPart(saved.part, spec) ?? firstPart;
    return {
      code: readCode(saved.code, spec),
      part,
      parked: readParked(saved.parked, spec),
      sizes: readSizes(saved.sizes, sizesFrom(spec, part)),
      seed: whole(saved.seed) ?? seed,
    };
  },
};

/** The very same object where nothing was changed. */
function readCode(value: unknown, spec: CalculatorSpec): CalculatorSpec {
  const code = readSpec(value);
  return code && JSON.stringify(code) !== JSON.stringify(spec) ? code : spec;
}

function sized(state: State, field: SizeField, text: string): State {
  const result = withSize(state.sizes, field, text);
  const { [field]: _, ...others } = state.sizeDrafts;
  if (typeof result === 'string')
    return { ...state, sizeDrafts: { ...others, [field]: { text, problem: result } } };
  if (result[field] === state.sizes[field]) return { ...state, sizeDrafts: others };
  return { ...state, ...remembered(state, 'layer'), sizes: result, sizeDrafts: others };
}

/** The same layer with other sizes: keeps a person's numbers, and asks where they had set sizes or numbers. */
function loaded(state: State, spec: CalculatorSpec): State {
  if (JSON.stringify(spec) === JSON.stringify(state.code)) return { ...state, offered: undefined };
  // What was undone before was done to another layer.
  return untouched(state) ? { ...adopt(state, spec), past: [], future: [] } : { ...state, offered: spec };
}

/** Numbers in another storage than the code's come back into it; where they have no place there, the code counts. */
function adopt(state: State, spec: CalculatorSpec): State {
  const home = spec.layoutName === state.spec.layoutName ? undefined : inLayout(state, spec.layoutName);
  const own = !home ? state : home.ok ? home.value : { ...state, ...noNumbers, past: [], future: [] };
  return { ...own, ...partAfter(own, spec), spec, code: spec, sizeDrafts: {}, offered: undefined };
}

/** An LSTM that is given peepholes is the same layer still: a person's numbers stay. */
export function sameLayer(a: CalculatorSpec, b: CalculatorSpec): boolean {
  const family = ({ cell }: CalculatorSpec): string => cell.split('-')[0] ?? cell;
  return (
    a.framework === b.framework &&
    a.layer === b.layer &&
    family(a) === family(b) &&
    a.source?.uri === b.source?.uri
  );
}
