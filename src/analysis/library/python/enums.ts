/**
 * Enumerations. A member of a plain Enum is an object with a name and a value; members of IntEnum and StrEnum are numbers and strings
 * themselves. Source: https://docs.python.org/3/library/enum.html.
 */
import type { Origin } from '../../../shapes/index.ts';
import {
  asInt,
  asString,
  type ClassValue,
  type Host,
  int,
  type ModuleValue,
  markMember,
  memberOf,
  moduleOf,
  type NativeClass,
  type NativeValue,
  nativeFunction,
  sameValue,
  string,
  type Value,
} from '../../../values/index.ts';
import { memberAmong, resolutionOrder } from '../../classes.ts';
import { lost } from '../table.ts';

const ENUM: NativeClass = {
  kind: 'native-class',
  name: 'Enum',
  qualified: 'enum.Enum',
  framework: 'python',
  ancestors: [],
  construct: lost,
};

const classOf = (name: string): NativeClass => ({ ...ENUM, name, qualified: `enum.${name}` });

/** What `auto()` gives until the class says which value that is. */
const AUTO: Omit<NativeValue, 'id' | 'site'> = {
  kind: 'native',
  class: classOf('auto'),
  layer: undefined,
  model: undefined,
  behaviour: {},
};

/** One more than the last number; of a `StrEnum` the name; of flags the next power of two. Any other value stays. */
export function automatic(
  cls: ClassValue,
  before: ReadonlyMap<string, Value>,
  name: string,
  value: Value,
): Value {
  if (value.kind !== 'native' || value.class !== AUTO.class) return value;
  const base = cls.bases.find(each => each.kind === 'native-class' && each.qualified.startsWith('enum.'));
  if (before.has('_generate_next_value_') || base?.kind !== 'native-class') return SOME_VALUE;
  if (base.name === 'StrEnum') return string(name.toLowerCase());
  const numbers = [...before.values()].flatMap(member => asInt(memberOf(member)?.value ?? member) ?? []);
  const last = numbers.at(-1) ?? 0;
  if (base.name.endsWith('Flag')) return int(last === 0 ? 1 : 2 ** (Math.floor(Math.log2(last)) + 1));
  return int(last + 1);
}

const SOME_VALUE: Value = { kind: 'unknown', reason: { missing: 'a value that an enumeration makes' } };

export const enumModule: ModuleValue = moduleOf('enum', {
  Enum: ENUM,
  IntEnum: classOf('IntEnum'),
  StrEnum: classOf('StrEnum'),
  IntFlag: classOf('IntFlag'),
  Flag: classOf('Flag'),
  auto: nativeFunction('enum.auto', call => ({ ...AUTO, id: call.host.nextId(), site: call.site })),
  unique: nativeFunction('enum.unique', call => call.args[0]?.value ?? lost(call)),
});

/** The classes of enumerations, whose members are told apart or are numbers and strings. */
function isEnumeration(cls: ClassValue): boolean {
  return resolutionOrder(cls).some(
    base => base.kind === 'native-class' && base.qualified.startsWith('enum.'),
  );
}

/** What `Kind.A` is, of the value that the body of the class gives `A`; other classes keep what they are given. */
export function enumMember(host: Host, cls: ClassValue, name: string, value: Value): Value {
  if (!cls.bases.includes(ENUM) || isMixed(cls) || !isMemberName(name, value)) return value;
  const attributes = new Map([
    ['value', value],
    ['name', string(name)],
  ]);
  const member: NativeValue = {
    kind: 'native',
    id: host.nextId(),
    class: { ...ENUM, name: cls.name, qualified: cls.name, ancestors: [ENUM.qualified] },
    site: { file: cls.file, start: cls.statement.start, end: cls.statement.end, what: cls.name },
    layer: undefined,
    model: undefined,
    behaviour: {
      attribute: (by, asked, site) => attributes.get(asked) ?? ofClass(by, cls, { member, asked, site }),
    },
  };
  markMember(member, { key: `${cls.name}.${name} ${cls.id}`, value });
  return member;
}

/** What the class of a member says: its methods and properties. */
function ofClass(
  host: Host,
  cls: ClassValue,
  { member, asked, site }: { readonly member: NativeValue; readonly asked: string; readonly site: Origin },
): Value | undefined {
  const found = memberAmong(resolutionOrder(cls), asked);
  if (found?.kind !== 'function') return undefined;
  if (found.decoration === 'static') return found;
  if (found.decoration === 'class') return { kind: 'bound', self: cls, function: found };
  if (found.decoration === 'property')
    return host.call(found, [{ name: undefined, value: member, at: site }], site);
  return { kind: 'bound', self: member, function: found };
}

/** The member of that value among those before; another name is given to the same member. */
export function sameMember(before: ReadonlyMap<string, Value>, value: Value): Value | undefined {
  return [...before.values()].find(member => {
    const own = memberOf(member)?.value;
    return own !== undefined && isPlain(own) && sameValue(own, value);
  });
}

const isPlain = (value: Value): boolean => asInt(value) !== undefined || asString(value) !== undefined;

/** `class Kind(str, Enum)`: its members are strings. */
const isMixed = (cls: ClassValue): boolean =>
  cls.statement.bases.some(base => base.kind === 'name' && (base.name === 'str' || base.name === 'int'));

/** The members in the order of the class's body; undefined where the class is no enumeration. */
export function enumMembers(cls: ClassValue): ReadonlyMap<string, Value> | undefined {
  if (!isEnumeration(cls)) return undefined;
  const members = [...cls.members.value].filter(([name, value]) => isMemberName(name, value));
  return new Map(members.filter(([, value], i) => members.findIndex(([, other]) => other === value) === i));
}

/** `Kind('gru')`: the member of that value. */
export function memberOfValue(cls: ClassValue, value: Value): Value | undefined {
  const all = [...(enumMembers(cls)?.values() ?? [])];
  return all.find(one => sameValue(memberOf(one)?.value ?? one, value));
}

const NO_MEMBERS = new Set<Value['kind']>(['function', 'native-function', 'bound', 'class']);

const isMemberName = (name: string, value: Value): boolean =>
  !name.startsWith('_') && !NO_MEMBERS.has(value.kind);
