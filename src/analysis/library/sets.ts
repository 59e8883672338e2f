/** Python's sets: equal items count once. */
import { constantOf } from '../../shapes/index.ts';
import {
  anyOf,
  asInt,
  elementOf,
  type Items,
  itemsOf,
  type ListValue,
  listOf,
  string,
  type Value,
} from '../../values/index.ts';
import { floatOf } from '../numbers.ts';

/** What tells a value from all that are not equal to it; undefined: not known. */
export function equalityKey(value: Value): string | undefined {
  switch (value.kind) {
    case 'string':
      return value.value === undefined ? undefined : `s${value.value}`;
    case 'number':
      return numberKey(asInt(value) ?? floatOf(value));
    case 'bool':
      return numberKey(value.value === undefined ? undefined : Number(value.value));
    case 'none':
      return value.assumed ? undefined : 'none';
    case 'list': {
      const keys = value.flavour === 'tuple' ? itemsOf(value)?.map(equalityKey) : undefined;
      return keys?.every(key => key !== undefined) ? JSON.stringify(keys) : undefined;
    }
    default:
      return undefined;
  }
}

/** `1`, `1.0` and `True` are equal. */
const numberKey = (number: number | undefined): string | undefined =>
  number === undefined ? undefined : `n${number}`;

/** The items of a set of these: how many there are is known where it is known which are equal. */
export function distinct(items: Items): Items {
  if (!('known' in items)) {
    const isOne = items.length && (constantOf(items.length) ?? 2) < 2;
    return isOne ? items : { element: items.element, length: undefined };
  }
  if (items.known.length < 2) return items;
  const keys = items.known.map(equalityKey);
  if (keys.every(key => key !== undefined))
    return { known: [...new Map(items.known.map((item, i) => [keys[i], item])).values()] };
  const element = anyOf(items.known);
  return element ? { element, length: undefined } : items;
}

export const setOf = (items: Items): ListValue => listOf(distinct(items), 'set');

type Keyed = ReadonlyMap<string, Value>;

type Keeps = (key: string, left: Keyed, right: Keyed) => boolean;

/** Which items of both sets the operators keep. */
const OPERATIONS: Readonly<Record<string, Keeps>> = {
  '|': () => true,
  '&': (key, left, right) => left.has(key) && right.has(key),
  '-': (key, left, right) => left.has(key) && !right.has(key),
  '^': (key, left, right) => left.has(key) !== right.has(key),
};

/** `a | b`; undefined: sets have no such operator. */
export function combinedSets(op: string, a: Items, b: Items): Items | undefined {
  const keeps = Object.hasOwn(OPERATIONS, op) ? OPERATIONS[op] : undefined;
  if (!keeps) return undefined;
  const [left, right] = [keysOf(a), keysOf(b)];
  if (left && right)
    return {
      known: [...new Map([...left, ...right])].flatMap(([key, item]) =>
        keeps(key, left, right) ? [item] : [],
      ),
    };
  const parts = op === '-' || op === '&' ? [elementOf(a)] : [elementOf(a), elementOf(b)];
  const element = anyOf(parts.filter(part => part !== undefined));
  return element ? { element, length: undefined } : { known: [] };
}

/** The items by their keys; undefined where not all are known. */
function keysOf(items: Items): Keyed | undefined {
  if (!('known' in items)) return undefined;
  const pairs = items.known.flatMap(item => {
    const key = equalityKey(item);
    return key === undefined ? [] : [[key, item] as const];
  });
  return pairs.length === items.known.length ? new Map(pairs) : undefined;
}

/** The characters of a text, each once. */
export const charactersOf = (text: string): ListValue =>
  listOf({ known: [...new Set(text)].map(string) }, 'set');
