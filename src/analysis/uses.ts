/**
 * What the program does with the values that are watched (`values/uses.ts`). Whoever is given one may read all of it, unless it gives back what holds no
 * tensor (its size) or the value itself. What is read too often only keeps a warning back, so that paths that are not taken count as well.
 */
import { isBesideFirst } from '../frameworks/index.ts';
import { constantOf } from '../shapes/index.ts';
import {
  asInt,
  forgetUses,
  heldIn,
  type NativeValue,
  noUses,
  shapeOf,
  type TensorValue,
  type Uses,
  usesOf,
  type Value,
  watchUses,
} from '../values/index.ts';
import { pythonSlice } from './indexing.ts';
import type { Machine } from './machine.ts';

/** Containers in containers are looked into so far. */
const DEEPEST = 4;

/** From here on it is noted what is done with a value. What is watched under one name is one. */
export function watch(m: Machine, value: Watched['value'], name: string): Uses {
  const before = m.uses.get(name);
  const uses = before ?? noUses();
  m.uses.set(name, uses);
  watchUses(value, uses);
  if (m.usesPart && !m.usesPart.before.has(name)) {
    m.usesPart.before.set(name, before);
    if (!before)
      m.usesPart.told.push(() => {
        forgetUses(uses);
        m.uses.set(name, uses);
      });
  }
  return uses;
}

function note(m: Machine, uses: Uses, change: (uses: Uses) => void): void {
  change(uses);
  m.usesPart?.told.push(() => change(uses));
}

const takeWhole = (uses: Uses): void => {
  uses.isWhole = true;
};

/** `loss.backward()` of what was made of it. */
export function noteSpent(m: Machine, value: TensorValue): void {
  const uses = usesOf(value);
  if (uses) note(m, uses, spend);
}

const spend = (uses: Uses): void => {
  uses.isSpent = true;
};

/** Whatever of these is watched goes where all of it may be read. */
export function noteWhole(m: Machine, ...values: readonly Value[]): void {
  if (m.uses.size === 0) return;
  for (const { uses } of watchedIn(values)) note(m, uses, takeWhole);
}

/** A framework's function, a layer or code that is not known was given something. */
export function noteGiven(m: Machine, callee: Value, given: readonly Value[], result: Value): void {
  if (m.uses.size === 0 || holdsNoTensor(callee, result)) return;
  if (result.kind === 'tensor' && REVERSING.test(result.source.operation)) noteReversed(m, result);
  const found = watchedIn(given);
  if (found.length === 0) return;
  const left = new Set(watchedIn([result]).map(({ value }) => value));
  for (const { value, uses } of found) {
    if (left.has(value) || isCarriedOn(value, callee)) continue;
    note(m, uses, takeWhole);
    if (value.kind === 'tensor' && isBesideFirst(value, given)) note(m, uses, completeLast);
  }
}

const completeLast = (uses: Uses): void => {
  uses.isBesideFirst = true;
};

const REVERSING = /(^|[._])(reverse|flip(lr|ud)?)(_sequence)?$/i;

/** Operations between what is watched and what turns it round. */
const FARTHEST = 6;

function noteReversed(m: Machine, tensor: TensorValue): void {
  let at: TensorValue | undefined = tensor;
  for (let steps = 0; at && steps < FARTHEST; steps++) {
    const uses = usesOf(at);
    if (uses)
      note(m, uses, taken => {
        taken.isReversed = true;
      });
    at = at.source.parents[0];
  }
}

/** A recurrent layer goes on from the states that it gave itself. */
const isCarriedOn = (value: Watched['value'], callee: Value): boolean =>
  value.kind === 'tensor' && value.source.layer === callee && ['h', 'c'].includes(value.source.role);

/** Sizes, names and the like; what is printed is looked at by a person. */
function holdsNoTensor(callee: Value, result: Value): boolean {
  if (callee.kind === 'native-function' && callee.name === 'print') return true;
  if (result.kind !== 'list') return isPlain(result);
  return result.shapeOf !== undefined || heldIn(result.items.value).every(isPlain);
}

const isPlain = ({ kind }: Value): boolean => kind === 'number' || kind === 'string' || kind === 'bool';

/** `h_n[...]`: the entries along the first axis that the indices take, where they take the others whole. */
export function noteIndexed(m: Machine, tensor: TensorValue, indices: readonly Value[]): void {
  if (m.uses.size === 0) return;
  if (indices.some(isBackward)) noteReversed(m, tensor);
  const uses = usesOf(tensor);
  if (!uses) return;
  const entries = entriesOf(tensor, indices);
  note(m, uses, taken => {
    if (entries) for (const entry of entries) taken.entries.add(entry);
    else if (indices[0] && isWholeAxis(indices[0])) taken.isCut = true;
    else taken.isWhole = true;
  });
}

/** undefined: not known, or other axes are indexed too. */
function entriesOf(tensor: TensorValue, [first, ...others]: readonly Value[]): readonly number[] | undefined {
  const dim = shapeOf(tensor)?.[0];
  const count = dim && constantOf(dim);
  if (!first || !others.every(isWholeAxis)) return undefined;
  const position = first.kind === 'number' ? asInt(first) : undefined;
  if (position !== undefined) return [position < 0 ? position + (count ?? 0) : position];
  if (first.kind !== 'slice' || count === undefined) return undefined;
  const [start, stop, step] = [first.start, first.stop, first.step].map(bound =>
    bound.kind === 'none' ? undefined : (asInt(bound) ?? Number.NaN),
  );
  if ([start, stop, step].some(Number.isNaN)) return undefined;
  return pythonSlice([...Array(count).keys()], start, stop, step ?? 1);
}

/** `[::-1]` */
const isBackward = (index: Value): boolean => index.kind === 'slice' && (asInt(index.step) ?? 1) < 0;

const isWholeAxis = (index: Value): boolean =>
  index.kind === 'ellipsis' ||
  (index.kind === 'slice' && [index.start, index.stop, index.step].every(({ kind }) => kind === 'none'));

interface Watched {
  readonly value: TensorValue | NativeValue;
  readonly uses: Uses;
}

function watchedIn(values: readonly Value[]): readonly Watched[] {
  const found: Watched[] = [];
  const seen = new Set<Value>();
  const search = (value: Value, depth: number): void => {
    if (value.kind === 'tensor' || value.kind === 'native') {
      const uses = usesOf(value);
      if (uses) found.push({ value, uses });
      return;
    }
    if (depth > DEEPEST || seen.has(value)) return;
    const inner = innerOf(value);
    if (!inner) return;
    seen.add(value);
    for (const item of inner) search(item, depth + 1);
  };
  for (const value of values) search(value, 0);
  return found;
}

function innerOf(value: Value): Iterable<Value> | undefined {
  switch (value.kind) {
    case 'list':
      return value.shapeOf ? undefined : heldIn(value.items.value);
    case 'dict': {
      const { known, rest } = value.entries.value;
      return rest ? [...known.values(), rest] : known.values();
    }
    case 'union':
      return value.options;
    default:
      return undefined;
  }
}
