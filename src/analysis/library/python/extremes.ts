/** `max` and `min`. */
import { compare, type Dim, less, maximum, minimum } from '../../../shapes/index.ts';
import {
  anyOf,
  asDim,
  asInt,
  type Call,
  integer,
  itemsOf,
  NONE,
  shapeOf,
  type Value,
} from '../../../values/index.ts';
import { floatOf } from '../../numbers.ts';
import { keyword, lost } from '../table.ts';

export function extreme(call: Call, args: readonly Value[], wantsMost: boolean): Value {
  const values = args.length === 1 ? (call.host.items(args[0] ?? NONE) ?? []) : args;
  const otherwise = keyword(call, 'default');
  if (otherwise && args.length === 1) {
    const isEmpty = args[0]?.kind === 'list' && itemsOf(args[0])?.length === 0;
    if (isEmpty) return otherwise;
  }
  const key = keyword(call, 'key');
  if (key && key.kind !== 'none') return extremeBy(call, key, values, wantsMost) ?? lost(call);
  const dims = values.map(asDim);
  const [first, ...others] = dims.filter(d => d !== undefined);
  if (!first || dims.includes(undefined)) return extremeFloat(values, wantsMost) ?? lost(call);
  return integer(others.reduce((a, b) => pick(a, b, wantsMost), first));
}

/** Of floats, among which may be whole numbers and arrays of no axes: `max(0.0, loss.item())` is one of them. */
function extremeFloat(values: readonly Value[], wantsMost: boolean): Value | undefined {
  if (values.length === 0 || !values.every(isOneNumber)) return undefined;
  const known = values.flatMap(value => asInt(value) ?? floatOf(value) ?? []);
  if (known.length < values.length) return anyOf(values);
  return values[known.indexOf(wantsMost ? Math.max(...known) : Math.min(...known))];
}

const isOneNumber = (value: Value): boolean =>
  value.kind === 'number' || (value.kind === 'tensor' && shapeOf(value)?.length === 0);

/** `max(items, key=...)`: the first item of those whose key is the greatest; undefined where the keys are not known. */
function extremeBy(call: Call, key: Value, values: readonly Value[], wantsMost: boolean): Value | undefined {
  const keys = values.map(value => {
    const of = call.host.call(key, [{ name: undefined, value, at: call.site }], call.site);
    return asInt(of) ?? floatOf(of);
  });
  const known = keys.flatMap(each => each ?? []);
  if (known.length === 0 || known.length < keys.length) return undefined;
  return values[keys.indexOf(wantsMost ? Math.max(...known) : Math.min(...known))];
}

function pick(a: Dim, b: Dim, wantsMost: boolean): Dim {
  if (compare(a, b) === 'equal') return a;
  const isLess = less(a, b);
  if (isLess === undefined) return wantsMost ? maximum(a, b) : minimum(a, b);
  return isLess === wantsMost ? b : a;
}
