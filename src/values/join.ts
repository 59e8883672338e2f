/** What is known after two branches: both values while they are few, then unknown. */
import { compare, type Dim, isUnknown, type Shape, sameDim, unknownDim } from '../shapes/index.ts';
import { sameValueWith } from './beside.ts';
import { heldIn, lengthOf } from './items.ts';
import { agreed, sameTensor } from './join-tensors.ts';
import { listOf } from './make.ts';
import { listLike, sameNames } from './named-tuple.ts';
import { type Attributes, perhapsSet, withPerhapsSet } from './perhaps-set.ts';
import { replacedShape } from './replaced.ts';
import { someText } from './text-length.ts';
import type {
  DictEntries,
  Items,
  ListValue,
  NumberValue,
  StringValue,
  TensorValue,
  UnknownValue,
  Value,
} from './value.ts';

/** More alternatives than these become one unknown. */
const MOST_OPTIONS = 4;

export function joinValues(a: Value, b: Value): Value {
  if (a === b) return a;
  if (sameValue(a, b)) return saidByBoth(a, b);
  if (a.kind === 'unknown') return joinUnknown(a, b);
  if (b.kind === 'unknown') return joinUnknown(b, a);
  const merged: Value[] = [];
  for (const option of [...optionsOf(a), ...optionsOf(b)]) {
    const at = merged.findIndex(known => sameValue(known, option));
    const same = merged[at];
    if (same) merged[at] = saidByBoth(same, option);
    else merged.push(option);
  }
  const [only] = merged;
  if (only && merged.length === 1) return only;
  if (merged.every(isWhole) && merged.some(isAnyWhole)) return SOME_WHOLE;
  if (merged.length > MOST_OPTIONS)
    return (
      someOfKind(merged) ?? {
        kind: 'unknown',
        reason: { missing: 'a value that depends on too many conditions' },
      }
    );
  return { kind: 'union', options: merged };
}

/** A whole number, nobody knows which. */
export const SOME_WHOLE: NumberValue = { kind: 'number', dim: unknownDim(), float: undefined };

const isWhole = (value: Value): boolean => value.kind === 'number' && value.dim !== undefined;

/** Of which nothing else is known. */
const isAnyWhole = (value: Value): boolean =>
  value.kind === 'number' && value.dim !== undefined && isUnknown(value.dim) && !value.place;

/** Too many to tell one by one are still of their kind. */
function someOfKind(options: readonly Value[]): Value | undefined {
  if (options.every(isWhole)) return SOME_WHOLE;
  if (options.every(option => option.kind === 'list')) return inStep(options);
  if (options.every(option => option.kind === 'tensor')) return tensorOfAll(options);
  return options.every(option => option.kind === 'string') ? someText(options) : undefined;
}

/** Of one framework's tensors one of them: what their shapes have in common. */
function tensorOfAll(options: readonly TensorValue[]): Value | undefined {
  const [first, ...others] = options;
  if (!first || others.some(({ framework, graph }) => framework !== first.framework || graph !== first.graph))
    return undefined;
  if (options.some(option => replacedShape(option))) return undefined;
  return others.reduce(
    (all, option) => sameValueWith(agreed(all, option), { shape: joinShapes(all.shape, option.shape) }),
    first,
  );
}

/** Of tuples of one length a tuple: at each place one of the values that stand there. */
function inStep(options: readonly ListValue[]): Value | undefined {
  const rows = options.flatMap(({ flavour, items }) =>
    flavour !== 'list' && 'known' in items.value ? [items.value.known] : [],
  );
  const [first, ...others] = rows;
  const flavour = options[0]?.flavour;
  const isOne = options.every(option => option.flavour === flavour) && flavour !== 'set';
  if (!first || !isOne || rows.length < options.length || others.some(row => row.length !== first.length))
    return undefined;
  const known = first.map((item, i) => others.reduce((all, row) => joinValues(all, row[i] ?? item), item));
  const [one] = options;
  const made = listOf({ known }, flavour);
  return one && options.every(option => sameNames(option, one)) ? listLike(one, made) : made;
}

