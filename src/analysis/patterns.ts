/** Python's `match`: whether a pattern takes a value, and what its names are then. https://peps.python.org/pep-0634/ */

import { constantOf } from '../shapes/index.ts';
import type { Expr, Pattern } from '../syntax/tree.ts';
import {
  asString,
  type DictEntries,
  type DictValue,
  dict,
  elementOf,
  type Items,
  itemsOf,
  joinValues,
  keyOf,
  lengthOf,
  list,
  listOf,
  type ObjectValue,
  type Value,
} from '../values/index.ts';
import { classMember, resolutionOrder } from './classes.ts';
import { equality } from './comparisons.ts';
import { evaluate } from './expressions.ts';
import { at, type Frame } from './frame.ts';
import { isInstance } from './library/instances.ts';
import { dictBehind } from './library/python/dict-behind.ts';
import type { Machine } from './machine.ts';
import { fieldNamesOfRecord, itemsOfRecord } from './records.ts';

/** `is` undefined: not known. Names are bound to what they have if it does take the value. */
export interface Match {
  readonly is: boolean | undefined;
  readonly bound: ReadonlyMap<string, Value>;
}

const NONE_BOUND: ReadonlyMap<string, Value> = new Map();
const NEVER: Match = { is: false, bound: NONE_BOUND };
const ALWAYS: Match = { is: true, bound: NONE_BOUND };
const MAYBE: Match = { is: undefined, bound: NONE_BOUND };

const binding = (name: string, value: Value): Match => ({ is: true, bound: new Map([[name, value]]) });

/** All of them have to take theirs. */
function all(parts: readonly Match[]): Match {
  const is = parts.some(part => part.is === false)
    ? false
    : parts.every(part => part.is === true)
      ? true
      : undefined;
  return { is, bound: new Map(parts.flatMap(part => [...part.bound])) };
}

export function matched(m: Machine, frame: Frame, pattern: Pattern, value: Value): Match {
  if (value.kind === 'union' && isApart(pattern))
    return either(value.options.map(option => matched(m, frame, pattern, option)));
  switch (pattern.kind) {
    case 'any-pattern':
      return pattern.isOpaque ? MAYBE : ALWAYS;
    case 'capture-pattern':
      return binding(pattern.name, value);
    case 'value-pattern':
      return { is: isValue(m, frame, pattern.value, value), bound: NONE_BOUND };
    case 'or-pattern':
      return firstOf(m, frame, pattern.patterns, value);
    case 'as-pattern':
      return all([matched(m, frame, pattern.pattern, value), binding(pattern.name, value)]);
    case 'sequence-pattern':
      return sequence(m, frame, pattern, value);
    case 'rest-pattern':
      return pattern.name === null ? ALWAYS : binding(pattern.name, value);
    case 'mapping-pattern':
      return mapping(m, frame, pattern, value);
    case 'class-pattern':
      return instance(m, frame, pattern, value);
  }
}

const isApart = ({ kind }: Pattern): boolean => kind !== 'any-pattern' && kind !== 'capture-pattern';

/** Of one of several values. */
function either(parts: readonly Match[]): Match {
  const [first] = parts;
  if (!first || parts.every(part => part.is === false)) return NEVER;
  const open = parts.filter(part => part.is !== false);
  return { is: parts.every(part => part.is === true) ? true : undefined, bound: joined(open) };
}

function joined(parts: readonly Match[]): ReadonlyMap<string, Value> {
  const bound = new Map<string, Value>();
  for (const part of parts)
    for (const [name, value] of part.bound) {
      const known = bound.get(name);
      bound.set(name, known ? joinValues(known, value) : value);
    }
  return bound;
}

/** True, False and None are asked for by identity: `case True` does not take 1. */
function isValue(m: Machine, frame: Frame, e: Expr, value: Value): boolean | undefined {
  const wanted = evaluate(m, frame, e);
  const isSingle = e.kind === 'boolean' || e.kind === 'none';
  if (isSingle && (value.kind === 'number' || value.kind === 'string' || value.kind === 'list')) return false;
  return equality(value, wanted);
}

