/** What a loop sees of a value. */
import { tensorBehaviour } from '../frameworks/index.ts';
import { constantOf, type Origin } from '../shapes/index.ts';
import { anotherItem, anyOf, heldIn, type Items, joinValues, type Value } from '../values/index.ts';
import { callMethod } from './calls.ts';
import { enumMembers } from './library/python/enums.ts';
import type { Machine } from './machine.ts';
import { refuseIteration } from './python-errors/index.ts';
import { itemsOfRecord } from './records.ts';
import { rulesOf } from './rules.ts';
import { noteWhole } from './uses.ts';

/** A list of one repeated element is spelled out up to this length. */
const LONGEST_SPELLED = 512;

export function iterationOf(m: Machine, value: Value, site: Origin): Items {
  switch (value.kind) {
    case 'list':
      return spelled(m, value.items.value);
    case 'tensor':
      noteWhole(m, value);
      if (refuseIteration(m, value, site)) return { known: [] };
      return tensorBehaviour(value.framework)?.iterate(m.host, value, site) ?? unknownItems(m, value, site);
    case 'native':
      if (refuseIteration(m, value, site)) return { known: [] };
      return value.behaviour.iterate?.(m.host, site) ?? unknownItems(m, value, site);
    case 'object': {
      if (refuseIteration(m, value, site)) return { known: [] };
      const own = value.base.value?.behaviour.iterate?.(m.host, site);
      const fields = itemsOfRecord(value);
      if (own ?? fields) return own ?? { known: fields ?? [] };
      const iterator = callMethod(m, value, '__iter__', [], site);
      return iterator && iterator.kind !== 'object'
        ? iterationOf(m, iterator, site)
        : unknownItems(m, value, site);
    }
    case 'class': {
      const members = enumMembers(value);
      return members ? { known: [...members.values()] } : unknownItems(m, value, site);
    }
    case 'union': {
      const all = tolerating(m, () => value.options.map(option => iterationOf(m, option, site)));
      const known = inStep(all);
      if (known) return { known };
      return {
        element: anyOf(all.flatMap(heldIn)) ?? m.host.unknown('an item', site),
        length: undefined,
      };
    }
    case 'number':
    case 'function':
    case 'native-function':
    case 'bound':
    case 'none':
      if (refuseIteration(m, value, site)) return { known: [] };
      return unknownItems(m, value, site);
    default:
      return rulesOf(m).iterate(m.host, value) ?? unknownItems(m, value, site);
  }
}

/** The items of whichever it is, where all have as many: at each place one of those that stand there. */
function inStep(all: readonly Items[]): readonly Value[] | undefined {
  const rows = all.flatMap(items => ('known' in items ? [items.known] : []));
  const [first, ...others] = rows;
  if (!first || rows.length < all.length || others.some(row => row.length !== first.length)) return undefined;
  return first.map((item, place) =>
    others.reduce((joined, row) => joinValues(joined, row[place] ?? item), item),
  );
}

/** One of several values: what refuses only some of them proves nothing. */
export function tolerating<T>(m: Machine, action: () => T): T {
  m.tolerated++;
  const result = action();
  m.tolerated--;
  return result;
}

function spelled(m: Machine, items: Items): Items {
  if ('known' in items) return items;
  const length = items.length && constantOf(items.length);
  if (length === undefined || length > LONGEST_SPELLED) return items;
  return { known: Array.from({ length }, () => anotherItem(items.element, m.host.nextId)) };
}

function unknownItems(m: Machine, value: Value, site: Origin): Items {
  const reason =
    value.kind === 'unknown'
      ? value.reason
      : { missing: `the items of \`${m.host.textOf(site)}\``, at: site };
  return { element: m.host.because(reason), length: undefined };
}