/** What two values have in common that count as the same; `a` itself where that is all that it says. */
function saidByBoth(a: Value, b: Value): Value {
  if (a === b) return a;
  if (a.kind === 'tensor' && b.kind === 'tensor') return agreed(a, b);
  if (a.kind === 'list' && b.kind === 'list') return tupleOfBoth(a, b);
  if (a.kind === 'none' && b.kind === 'none') return a.isGiven ? b : a;
  return withoutPlace(a, b);
}

function tupleOfBoth(a: ListValue, b: ListValue): ListValue {
  const [own, others] = [a.items.value, b.items.value];
  if (!('known' in own) || !('known' in others)) return a;
  const known = own.known.map((item, i) => saidByBoth(item, others.known[i] ?? item));
  return known.every((item, i) => item === own.known[i]) ? a : listLike(a, listOf({ known }, a.flavour));
}

/** Where two counters stand in two rounds, the one number that stands for both is nowhere. */
function withoutPlace(a: Value, b: Value): Value {
  if (a.kind !== 'number' || !a.place) return a;
  const isSame = b.kind === 'number' && b.place?.round === a.place.round && sameDim(b.place.at, a.place.at);
  return isSame ? a : { ...a, place: undefined };
}

/** What has a name on one side only, or another name on each, has none behind them. */
function joinUnknown(a: UnknownValue, b: Value): Value {
  if (!a.symbol && !a.size) return a;
  const isSame = b.kind === 'unknown' && b.symbol?.id === a.symbol?.id && sameSize(a.size, b.size);
  return isSame ? a : { kind: 'unknown', reason: a.reason };
}

function sameSize(a: Dim | undefined, b: Dim | undefined): boolean {
  return a && b ? compare(a, b) === 'equal' : a === b;
}

export function optionsOf(value: Value): readonly Value[] {
  return value.kind === 'union' ? value.options : [value];
}

/** For variables, which may be unset on one side: then the other side's value counts (reading it unset would stop the program). */
export function joinMaybe(a: Value | undefined, b: Value | undefined): Value | undefined {
  if (!a || !b) return a ?? b;
  return joinValues(a, b);
}

/** What a variable holds after any number of rounds that changed it from `a` to `b`. */
export function widenValues(a: Value, b: Value): Value {
  const joined = joinValues(a, b);
  if (joined.kind !== 'union') return joined;
  if (joined.options.every(isWhole)) return SOME_WHOLE;
  if (joined.options.some(option => option.kind === 'number'))
    return { kind: 'unknown', reason: { missing: 'a number that a loop changes' } };
  return joined.options.some(option => option.kind === 'string') ? someText(joined.options) : joined;
}

export function widenMaybe(a: Value | undefined, b: Value | undefined): Value | undefined {
  if (!a || !b) return a ?? b;
  return widenValues(a, b);
}

export function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind === 'none' || a.kind === 'ellipsis') return a.kind === b.kind;
  if (a.kind === 'string')
    return b.kind === 'string' && a.value === b.value && isSameLength(a.characters, b.characters);
  if (a.kind === 'bool')
    return b.kind === 'bool' && a.value === b.value && a.flag === b.flag && a.isChance === b.isChance;
  if (a.kind === 'number') return b.kind === 'number' && sameNumber(a, b);
  if (a.kind === 'tensor') return b.kind === 'tensor' && sameTensor(a, b);
  if (a.kind === 'list')
    return (
      b.kind === 'list' &&
      a.flavour === 'tuple' &&
      b.flavour === 'tuple' &&
      sameItems(a.items.value, b.items.value)
    );
  if (a.kind === 'bound') return b.kind === 'bound' && a.self === b.self && a.function === b.function;
  return false;
}

function isSameLength(a: StringValue['characters'], b: StringValue['characters']): boolean {
  return a && b ? a.isMost === b.isMost && sameDim(a.count, b.count) : a === b;
}

function sameNumber(a: NumberValue, b: NumberValue): boolean {
  if (a.dim && b.dim) return a.dim === b.dim || compare(a.dim, b.dim) === 'equal';
  const sameBounds = a.within?.from === b.within?.from && a.within?.below === b.within?.below;
  return !a.dim && !b.dim && a.float === b.float && a.isComplex === b.isComplex && sameBounds;
}

