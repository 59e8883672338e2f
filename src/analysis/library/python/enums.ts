/**
 * Enumerations. A member of a plain Enum is an object with a name and a value; members of IntEnum and StrEnum are numbers and strings
 * themselves. Source: https://docs.python.org/3/library/enum.html.
 */
import {
  type ClassValue,
  type Host,
  type ModuleValue,
  moduleOf,
  type NativeClass,
  type NativeValue,
  nativeFunction,
  string,
  type Value,
} from '../../../values/index.ts';
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

export const enumModule: ModuleValue = moduleOf('enum', {
  Enum: ENUM,
  IntEnum: classOf('IntEnum'),
  StrEnum: classOf('StrEnum'),
  IntFlag: classOf('IntFlag'),
  Flag: classOf('Flag'),
  auto: nativeFunction('enum.auto', lost),
  unique: nativeFunction('enum.unique', call => call.args[0]?.value ?? lost(call)),
});

/** What `Kind.A` is, of the value that the body of the class gives `A`; other classes keep what they are given. */
export function enumMember(host: Host, cls: ClassValue, name: string, value: Value): Value {
  const isMember = cls.bases.includes(ENUM) && !name.startsWith('_') && isPlain(value);
  if (!isMember) return value;
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
    behaviour: { attribute: (_host, asked) => attributes.get(asked) },
  };
  return member;
}

const NO_MEMBERS = new Set<Value['kind']>(['function', 'native-function', 'bound', 'class']);

function isPlain(value: Value): boolean {
  return !NO_MEMBERS.has(value.kind);
}
