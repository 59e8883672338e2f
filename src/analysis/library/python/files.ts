/**
 * Files that a program reads its sizes from: `json.load(open('config.json'))`, `yaml.safe_load(Path('config.yaml').read_text())`. They are
 * read where the code names them literally and they lie in the workspace; nothing is run.
 */
import { parse } from 'yaml';
import {
  asString,
  beside,
  type Call,
  type ModuleValue,
  moduleOf,
  type NativeClass,
  type NativeValue,
  nativeFunction,
  string,
  tuple,
  type Value,
} from '../../../values/index.ts';
import { fromData } from '../data.ts';
import { fromJson } from '../json.ts';
import { keyword, lost, positional } from '../table.ts';

const PATH: NativeClass = {
  kind: 'native-class',
  name: 'Path',
  qualified: 'pathlib.Path',
  framework: 'python',
  ancestors: [],
  construct: call => pathOf(call, partsOf(positional(call))),
};

/** What `open` gives; both know the name of their file. */
const FILE: NativeClass = { ...PATH, name: 'TextIOWrapper', qualified: 'io.TextIOWrapper', construct: lost };

const NAMES = beside<NativeValue, string>();

/** The name of a file given as a string, a path or an open file. */
export function fileName(value: Value | undefined): string | undefined {
  if (value?.kind === 'native') return NAMES.get(value);
  return value && asString(value);
}

function partsOf(values: readonly Value[]): string | undefined {
  const names = values.map(fileName);
  return names.includes(undefined) ? undefined : names.join('/');
}

type Attribute = (name: string, self: () => NativeValue) => Value | undefined;

function named(call: Call, cls: NativeClass, name: string | undefined, attribute: Attribute): NativeValue {
  const value: NativeValue = {
    kind: 'native',
    id: call.host.nextId(),
    class: cls,
    site: call.site,
    layer: undefined,
    model: undefined,
    behaviour: { attribute: (_host, asked) => attribute(asked, () => value) },
  };
  if (name !== undefined) NAMES.set(value, name);
  return value;
}

const READING = new Set(['read', 'read_text', 'read_bytes']);

function reading(name: string | undefined): NonNullable<Value> {
  return nativeFunction('read', call => {
    const text = name === undefined ? undefined : call.host.readText(name);
    return text === undefined ? lost(call) : string(text);
  });
}

function openFile(call: Call, name: string | undefined): NativeValue {
  return named(call, FILE, name, asked => (READING.has(asked) ? reading(name) : undefined));
}

function pathOf(call: Call, name: string | undefined): NativeValue {
  return named(call, PATH, name, (asked, self) => {
    if (READING.has(asked)) return reading(name);
    if (asked === 'open') return nativeFunction('open', inner => openFile(inner, name));
    if (asked === 'resolve' || asked === 'absolute' || asked === 'expanduser')
      return nativeFunction(asked, self);
    if (asked === 'parent') return pathOf(call, name && parentOf(name));
    if (asked === 'parents') return ancestorsOf(call, name);
    const renamed = Object.hasOwn(RENAMED, asked) ? RENAMED[asked] : undefined;
    if (renamed)
      return nativeFunction(asked, inner => {
        const given = asString(positional(inner)[0] ?? lost(inner));
        return pathOf(inner, name === undefined || given === undefined ? undefined : renamed(name, given));
      });
    if (asked === 'joinpath' || asked === '__truediv__')
      return nativeFunction(asked, inner =>
        pathOf(inner, name && partsOf([string(name), ...positional(inner)])),
      );
    return undefined;
  });
}

/** `Path(__file__).parents[1]`, the nearest first. */
function ancestorsOf(call: Call, name: string | undefined): Value {
  if (name === undefined) return lost(call);
  const all: string[] = [];
  for (let next = parentOf(name); all.at(-1) !== next && next !== '.' && next !== ''; next = parentOf(next))
    all.push(next);
  return tuple([...all, '.'].map(each => pathOf(call, each)));
}

const RENAMED: Readonly<Record<string, ((name: string, other: string) => string) | undefined>> = {
  with_name: (name, other) => `${parentOf(name)}/${other}`,
  with_suffix: (name, other) => `${name.replace(/\.[^./]*$/, '')}${other}`,
};

function parentOf(name: string): string {
  const cut = name.lastIndexOf('/');
  return cut < 0 ? '.' : name.slice(0, cut);
}

export function open(call: Call): Value {
  const [file = keyword(call, 'file'), mode = keyword(call, 'mode')] = positional(call);
  const saved = file && mode && !isReading(mode) ? call.host.saved(file) : undefined;
  if (saved) call.host.write(saved, lost(call));
  return openFile(call, fileName(file));
}

function isReading(mode: Value): boolean {
  const text = asString(mode);
  return text !== undefined && !/[wax+]/.test(text);
}

/** The content of an open file, or the text itself. */
function textOf(call: Call, value: Value | undefined): string | undefined {
  if (value?.kind !== 'native') return value && asString(value);
  const name = fileName(value);
  return name === undefined ? undefined : call.host.readText(name);
}

const loading = (read: (text: string) => Value | undefined) =>
  nativeFunction('load', call => {
    const text = textOf(call, positional(call)[0]);
    return (text === undefined ? undefined : read(text)) ?? lost(call);
  });

/** undefined: not YAML. */
export function fromYaml(text: string): Value | undefined {
  try {
    return fromData(parse(text));
  } catch {
    return undefined;
  }
}

export const loadJson = loading(fromJson);

const loadYaml = loading(fromYaml);

export const yaml: ModuleValue = moduleOf('yaml', {
  load: loadYaml,
  safe_load: loadYaml,
  full_load: loadYaml,
  unsafe_load: loadYaml,
  SafeLoader: string('SafeLoader'),
  FullLoader: string('FullLoader'),
  Loader: string('Loader'),
});

export const pathlib: ModuleValue = moduleOf('pathlib', { Path: PATH, PurePath: PATH });

export const osPath: ModuleValue = moduleOf('os.path', {
  join: nativeFunction('os.path.join', call => string(partsOf(positional(call)))),
  dirname: nativeFunction('os.path.dirname', call => {
    const name = fileName(positional(call)[0]);
    return string(name && parentOf(name));
  }),
  abspath: nativeFunction('os.path.abspath', call => string(fileName(positional(call)[0]))),
  realpath: nativeFunction('os.path.realpath', call => string(fileName(positional(call)[0]))),
});