function sameItems(a: Items, b: Items): boolean {
  if (!('known' in a) || !('known' in b) || a.known.length !== b.known.length) return false;
  return a.known.every((item, i) => {
    const other = b.known[i];
    const isRepeated = i > 0 && item === a.known[i - 1] && other === b.known[i - 1];
    return isRepeated || (other !== undefined && sameValue(item, other));
  });
}

export function joinContents(a: Items, b: Items): Items {
  if (a === b) return a;
  if ('known' in a && 'known' in b && a.known.length === b.known.length) {
    return { known: a.known.map((item, i) => joinValues(item, b.known[i] ?? item)) };
  }
  const all = [...heldIn(a), ...heldIn(b)];
  const element = all.reduce(
    joinValues,
    all[0] ?? { kind: 'unknown', reason: { missing: 'the items of a list' } },
  );
  const counted = 'known' in a || 'known' in b || a.counted !== b.counted ? undefined : a.counted;
  return { element, length: sameLength(a, b), ...(counted !== undefined && { counted }) };
}

/** Contents of a list that a loop changes: any number of items like these, or as many as before. */
export function widenContents(a: Items, b: Items): Items {
  const all = [...heldIn(a), ...heldIn(b)];
  const element = all.reduce(
    joinValues,
    all[0] ?? { kind: 'unknown', reason: { missing: 'the items of a list' } },
  );
  return { element, length: sameLength(a, b) };
}

function sameLength(a: Items, b: Items): Dim | undefined {
  const [own, other] = [a, b].map(lengthOf);
  return sameDim(own, other) ? own : undefined;
}

export function joinEntries(a: DictEntries, b: DictEntries): DictEntries {
  if (a === b) return a;
  const known = new Map<string | number, Value>();
  const possible = new Set([...(a.possible ?? []), ...(b.possible ?? [])]);
  for (const key of new Set([...a.known.keys(), ...b.known.keys()])) {
    const value = joinMaybe(a.known.get(key), b.known.get(key));
    if (value) known.set(key, value);
    if (!a.known.has(key) || !b.known.has(key)) possible.add(key);
  }
  return { known, rest: joinMaybe(a.rest, b.rest), keys: joinKeys(a, b), possible };
}

function joinKeys(a: DictEntries, b: DictEntries): Value | undefined {
  if (!a.rest || !b.rest) return a.rest ? a.keys : b.keys;
  return a.keys && b.keys && joinValues(a.keys, b.keys);
}

/** With one entry more, under a key that is not known. */
export function withEntry(entries: DictEntries, key: Value | undefined, value: Value): DictEntries {
  const one: DictEntries = { known: entries.known, rest: value, keys: key };
  return { ...entries, rest: joinMaybe(entries.rest, value), keys: joinKeys(entries, one) };
}

/** Without the entry of one key. */
export function withoutEntry(entries: DictEntries, key: string | number): DictEntries {
  const known = new Map(entries.known);
  known.delete(key);
  const possible = entries.possible && new Set([...entries.possible].filter(other => other !== key));
  return { ...entries, known, ...(possible && { possible }) };
}

export function joinAttributes(a: Attributes, b: Attributes): Attributes {
  if (a === b) return a;
  const { known } = joinEntries({ known: a, rest: undefined }, { known: b, rest: undefined });
  const onOneSide = [...known.keys()].filter(name => !a.has(String(name)) || !b.has(String(name)));
  const before = [...perhapsSet(a), ...perhapsSet(b)];
  return withPerhapsSet(known as Attributes, [...onOneSide.map(String), ...before]);
}

/** What both shapes say; undefined where they differ in rank or one of them says nothing. */
export function joinShapes(a: Shape | undefined, b: Shape | undefined): Shape | undefined {
  if (!a || !b || a.length !== b.length) return undefined;
  return a.map((dim, axis) => (sameDim(dim, b[axis]) ? dim : unknownDim()));
}