function firstOf(m: Machine, frame: Frame, patterns: readonly Pattern[], value: Value): Match {
  const open: Match[] = [];
  for (const pattern of patterns) {
    const one = matched(m, frame, pattern, value);
    if (one.is !== false) open.push(one);
    if (one.is === true) return { is: true, bound: joined(open) };
  }
  return open.length === 0 ? NEVER : { is: undefined, bound: joined(open) };
}

/** The names that a pattern binds, of a value of which nothing is known. */
function openly(m: Machine, frame: Frame, patterns: readonly Pattern[]): Match {
  const unknown = (pattern: Pattern): Value => m.host.unknown('what a pattern takes', at(frame, pattern));
  return { is: undefined, bound: all(patterns.map(p => matched(m, frame, p, unknown(p)))).bound };
}

type Of<K extends Pattern['kind']> = Extract<Pattern, { kind: K }>;

function sequence(m: Machine, frame: Frame, { items }: Of<'sequence-pattern'>, value: Value): Match {
  const held = sequenceIn(value);
  if (held === 'none') return NEVER;
  if (held === undefined) return openly(m, frame, items);
  const rest = items.findIndex(item => item.kind === 'rest-pattern');
  const count = 'known' in held ? held.known.length : constantOfLength(held);
  if (count === undefined || !('known' in held)) return ofAnyNumber(m, frame, items, held);
  if (rest < 0 ? count !== items.length : count < items.length - 1) return NEVER;
  const { known } = held;
  const behind = rest < 0 ? 0 : items.length - rest - 1;
  const parts = items.map((item, i) => {
    if (i === rest) return matched(m, frame, item, list(known.slice(rest, count - behind)));
    const place = rest >= 0 && i > rest ? count - items.length + i : i;
    const one = known[place];
    return one ? matched(m, frame, item, one) : MAYBE;
  });
  return all(parts);
}

const constantOfLength = (items: Items): number | undefined => {
  const length = lengthOf(items);
  return length && constantOf(length);
};

function ofAnyNumber(m: Machine, frame: Frame, items: readonly Pattern[], held: Items): Match {
  const element = elementOf(held);
  const count = constantOfLength(held);
  const least = items.filter(item => item.kind !== 'rest-pattern').length;
  if (count !== undefined && (count < least || (least === items.length && count > least))) return NEVER;
  if (!element) return openly(m, frame, items);
  const parts = items.map(item =>
    matched(m, frame, item, item.kind === 'rest-pattern' ? listOf({ element, length: undefined }) : element),
  );
  const isWhole = count !== undefined || (items.length === 1 && least === 0);
  const { is, bound } = all(parts);
  return { is: isWhole || is === false ? is : undefined, bound };
}

const NO_SEQUENCES = new Set<Value['kind']>([
  ...(['string', 'number', 'bool', 'none', 'dict', 'tensor', 'function', 'class'] as const),
  ...(['native-class', 'native-function', 'bound', 'module', 'slice', 'ellipsis'] as const),
]);

/** 'none': it is no sequence; undefined: not known. */
function sequenceIn(value: Value): Items | 'none' | undefined {
  if (value.kind === 'list')
    return value.flavour === 'set' || value.flavour === 'iterator' ? 'none' : value.items.value;
  if (value.kind === 'object') {
    const items = itemsOfRecord(value);
    if (items) return { known: items };
    return isOfOwnClasses(value) ? 'none' : undefined;
  }
  return NO_SEQUENCES.has(value.kind) ? 'none' : undefined;
}

/** Of classes of the program's alone, none of which may be registered as a sequence or a mapping. */
const isOfOwnClasses = ({ class: cls }: ObjectValue): boolean =>
  resolutionOrder(cls).every(
    one => one.kind === 'class' && one.statement.keywords.length + one.statement.decorators.length === 0,
  ) || fieldNamesOfRecord(cls) !== undefined;

