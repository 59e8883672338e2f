/** Python as a language: what its operators and built-ins mean to the interpreter. */
import { size } from '../../../shapes/index.ts';
import {
  bool,
  type Host,
  type Items,
  lengthOfText,
  NONE,
  nativeFunction,
  SOME_BOOL,
  SOME_CHARACTER,
  string,
  type Value,
} from '../../../values/index.ts';
import type { LanguageRules } from '../../language-rules.ts';
import { fromTable, method } from '../table.ts';
import { countedFunction, countedMethod } from './arity.ts';
import { BUILTINS } from './builtins.ts';
import { counterMethods } from './counters.ts';
import { dequeMember } from './deque-methods.ts';
import { isDictType, memberOfDictType } from './dict-objects.ts';
import { dictOfKeys } from './dicts.ts';
import { chainFrom } from './iterables.ts';
import { DICT_METHODS, keysOf, LIST_METHODS } from './methods.ts';
import { pythonModule } from './modules.ts';
import { namedItem } from './named-tuples.ts';
import { SET_METHODS } from './set-methods.ts';
import { STRING_METHODS } from './text-methods.ts';

/** Texts are spelled out up to this length. */
const LONGEST_SPELLED = 512;

const CONSTANTS: Readonly<Record<string, Value>> = {
  __debug__: bool(true),
  NotImplemented: { kind: 'none' },
};
const cache = new Map<string, Value>();

function builtin(_host: Host, name: string): Value | undefined {
  const known = cache.get(name) ?? (Object.hasOwn(CONSTANTS, name) ? CONSTANTS[name] : undefined);
  if (known) return known;
  const plain = fromTable(BUILTINS, name);
  const made = plain && countedFunction(plain, name);
  if (made) cache.set(name, made);
  return made;
}

function attribute(_host: Host, value: Value, name: string): Value | undefined {
  switch (value.kind) {
    case 'list':
      return (
        namedItem(value, name) ??
        (value.flavour === 'set' ? method(SET_METHODS, value, name) : undefined) ??
        (value.flavour === 'list'
          ? (countedMethod(method(LIST_METHODS, value, name), name) ?? dequeMember(value, name))
          : method(LIST_METHODS, value, name))
      );
    case 'dict':
      return method(counterMethods(value), value, name) ?? method(DICT_METHODS, value, name);
    case 'string':
      // A dtype is the text of its name here.
      if (name === 'is_floating_point')
        return value.value === undefined ? SOME_BOOL : bool(/^b?float/.test(value.value));
      return name === 'value' ? value : method(STRING_METHODS, value, name);
    case 'number':
      // A member of IntEnum is a number that says its value; no other number has that attribute.
      return name === 'value' ? value : undefined;
    case 'native-function':
      if (name === 'from_iterable' && value.name === 'itertools.chain') return chainFrom;
      if (isDictType(value) && name !== 'fromkeys') return memberOfDictType(name);
      return name === 'fromkeys'
        ? nativeFunction(name, call => dictOfKeys(call, call.args[0]?.value, call.args[1]?.value ?? NONE))
        : undefined;
    default:
      return undefined;
  }
}

function iterate(_host: Host, value: Value): Items | undefined {
  if (value.kind === 'dict') {
    const keys = keysOf(value);
    return keys.kind === 'list' ? keys.items.value : undefined;
  }
  if (value.kind !== 'string') return undefined;
  if (value.value === undefined) {
    const length = lengthOfText(value);
    return length && { element: SOME_CHARACTER, length };
  }
  const characters = [...value.value];
  return characters.length > LONGEST_SPELLED
    ? { element: SOME_CHARACTER, length: size(characters.length) }
    : { known: characters.map(string) };
}

export const python: LanguageRules = {
  name: 'python',
  assignsOutwards: false,
  hoistsFunctions: false,
  hasBlockScopes: false,
  initialiser: '__init__',
  explicitSelf: true,
  wholeDivision: 'float',
  countsFromEnd: true,
  remainder: (a, b) => a - b * Math.floor(a / b),
  breaksLeaveSwitch: false,
  truthOfLength: length => length > 0,
  prepare: (_host, declare, { path, name }) => {
    declare('__name__', string(name));
    declare('__file__', string(path));
  },
  builtin,
  module: (_host, name) => pythonModule(name),
  attribute,
  iterate,
};
