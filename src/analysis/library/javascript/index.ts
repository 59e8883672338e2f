/** JavaScript and TypeScript as a language: what their operators and built-ins mean to the interpreter. */
import { size } from '../../../shapes/index.ts';
import { dict, type Host, type Items, int, SOME_STRING, string, type Value } from '../../../values/index.ts';
import type { LanguageRules } from '../../language-rules.ts';
import { method } from '../table.ts';
import { globalName } from './globals.ts';
import { mapItems, mapMember } from './maps.ts';
import { listMember } from './methods.ts';
import { promiseMember } from './promises.ts';
import { react } from './react.ts';
import { STRING_METHODS } from './strings.ts';

/** Longer texts are not spelled out. */
const LONGEST_SPELLED = 512;

const cache = new Map<string, Value>();

function builtin(_host: Host, name: string): Value | undefined {
  const known = cache.get(name);
  if (known) return known;
  const made = globalName(name);
  if (made) cache.set(name, made);
  return made;
}

function attribute(host: Host, value: Value, name: string): Value | undefined {
  switch (value.kind) {
    case 'list':
      return listMember(host, value, name);
    case 'dict':
      if (value.isMap) return mapMember(value, name);
      return bound(value, value.entries.value.known.get(name) ?? value.entries.value.rest);
    case 'string':
      return name === 'length' && value.value !== undefined
        ? int(value.value.length)
        : method(STRING_METHODS, value, name);
    default:
      return undefined;
  }
}

/** A method of an object literal sees the object as `this`. */
function bound(self: Value, member: Value | undefined): Value | undefined {
  return member?.kind === 'function' && member.function.bindsThis
    ? { kind: 'bound', self, function: member }
    : member;
}

function iterate(_host: Host, value: Value): Items | undefined {
  if (value.kind === 'string' && value.value !== undefined) {
    const characters = [...value.value];
    return characters.length > LONGEST_SPELLED
      ? { element: SOME_STRING, length: size(characters.length) }
      : { known: characters.map(string) };
  }
  if (value.kind === 'dict' && value.isMap) return mapItems(value);
  return undefined;
}

export const javascript: LanguageRules = {
  name: 'typescript',
  assignsOutwards: true,
  hoistsFunctions: true,
  hasBlockScopes: true,
  initialiser: 'constructor',
  explicitSelf: false,
  wholeDivision: 'exact',
  countsFromEnd: false,
  remainder: (a, b) => a % b,
  breaksLeaveSwitch: true,
  truthOfLength: () => true,
  prepare: (_host, declare) => {
    const exports = dict([]);
    declare('module', dict([['exports', exports]]));
    declare('exports', exports);
  },
  builtin,
  module: (_host, name) => (name === 'react' || name === 'preact/hooks' ? react : undefined),
  attribute,
  lateAttribute: promiseMember,
  iterate,
};
