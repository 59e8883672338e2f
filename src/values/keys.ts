/** Keys of dictionaries: strings, whole numbers, members of enumerations and tensors that are fed by name; others are not told apart. */
import { asInt } from './ask.ts';
import { beside } from './beside.ts';
import { int, string, unknown } from './make.ts';
import type { NativeValue } from './native.ts';
import type { TensorValue, Value } from './value.ts';

/** A member of an enumeration: its key, 'Kind.GRU' and which class of that name, and what the class's body gives it. */
export interface Member {
  readonly key: string;
  readonly value: Value;
}

const MEMBERS = beside<NativeValue, Member>();

/** No string of a program begins like this. */
const MARK = '\u0000';

export function markMember(member: NativeValue, { key, value }: Member): void {
  MEMBERS.set(member, { key: MARK + key, value });
}

const TENSOR_KEYS = beside<TensorValue, string>();

/** From here on this tensor is told apart as a key, by itself and not by what it holds; the key. */
export function markAsKey(value: TensorValue): string {
  const key = `${MARK}tensor ${value.id}`;
  TENSOR_KEYS.set(value, key);
  return key;
}

export const memberOf = (value: Value): Member | undefined =>
  value.kind === 'native' ? MEMBERS.get(value) : undefined;

/** Of a dictionary: a key that is told apart as an object. */
export const isMemberKey = (key: string | number): boolean => typeof key === 'string' && key.startsWith(MARK);

/** undefined: the key is not known, or not told apart. */
export function keyOf(value: Value): string | number | undefined {
  if (value.kind === 'string') return value.value;
  if (value.kind === 'native') return MEMBERS.get(value)?.key;
  if (value.kind === 'tensor') return TENSOR_KEYS.get(value) ?? asInt(value);
  return asInt(value);
}

/** The key as a value, as loops see it. */
export function keyValue(key: string | number): Value {
  if (typeof key === 'number') return int(key);
  return isMemberKey(key) ? unknown({ missing: 'a key that is no string or number' }) : string(key);
}
