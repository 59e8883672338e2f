/** Command-line flags and namespaces: sizes given as defaults of `argparse` options count, as the program run without arguments has them. */
import {
  asString,
  attributesDict,
  bool,
  type Call,
  float,
  int,
  joinAttributes,
  list,
  type NativeClass,
  type NativeValue,
  NONE,
  nativeFunction,
  slot,
  tuple,
  type Value,
} from '../../../values/index.ts';
import { keyword, lost } from '../table.ts';

const NAMESPACE: NativeClass = {
  kind: 'native-class',
  name: 'Namespace',
  qualified: 'argparse.Namespace',
  framework: 'python',
  ancestors: [],
  construct: call => namespace(call, []),
};

/** An object that is nothing but its attributes. */
export function namespace(call: Call, entries: Iterable<readonly [string, Value]>): NativeValue {
  const attributes = slot<ReadonlyMap<string, Value>>(new Map(entries), joinAttributes);
  return {
    kind: 'native',
    id: call.host.nextId(),
    class: NAMESPACE,
    site: call.site,
    layer: undefined,
    model: undefined,
    behaviour: {
      attribute: (_host, name) =>
        name === '__dict__' ? attributesDict(attributes) : attributes.value.get(name),
      setAttribute: (host, name, value) => host.write(attributes, new Map(attributes.value).set(name, value)),
      iterate: () => ({ known: [...attributes.value.values()] }),
    },
  };
}

const PARSER: NativeClass = {
  ...NAMESPACE,
  name: 'ArgumentParser',
  qualified: 'argparse.ArgumentParser',
  construct: argumentParser,
};

/** Arguments of a group are the parser's. */
const GROUPS = new Set(['add_argument_group', 'add_mutually_exclusive_group']);

export function argumentParser(call: Call): NativeValue {
  const flags = slot<ReadonlyMap<string, Value>>(new Map(), joinAttributes);
  const addArgument = nativeFunction('add_argument', added => {
    const name = flagName(added);
    if (name !== undefined) added.host.write(flags, new Map(flags.value).set(name, defaultOf(added)));
    return NONE;
  });
  const setDefaults = nativeFunction('set_defaults', ({ host, args }) => {
    const given = args.flatMap(a => (a.name === undefined ? [] : [[a.name, a.value] as const]));
    host.write(flags, new Map([...flags.value, ...given]));
    return NONE;
  });
  const parser: NativeValue = {
    kind: 'native',
    id: call.host.nextId(),
    class: PARSER,
    site: call.site,
    layer: undefined,
    model: undefined,
    behaviour: {
      attribute: (_host, name) => {
        if (name === 'add_argument') return addArgument;
        if (GROUPS.has(name)) return nativeFunction(name, () => parser);
        if (name === 'set_defaults') return setDefaults;
        if (name === 'parse_args') return nativeFunction(name, parsed => namespace(parsed, flags.value));
        if (name === 'parse_known_args')
          return nativeFunction(name, parsed => tuple([namespace(parsed, flags.value), list([])]));
        return undefined;
      },
    },
  };
  return parser;
}

/** `--hidden-size` is `hidden_size`; `dest` says otherwise. */
function flagName(call: Call): string | undefined {
  const dest = keyword(call, 'dest');
  const names = call.args.filter(a => a.name === undefined).map(a => asString(a.value));
  const long = names.find(n => n?.startsWith('--')) ?? names[0];
  return (dest && asString(dest)) ?? long?.replace(/^-+/, '').replaceAll('-', '_');
}

function defaultOf(call: Call): Value {
  const given = keyword(call, 'default');
  const action = keyword(call, 'action');
  const kind = action && asString(action);
  if (kind === 'store_true') return given ?? bool(false);
  if (kind === 'store_false') return given ?? bool(true);
  if (!given) return lost(call);
  return given.kind === 'string' ? converted(call, given.value) : given;
}

/** argparse runs string defaults through `type`. */
function converted(call: Call, text: string | undefined): Value {
  const type = keyword(call, 'type');
  const name = type?.kind === 'native-function' ? type.name : 'str';
  if (text === undefined || name === 'str') return keyword(call, 'default') ?? NONE;
  const number = Number(text);
  if (Number.isNaN(number)) return lost(call);
  return name === 'int' ? int(number) : float(number);
}
