/**
 * Numbers of a file of weights in the calculator. A file whose layer has other sizes or another cell is asked about first. Its numbers come piece by piece, for
 * the cell that is shown; until then the matrices are open.
 */
import {
  bindCell,
  convertChoice,
  convertParameters,
  parametersOf,
  splitWeights,
  type Weights,
} from '../../../src/cells/index.ts';
import type { CalculatorSpec } from '../../../src/protocol/calculatorSpec.ts';
import { type FileLayer, specOfFile, type WeightPlace } from '../../../src/protocol/weights.ts';
import type { Slice } from '../../state/slice.ts';
import type { State } from '../../state/state.ts';
import { type Matrices, type Numbers, noNumbers, withMatrices } from '../edits/matrices.ts';
import { remembered } from '../edits/slice.ts';
import { type Sizes, sizeLimits, sizesFrom } from '../layer/sizes.ts';
import type { Work } from '../layer/slice.ts';
import { layerCount, type Part, partKey, samePart } from '../layer/stack.ts';
import { boundOf } from '../layouts/slice.ts';

export interface WeightOffer {
  readonly place: WeightPlace;
  readonly layer: FileLayer;
  /** What is not as it is here. */
  readonly differences: readonly Difference[];
}

export interface Difference {
  readonly what: string;
  readonly here: string;
  readonly file: string;
}

export interface WeightShare {
  readonly weightOffer: WeightOffer | undefined;
  readonly weightProblem: string | undefined;
}

export type WeightAction =
  | { readonly type: 'weightsOffered'; readonly place: WeightPlace; readonly layer: FileLayer }
  | { readonly type: 'weightsTaken' }
  | { readonly type: 'weightsDeclined' }
  | {
      readonly type: 'weightsRead';
      readonly place: WeightPlace;
      readonly part: Part;
      readonly layer: FileLayer;
      readonly weights: Weights;
    }
  | { readonly type: 'weightsFailed'; readonly reason: string };

export const weightSlice: Slice<WeightShare> = {
  initial: () => ({ weightOffer: undefined, weightProblem: undefined }),
  reduce: (state, action) => {
    switch (action.type) {
      case 'weightsOffered': {
        const differences = differencesOf(state, action.layer);
        const offer = { place: action.place, layer: action.layer, differences };
        const open = { ...state, weightOffer: offer, weightProblem: undefined };
        return differences.length === 0 ? taken(open, offer) : open;
      }
      case 'weightsTaken':
        return state.weightOffer ? taken(state, state.weightOffer) : state;
      case 'weightsDeclined':
        return { ...state, weightOffer: undefined };
      case 'weightsRead':
        return read(state, action);
      case 'weightsFailed':
        return { ...state, weightProblem: action.reason };
      case 'undone':
      case 'editsCleared':
        return state.weightProblem === undefined ? state : { ...state, weightProblem: undefined };
      default:
        return state;
    }
  },
};

function differencesOf(state: State, layer: FileLayer): readonly Difference[] {
  const { spec, sizes, part } = state;
  const differences: Difference[] = [];
  const compare = (what: string, here: unknown, file: unknown): void => {
    if (here !== file) differences.push({ what, here: String(here ?? 'none'), file: String(file ?? 'none') });
  };
  const [own, other] = [
    boundOf(spec),
    boundOf(specOfFile({ uri: '', label: '', layer: '', index: 0 }, layer)),
  ];
  const there = own.ok ? convertChoice(own.value, layer.layoutName) : own;
  const fits = there.ok && other.ok && there.value.bound.cell === other.value.bound.cell;
  if (!fits)
    compare(
      'cell',
      own.ok ? own.value.bound.cell.title : spec.cell,
      other.ok ? other.value.bound.cell.title : layer.cell,
    );
  compare(own.ok ? own.value.bound.layout.unitsName : 'units', sizes.units, layer.units);
  const features = part.layer === 0 ? sizes.features : spec.inputSize;
  if (features !== null)
    compare(own.ok ? own.value.bound.layout.featuresName : 'features', features, layer.inputSize);
  compare('projection', sizes.projection ?? null, layer.projection);
  compare('layers', spec.stack?.layers ?? 1, layer.layers);
  compare('directions', spec.stack?.directions ?? 1, layer.directions);
  compare('biases', spec.biases ? 'yes' : 'no', layer.biases ? 'yes' : 'no');
  return differences;
}

