/** One place along one axis (`out[:, -1]`, `h_n[-1]`): what is taken for the last step or for the final state, and whether it is that. */
import { add, compare, constantOf, type Dim, type Shape, size } from '../../shapes/index.ts';
import {
  beside,
  entriesRead,
  isUsed,
  itemsOf,
  type NativeValue,
  type Operand,
  shapeOf,
  type TensorValue,
  type Uses,
  type Value,
} from '../parts.ts';
import type { Located } from './indices.ts';
import { type ResultUses, resultUses } from './result-uses.ts';
import { type Scene, suspectMisreading } from './scene.ts';
import { axisNames, isBidirectional, sequenceAxes } from './sequence-axes.ts';

interface Pick {
  readonly axis: number;
  readonly position: number;
  /** The code says which place it is: it is none of those that a loop comes to. */
  readonly isWritten: boolean;
}

/** Where the indices take one known place along one axis and all of the others; the last one is -1, however it is written. */
function pickOf({ host }: Scene, shape: Shape, indices: readonly Located[]): Pick | undefined {
  const rank = shape.length;
  const named = indices.filter(({ index }) => index.kind !== 'ellipsis').length;
  let axis = 0;
  let found: Pick | undefined;
  for (const { index, operand } of indices) {
    if (index.kind === 'ellipsis') axis += rank - named;
    else if (index.kind === 'slice') {
      if (index.start ?? index.stop ?? index.step ?? index.window) return undefined;
      axis += 1;
    } else {
      const position =
        index.kind === 'at' && index.position ? placeAlong(shape[axis], index.position) : undefined;
      if (position === undefined || found) return undefined;
      const text = host.textOf(operand.at);
      const isLast = isSizeLessOne(text) && constantOf(shape[axis] ?? size(0)) === position + 1;
      found = { axis, position: isLast ? -1 : position, isWritten: /^-?\d+$|- *1$/.test(text) };
      axis += 1;
    }
  }
  return found;
}

/** `out.size(1) - 1`, `len(out) - 1`: the last place, whatever the size. */
const isSizeLessOne = (text: string): boolean =>
  /(\.size\([^()]*\)|\.shape\[[^[\]]*\]|^len\([^()]*\)) *- *1$/.test(text);

/** `out[:, -1:]`: the last place along one axis, which stays. */
function lastSlice(shape: Shape, indices: readonly Located[]): Pick | undefined {
  const sliced = indices.flatMap(({ index }, axis) =>
    index.kind === 'slice' && index.start ? [{ index, axis }] : [],
  );
  const [only, ...others] = sliced;
  const areWhole = indices.every(
    ({ index }, axis) => index.kind === 'slice' && (axis === only?.axis || isWholeSlice(index)),
  );
  if (!only || others.length > 0 || !areWhole || only.axis >= shape.length) return undefined;
  const { start, stop, step, window } = only.index;
  return start && constantOf(start) === -1 && !(stop ?? step ?? window)
    ? { axis: only.axis, position: -1, isWritten: true }
    : undefined;
}

const isWholeSlice = (index: Located['index']): boolean =>
  index.kind === 'slice' && !(index.start ?? index.stop ?? index.step ?? index.window);

/** `out.size(1) - 1` is -1 where the size is not known: of a known one a number may mean the place that it is. */
function placeAlong(dim: Dim | undefined, position: Dim): number | undefined {
  const known = constantOf(position);
  if (known !== undefined || !dim) return known;
  return compare(add(position, size(1)), dim) === 'equal' ? -1 : undefined;
}

/** The tensor that a pick was taken of. */
const PICKED = beside<TensorValue, Pick & { readonly of: TensorValue }>();

/** Whether, of what is put together (`cat((out[0], out[-1]))`), one is the last place along an axis and another the first one of the same tensor. */
export function isBesideFirst(last: TensorValue, given: readonly Value[]): boolean {
  const pick = PICKED.get(last);
  if (!pick || pick.position === 0) return false;
  const isFirst = (value: Value): boolean => {
    const other = value.kind === 'tensor' ? PICKED.get(value) : undefined;
    return other?.of === pick.of && other.axis === pick.axis && other.position === 0;
  };
  return given.some(value => isFirst(value) || itemsOf(value)?.some(isFirst) === true);
}

/** States beside the result what the place is not. */
export function notePick(
  scene: Scene,
  self: TensorOperand,
  indices: readonly Located[],
  picked: TensorValue,
): void {
  const pick = pickOf(scene, self.shape ?? [], indices);
  if (pick) noteOne(scene, self, pick, picked);
  const kept = pick ? undefined : lastSlice(self.shape ?? [], indices);
  if (kept) suspectLast(scene, self, kept, picked);
}

/** As `notePick`, of one place along one axis. */
export function noteOne(scene: Scene, self: TensorOperand, pick: Pick, picked: TensorValue): void {
  PICKED.set(picked, { ...pick, of: self.tensor });
  suspectFirstLayer(scene, self, pick, picked);
  suspectLast(scene, self, pick, picked);
}

