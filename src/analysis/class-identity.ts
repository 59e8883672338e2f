/** Whether two values are the same class: `type(x) is list`, `kind is nn.LSTM`. */
import type { NativeClass, Value } from '../values/index.ts';

/** Types of the language that are called to convert, by name. */
const BUILTIN_TYPES = new Set(['bool', 'dict', 'float', 'int', 'list', 'set', 'str', 'tuple']);

/** undefined: not known, or one of them is no class. */
export function sameClass(left: Value, right: Value): boolean | undefined {
  if (!isClass(left) || !isClass(right)) return undefined;
  if (left === right) return true;
  if (left.kind === 'class' && right.kind === 'class')
    return left.statement === right.statement ? undefined : false;
  if (left.kind === 'native-class' && right.kind === 'native-class') return sameNative(left, right);
  if (left.kind === 'native-function' && right.kind === 'native-function') return left.name === right.name;
  return false;
}

function isClass(
  value: Value,
): value is Extract<Value, { kind: 'class' | 'native-class' | 'native-function' }> {
  if (value.kind === 'native-function') return BUILTIN_TYPES.has(value.name);
  return value.kind === 'class' || value.kind === 'native-class';
}

/** One class may be had by several names, and be known by one of them only. */
function sameNative(left: NativeClass, right: NativeClass): boolean | undefined {
  if (left.qualified === right.qualified) return left.standing === 'opaque' ? undefined : true;
  return left.standing === 'opaque' || right.standing === 'opaque' || left.name === right.name
    ? undefined
    : false;
}