function taken(state: State, { place, layer, differences }: WeightOffer): State {
  const isTooLarge = layer.units > sizeLimits.units || layer.inputSize > sizeLimits.features;
  if (isTooLarge) {
    const weightProblem = `${place.label} has a layer of ${layer.units} units on ${layer.inputSize} features; at most ${sizeLimits.units} and ${sizeLimits.features} can be walked through.`;
    return { ...state, weightOffer: undefined, weightProblem };
  }
  const spec = differences.length === 0 ? state.spec : adapted(state.spec, place, layer);
  const steps = state.sizes.steps;
  const sizesOf = (part: Part): Sizes => ({ ...sizesFrom(spec, part), steps });
  const part = differences.length === 0 ? state.part : { layer: 0, reverse: false };
  const open = openMatrices(spec, place);
  const parked = new Map<string, Work>();
  for (let index = 0; index < layerCount(spec); index++)
    for (const reverse of spec.stack?.directions === 2 ? [false, true] : [false]) {
      const other = { layer: index, reverse };
      if (samePart(other, part)) continue;
      const known = differences.length === 0 ? state.parked.get(partKey(other)) : undefined;
      const work = known ?? { ...noNumbers, past: [], future: [], sizes: sizesOf(other) };
      parked.set(partKey(other), { ...work, ...withMatrices(work, open) });
    }
  const numbers: Numbers = withMatrices(state, open);
  const sizes = differences.length === 0 ? state.sizes : sizesOf(part);
  const set = { ...state, ...numbers, ...remembered(state, 'all cells'), editing: undefined };
  return { ...set, spec, part, parked, sizes, sizeDrafts: {}, weightOffer: undefined, cursor: undefined };
}

/** The file's cell and sizes; how the framework of the code stores it, where that has the cell. */
function adapted(spec: CalculatorSpec, place: WeightPlace, layer: FileLayer): CalculatorSpec {
  const file = specOfFile(place, layer);
  const own = boundOf(file);
  const here = own.ok ? convertChoice(own.value, spec.layoutName) : own;
  const { stack: _, ...plain } = spec;
  const { framework, layoutName } = here.ok ? spec : file;
  const isSameKind = spec.cell === file.cell && here.ok;
  const activations = isSameKind
    ? spec.activations
    : here.ok
      ? {
          activation: here.value.choice.activation,
          recurrentActivation: here.value.choice.recurrentActivation,
        }
      : file.activations;
  const { cell, resetAfter, biases, units, inputSize, projection, stack } = file;
  return {
    ...plain,
    framework,
    layoutName,
    activations,
    cell,
    resetAfter,
    biases,
    units,
    inputSize,
    projection,
    ...(stack && { stack }),
  };
}

function openMatrices(spec: CalculatorSpec, file: WeightPlace): Matrices {
  const bound = boundOf(spec);
  const origin = { kind: 'file', file } as const;
  const symbols = bound.ok ? parametersOf(bound.value.bound).map(({ symbol }) => symbol) : [];
  return new Map(symbols.map(symbol => [symbol, { matrix: undefined, origin }]));
}

/** The file whose numbers a cell still waits for. */
export function awaited({ matrices }: Numbers): WeightPlace | undefined {
  for (const { matrix, origin } of matrices.values())
    if (matrix === undefined && origin.kind === 'file') return origin.file;
  return undefined;
}

/** The file whose numbers are shown. */
export function fileShown({ matrices }: Numbers): WeightPlace | undefined {
  for (const { origin } of matrices.values()) if (origin.kind === 'file') return origin.file;
  return undefined;
}

export function samePlace(a: WeightPlace | undefined, b: WeightPlace): boolean {
  return a?.uri === b.uri && a.index === b.index && a.layer === b.layer;
}

function read(state: State, action: Extract<WeightAction, { type: 'weightsRead' }>): State {
  const { place, part, layer, weights } = action;
  if (!samePart(part, state.part) || !samePlace(awaited(state), place)) return state;
  const fail = (reason: string): State => ({ ...state, weightProblem: `${place.label}: ${reason}` });
  const to = boundOf(state.spec);
  if (!to.ok) return fail(to.problems[0]?.message ?? '');
  const there = convertChoice(to.value, layer.layoutName);
  if (!there.ok) return fail(there.problems[0]?.message ?? '');
  const choice = { ...there.value.choice, bias: layer.biases };
  const bound = bindCell(choice);
  if (!bound.ok) return fail(bound.problems[0]?.message ?? '');
  const from = { choice, bound: bound.value };
  const split = splitWeights(from.bound, state.sizes, weights);
  if (!split.ok) return fail(split.problems.map(({ message }) => message).join(' '));
  const converted = convertParameters(from, to.value, state.sizes, split.value);
  if (!converted.ok) return fail(converted.problems.map(({ message }) => message).join(' '));
  const origin = { kind: 'file', file: place } as const;
  const matrices = new Map(state.matrices);
  for (const [symbol, matrix] of converted.value)
    if (state.matrices.get(symbol)?.matrix === undefined) matrices.set(symbol, { matrix, origin });
  return { ...state, matrices, weightProblem: undefined };
}