function suspectLast(
  scene: Scene,
  tensor: TensorOperand,
  { axis, position, isWritten }: Pick,
  picked: TensorValue,
): void {
  const sequence = sequenceAxes(tensor.tensor);
  if (!sequence || axis > 1) return;
  const dim = tensor.shape?.[axis];
  const isLast = position === -1 || (dim && constantOf(dim) === position + 1);
  // The last sample by its number may be meant, the last step is what it is.
  if (!isLast || (position !== -1 && !(isWritten && axis === sequence.steps))) return;
  const gives = shapeOf(picked);
  const isOne = (at: number): boolean =>
    tensor.shape?.[at] !== undefined && constantOf(tensor.shape[at]) === 1;
  const misread = { tensor, axes: axisNames(sequence), axis, gives };
  const inLayer = { ...scene, layer: sequence.layer };
  if (axis === sequence.batch && !isOne(axis))
    suspectMisreading(inLayer, { about: 'sample-as-last-step', ...misread });
  if (axis !== sequence.steps || isOne(axis)) return;
  if (sequence.isPadded) suspectMisreading(inLayer, { about: 'padding-as-last-step', ...misread });
  else if (sequence.isBidirectional) {
    const { file, start, end } = scene.site;
    const taken = scene.host.watch(picked, `step at ${file}:${start}:${end}`);
    // Of one half, and nothing else, it is as it should be; and the first step beside it has what it lacks.
    suspectMisreading(
      inLayer,
      { about: 'last-step-of-backward-half', ...misread },
      () => !taken.isBesideFirst && (!taken.isCut || taken.isWhole || taken.entries.size > 0),
    );
  }
}

/** A dense layer after a bidirectional one is given the last of the stacked states alone: that of one direction. */
export function suspectOneDirection(scene: Scene, input: Operand): void {
  const pick = pickBefore(input.tensor);
  const states = pick?.of;
  const stacked = states && stackedStates(states);
  if (!stacked || pick?.axis !== 0 || pick.position !== -1 || !isBidirectional(stacked.layer)) return;
  const tensor: Operand = { role: 'h_n', shape: shapeOf(states), tensor: states, at: input.at };
  const { h } = stacked.uses;
  const last = placeOf(states, pick.position);
  suspectMisreading(
    { ...scene, layer: stacked.layer },
    { about: 'one-direction-as-state', tensor, axis: 0, gives: input.shape, at: input.at },
    () => isSome(h, entry => entry === last),
  );
}

/** Of several layers, only what the first one ends with is read: the others might as well not be there. */
function suspectFirstLayer(scene: Scene, self: TensorOperand, pick: Pick, picked: TensorValue): void {
  const stacked = stackedStates(self.tensor);
  const count = self.shape?.[0] && constantOf(self.shape[0]);
  const numLayers = stacked?.layer.layer?.cell?.numLayers;
  const layers = numLayers && constantOf(numLayers);
  if (!stacked || pick.axis !== 0 || count === undefined || layers === undefined || layers < 2) return;
  const place = placeOf(self.tensor, pick.position);
  const isOfFirst = (entry: number): boolean => entry < count / layers;
  const isOfLast = (entry: number): boolean => entry >= count - count / layers;
  if (!isOfFirst(place)) return;
  const { output, h, c } = stacked.uses;
  const taken = scene.host.watch(picked, `entry ${place} at ${scene.site.file}:${scene.site.start}`);
  suspectMisreading(
    { ...scene, layer: stacked.layer },
    { about: 'first-layer-as-state', tensor: { ...self, role: 'h_n' }, axis: 0, gives: shapeOf(picked) },
    () =>
      isUsed(taken) &&
      !isUsed(output) &&
      isSome(h, isOfFirst) &&
      Math.min(...(h?.entries ?? [])) === place &&
      (c === undefined || isSome(c, entry => !isOfLast(entry))),
  );
}

/** Whether all that is read is of these entries. */
const isSome = (uses: Uses | undefined, isOfThese: (entry: number) => boolean): boolean =>
  uses !== undefined && entriesRead(uses)?.every(isOfThese) === true;

type TensorOperand = Operand & { readonly tensor: TensorValue };

/** The states of all layers and directions of a recurrent layer, as it gave them. */
function stackedStates(
  states: TensorValue,
): { readonly layer: NativeValue; readonly uses: ResultUses } | undefined {
  const { layer, role } = states.source;
  const uses = resultUses(states);
  return role === 'h' && layer && uses && shapeOf(states)?.length === 3 ? { layer, uses } : undefined;
}

/** A position as `Uses` counts it. */
function placeOf(states: TensorValue, position: number): number {
  const dim = shapeOf(states)?.[0];
  return position < 0 ? position + ((dim && constantOf(dim)) ?? 0) : position;
}

/** Whether the rows of a matrix are the samples of a batch: one step of a sequence, or the state of one layer. */
export function isOfSamples(tensor: TensorValue | undefined): boolean {
  const pick = pickBefore(tensor);
  if (!pick || shapeOf(pick.of)?.length !== 3) return false;
  const { role, layer } = pick.of.source;
  if (role === 'h' || role === 'c') return pick.axis === 0 && layer?.layer?.recurrent === true;
  return sequenceAxes(pick.of)?.steps === pick.axis;
}

/** Dropout and activations leave it what it is. */
function pickBefore(tensor: TensorValue | undefined): (Pick & { readonly of: TensorValue }) | undefined {
  let at = tensor;
  for (let steps = 0; at && steps < 4; steps++) {
    const pick = PICKED.get(at);
    if (pick) return pick;
    if (at.source.parents.length !== 1 || at.source.layer?.layer?.recurrent) return undefined;
    at = at.source.parents[0];
  }
  return undefined;
}