function mapping(m: Machine, frame: Frame, pattern: Of<'mapping-pattern'>, value: Value): Match {
  const held: DictValue | undefined = dictBehind(value);
  const patterns = pattern.entries.map(entry => entry.pattern);
  if (!held || held.isMap) {
    const isNone =
      value.kind === 'list' ||
      (value.kind !== 'dict' && NO_SEQUENCES.has(value.kind)) ||
      (value.kind === 'object' && isOfOwnClasses(value));
    return isNone
      ? NEVER
      : withRest(openly(m, frame, patterns), pattern, m.host.unknown('the rest of a mapping'));
  }
  const entries = held.entries.value;
  const keys = pattern.entries.map(({ key }) => keyOf(evaluate(m, frame, key)));
  const parts = pattern.entries.map((entry, i) => ofEntry(m, frame, entry.pattern, entries, keys[i]));
  const others = [...entries.known].filter(([key]) => !keys.includes(key));
  const isWhole = !entries.rest && !entries.possible && keys.every(key => key !== undefined);
  const rest = isWhole ? dict(others) : m.host.unknown('the rest of a mapping', at(frame, pattern));
  return withRest(all(parts), pattern, rest);
}

const withRest = (match: Match, { rest }: Of<'mapping-pattern'>, value: Value): Match =>
  rest === null ? match : { is: match.is, bound: new Map([...match.bound, [rest, value]]) };

function ofEntry(
  m: Machine,
  frame: Frame,
  pattern: Pattern,
  { known, rest, possible }: DictEntries,
  key: string | number | undefined,
): Match {
  const value = key === undefined ? undefined : known.get(key);
  if (key !== undefined && value) {
    const match = matched(m, frame, pattern, value);
    return possible?.has(key) && match.is === true ? { ...match, is: undefined } : match;
  }
  if (key !== undefined && !rest) return NEVER;
  const open = rest ?? m.host.unknown('an entry of a mapping', at(frame, pattern));
  const match = matched(m, frame, pattern, open);
  return match.is === true ? { ...match, is: undefined } : match;
}

/** Classes of Python's whose only positional pattern takes the value itself. */
const TAKE_THEMSELVES = new Set(
  'bool bytearray bytes dict float frozenset int list set str tuple'.split(' '),
);

function instance(m: Machine, frame: Frame, pattern: Of<'class-pattern'>, value: Value): Match {
  const cls = evaluate(m, frame, pattern.class);
  const is = isInstance(value, cls);
  if (is === false) return NEVER;
  const { items, attributes } = pattern;
  const [only] = items;
  if (cls.kind === 'native-function' && TAKE_THEMSELVES.has(cls.name) && only && items.length === 1)
    return all([{ is, bound: NONE_BOUND }, matched(m, frame, only, value)]);
  const names = items.length === 0 ? [] : matchArguments(m, cls);
  if (!names || names.length < items.length)
    return openly(m, frame, [...items, ...attributes.map(each => each.pattern)]);
  const parts = [
    ...items.map((item, i) => ofAttribute(m, frame, item, value, names[i] ?? '')),
    ...attributes.map(each => ofAttribute(m, frame, each.pattern, value, each.name)),
  ];
  return all([{ is, bound: NONE_BOUND }, ...parts]);
}

/** Which attributes positional patterns stand for. */
function matchArguments(m: Machine, cls: Value): readonly string[] | undefined {
  if (cls.kind !== 'class') return undefined;
  const written = classMember(m, cls, '__match_args__');
  if (!written) return fieldNamesOfRecord(cls);
  const names = itemsOf(written)?.map(asString);
  return names?.every(name => name !== undefined) ? names : undefined;
}

function ofAttribute(m: Machine, frame: Frame, pattern: Pattern, value: Value, name: string): Match {
  const held = m.host.attribute(value, name, at(frame, pattern));
  const match = matched(m, frame, pattern, held);
  const isThere = held.kind !== 'unknown' || (value.kind === 'object' && value.attributes.value.has(name));
  return isThere || match.is === false ? match : { ...match, is: undefined };
}
