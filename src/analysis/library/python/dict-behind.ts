/** Which values can be read as dictionaries: objects of classes that derive from `dict`, and configurations of libraries. */
import { beside, type DictValue, type NativeValue, type Value } from '../../../values/index.ts';

const BEHIND = beside<NativeValue, () => DictValue>();

/** Says that a value can be read as a dictionary. */
export function readAsDict(value: NativeValue, entries: () => DictValue): void {
  BEHIND.set(value, entries);
}

/** The dictionary that a value is, or can be read as. */
export function dictBehind(value: Value | undefined): DictValue | undefined {
  if (value?.kind === 'dict') return value;
  const native = value?.kind === 'object' ? value.base.value : value;
  return native?.kind === 'native' ? BEHIND.get(native)?.() : undefined;
}
