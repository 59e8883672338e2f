/** Lists, tuples, sets and dicts as written, and comprehensions. */
import type { Dim, Origin } from '../shapes/index.ts';
import type { ComprehensionExpr, DictExpr, ListExpr } from '../syntax/tree.ts';
import {
  anyOf,
  dict,
  type Items,
  itemsOrSome,
  joinMaybe,
  joinValues,
  keepPlaces,
  keyOf,
  lastSerial,
  lengthOf,
  list,
  listOf,
  NONE,
  nextItem,
  type Value,
  withoutNames,
  withoutPlaces,
} from '../values/index.ts';
import { evaluate } from './expressions.ts';
import { at, type Frame } from './frame.ts';
import { iterationOf } from './iteration.ts';
import { isFresh, leaveSome, useUp } from './library/iterators.ts';
import { setOf } from './library/sets.ts';
import { type Machine, repeating } from './machine.ts';
import { Rounds } from './rounds.ts';
import { newScope } from './scope.ts';
import { bindTarget } from './targets.ts';
import { truthOf } from './truth.ts';

export function display(m: Machine, frame: Frame, e: ListExpr): Value {
  const known: Value[] = [];
  const isSpread = e.items.some(item => item.kind === 'spread');
  let element: Value | undefined;
  for (const item of e.items) {
    const value = evaluate(m, frame, item);
    if (item.kind !== 'spread') {
      known.push(value);
      continue;
    }
    const items = iterationOf(m, value, at(frame, item));
    useUp(m.host, value);
    if ('known' in items) for (const each of items.known) known.push(each);
    else element = joinMaybe(element, items.element);
  }
  const items: Items = element
    ? { element: known.reduce(joinValues, element), length: undefined }
    : isSpread
      ? itemsOrSome(known)
      : { known };
  if (e.kind === 'set') return setOf(items);
  return listOf(items, e.kind, e.kind === 'list' ? DISPLAY : undefined);
}

const DISPLAY = { isDisplay: true } as const;

export function dictDisplay(m: Machine, frame: Frame, e: DictExpr): Value {
  const known = new Map<string | number, Value>();
  const places = new Map<string | number, Origin>();
  let rest: Value | undefined;
  for (const entry of e.entries) {
    const value = evaluate(m, frame, entry.value);
    if (!entry.key) {
      if (isEmptySpread(value)) continue;
      if (value.kind !== 'dict')
        rest = joinMaybe(rest, m.host.unknown('an entry spread from something unknown', at(frame, entry)));
      else {
        for (const [key, item] of value.entries.value.known) {
          known.set(key, item);
          places.delete(key);
        }
        rest = joinMaybe(rest, value.entries.value.rest);
      }
      continue;
    }
    const key = keyOf(evaluate(m, frame, entry.key));
    if (key === undefined) rest = joinMaybe(rest, value);
    else {
      known.set(key, value);
      places.set(key, at(frame, entry));
    }
  }
  const made = dict(known, rest);
  if (places.size <= MOST_PLACES) keepPlaces(made, places);
  return made;
}

/** Larger objects are tables, no options. */
const MOST_PLACES = 64;

/** `{...(isFirst && { inputShape })}`: JavaScript spreads nothing of what is no object. Python refuses these. */
const isEmptySpread = (value: Value): boolean =>
  value.kind === 'none' || value.kind === 'number' || (value.kind === 'bool' && value.value !== true);

export function comprehension(m: Machine, frame: Frame, e: ComprehensionExpr): Value {
  const inner: Frame = { ...frame, scope: newScope('block', frame.file, frame.scope) };
  const values: Value[] = [];
  const keys: Value[] = [];
  const since = m.host.nextId();
  const { exact, count } = clauseLoop(m, inner, e, 0, () => {
    if (e.key) keys.push(evaluate(m, inner, e.key));
    values.push(evaluate(m, inner, e.element));
  });
  if (e.collects === 'dict') return dictFrom(keys, values, exact);
  const flavour = e.collects === 'generator' ? 'iterator' : e.collects;
  if (exact) return flavour === 'set' ? setOf({ known: values }) : list(values, flavour);
  const length = e.clauses.length === 1 ? count : undefined;
  const element = values.reduce(
    joinValues,
    values[0] ?? m.host.unknown('an item of a comprehension', at(frame, e)),
  );
  const items: Items = { element: withoutNames(withoutPlaces(element), since), length };
  return flavour === 'set' ? setOf(items) : listOf(items, flavour);
}

function dictFrom(keys: readonly Value[], values: readonly Value[], exact: boolean): Value {
  const known = new Map<string | number, Value>();
  const others: [key: Value, value: Value][] = [];
  values.forEach((value, i) => {
    const written = keys[i] ?? NONE;
    const key = keyOf(written);
    if (key === undefined || !exact) others.push([withoutPlaces(written), value]);
    else known.set(key, value);
  });
  const rest = anyOf(others.map(([, value]) => value));
  return dict(known, rest, anyOf(others.map(([key]) => key)));
}

/** Rounds of a comprehension that are run one by one. */
const MOST_ROUNDS = 512;

interface Run {
  /** Exactly the rounds that really happen were run. */
  readonly exact: boolean;
  /** How many rounds there are of the first of the clauses, where that is known. */
  readonly count?: Dim | undefined;
}

/** Runs the clauses from `index` on. */
function clauseLoop(m: Machine, frame: Frame, e: ComprehensionExpr, index: number, body: () => void): Run {
  const clause = e.clauses[index];
  if (!clause) {
    body();
    return { exact: true };
  }
  if (clause.kind === 'if') {
    const known = truthOf(m, frame, evaluate(m, frame, clause.test));
    if (known === false) return { exact: true };
    return { exact: clauseLoop(m, frame, e, index + 1, body).exact && known === true };
  }
  const since = lastSerial();
  const iterable = evaluate(m, frame, clause.iterable);
  const items = iterationOf(m, iterable, at(frame, clause.iterable));
  // What is asked of a generator later, and whether to its end, is not known here.
  const take = e.collects === 'generator' ? leaveSome : useUp;
  if (!isFresh(iterable, since)) take(m.host, iterable);
  const round = (): boolean => clauseLoop(m, frame, e, index + 1, body).exact;
  let exact = 'known' in items;
  if ('known' in items) {
    const rounds = new Rounds(m, MOST_ROUNDS, items.known.length);
    for (const item of items.known) {
      if (!rounds.goesOn()) {
        exact = false;
        break;
      }
      bindTarget(m, frame, clause.target, item);
      exact = round() && exact;
    }
  } else {
    bindTarget(m, frame, clause.target, nextItem(items.element, m.host.nextId));
    m.rounds.push(lastSerial());
    repeating(m, round);
    m.rounds.pop();
  }
  return { exact, count: lengthOf(items) };
}
