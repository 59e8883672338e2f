/** Strings put together of known parts: `'fc%d' % i`, `'fc{}'.format(i)`. Names of attributes and of entries are made so. */
import { asString, itemsOf, type Value } from '../../../values/index.ts';
import { textOfInt } from '../../numbers.ts';

const textOf = (value: Value | undefined): string | undefined =>
  value && (asString(value) ?? textOfInt(value));

/** Only `%d`, `%i` and `%s` without further settings; undefined: not known. */
export function percent(template: string, given: Value): string | undefined {
  const items = given.kind === 'list' && given.flavour === 'tuple' ? itemsOf(given) : [given];
  const fields = template.replaceAll('%%', '').match(/%/g) ?? [];
  if (!items || fields.length !== items.length) return undefined;
  let next = 0;
  let isKnown = true;
  const text = template.replace(/%%|%[a-zA-Z]|%/g, field => {
    if (field === '%%') return '%';
    const part = /^%[dis]$/.test(field) ? textOf(items[next++]) : undefined;
    isKnown &&= part !== undefined;
    return part ?? '';
  });
  return isKnown ? text : undefined;
}

/** Only `{}`, `{0}` and `{name}`; undefined: not known. */
export function formatted(
  template: string,
  places: readonly Value[],
  named: ReadonlyMap<string, Value>,
): string | undefined {
  let next = 0;
  let isKnown = !/\{\{|\}\}/.test(template);
  const text = template.replace(/\{([^{}]*)\}/g, (_whole, field: string) => {
    const value =
      field === '' ? places[next++] : /^\d+$/.test(field) ? places[Number(field)] : named.get(field);
    const part = textOf(value);
    isKnown &&= part !== undefined;
    return part ?? '';
  });
  return isKnown ? text : undefined;
}

interface Field {
  readonly key: string;
  readonly spec: string;
}

/** The plain fields of `'{} {0:.2f} {name:d}'`; undefined: there are others, or braces that are text. */
export function fieldsOf(template: string): readonly Field[] | undefined {
  const fields = [...template.matchAll(/\{([^{}]*)\}/g)].map(([, inside = '']) => {
    const [, key, spec] = /^(\w*)(?::(.*))?$/.exec(inside) ?? [];
    return key === undefined ? undefined : { key, spec: spec ?? '' };
  });
  const known = fields.flatMap(field => field ?? []);
  return /\{\{|\}\}/.test(template) || known.length < fields.length ? undefined : known;
}
