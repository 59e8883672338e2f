/**
 * Command-line flags and namespaces: sizes given as defaults of `argparse` options count, as the program run without arguments has them; where the
 * program itself gives the arguments (`parse_args(['--units', '32'])`), they are read.
 */
import {
  asInt,
  asString,
  attributesDict,
  bool,
  type Call,
  float,
  int,
  itemsOf,
  joinAttributes,
  list,
  type NativeClass,
  type NativeValue,
  NONE,
  nativeFunction,
  slot,
  string,
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
      deleteAttribute: (host, name) =>
        host.write(attributes, new Map([...attributes.value].filter(([key]) => key !== name))),
      iterate: () => ({ known: [...attributes.value.values()] }),
      copy: ({ host, copied }) =>
        namespace(
          { ...call, host },
          [...attributes.value].map(([name, value]) => [name, copied(value)] as const),
        ),
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

/** One `add_argument`. */
interface Flag {
  /** `-n`, `--units`; of a positional argument its name. */
  readonly names: readonly string[];
  readonly dest: string;
  readonly added: Call;
}

const joinFlags = (a: readonly Flag[], b: readonly Flag[]) => [...a, ...b.filter(flag => !a.includes(flag))];

export function argumentParser(call: Call): NativeValue {
  const flags = slot<ReadonlyMap<string, Value>>(new Map(), joinAttributes);
  const options = slot<readonly Flag[]>([], joinFlags);
  const addArgument = nativeFunction('add_argument', added => {
    const dest = flagName(added);
    if (dest === undefined) return NONE;
    added.host.write(flags, new Map(flags.value).set(dest, defaultOf(added)));
    added.host.write(options, [...options.value, { names: namesOf(added), dest, added }]);
    return NONE;
  });
  const parse = (parsed: Call): NativeValue =>
    namespace(parsed, [...flags.value, ...givenIn(parsed, options.value)]);
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
        if (name === 'parse_args') return nativeFunction(name, parse);
        if (name === 'parse_known_args')
          return nativeFunction(name, parsed => tuple([parse(parsed), list([])]));
        return undefined;
      },
    },
  };
  return parser;
}

/** `--hidden-size` is `hidden_size`; `dest` says otherwise. */
function flagName(call: Call): string | undefined {
  const dest = keyword(call, 'dest');
  const names = namesOf(call);
  const long = names.find(n => n.startsWith('--')) ?? names[0];
  return (dest && asString(dest)) ?? long?.replace(/^-+/, '').replaceAll('-', '_');
}

const namesOf = (call: Call): readonly string[] =>
  call.args.filter(a => a.name === undefined).flatMap(a => asString(a.value) ?? []);

/** What the arguments say that the program itself hands over, as far as they are known; the first that is not understood ends it. */
function givenIn(parsed: Call, flags: readonly Flag[]): readonly (readonly [string, Value])[] {
  const [given] = parsed.args.filter(a => a.name === undefined || a.name === 'args');
  const tokens = given && itemsOf(given.value)?.map(asString);
  if (!tokens?.every(token => token !== undefined)) return [];
  const positional = flags.filter(({ names }) => !names[0]?.startsWith('-'));
  const told: (readonly [string, Value])[] = [];
  for (let at = 0; at < tokens.length; ) {
    const [name = '', inline] = splitToken(tokens[at] ?? '');
    const flag = isOption(name) ? flagCalled(flags, name) : positional.shift();
    if (!flag) break;
    const from = isOption(name) && inline === undefined ? at + 1 : at;
    const texts = inline === undefined ? textsFrom(tokens, from, countOf(flag)) : [inline];
    told.push([flag.dest, argumentOf(flag, texts)]);
    at = inline === undefined ? Math.max(from + texts.length, at + 1) : at + 1;
  }
  return told;
}

/** A negative number is no option. */
const isOption = (token: string): boolean => /^-+[A-Za-z_]/.test(token);

function splitToken(token: string): readonly [string, string | undefined] {
  const at = token.startsWith('--') ? token.indexOf('=') : -1;
  return at < 0 ? [token, undefined] : [token.slice(0, at), token.slice(at + 1)];
}

/** A long name may be cut short where only one begins so. */
function flagCalled(flags: readonly Flag[], name: string): Flag | undefined {
  const exact = flags.find(({ names }) => names.includes(name));
  const begun = name.startsWith('--')
    ? flags.filter(({ names }) => names.some(own => own.startsWith(name)))
    : [];
  return exact ?? (begun.length === 1 ? begun[0] : undefined);
}

const actionOf = ({ added }: Flag): string | undefined => {
  const action = keyword(added, 'action');
  return action && asString(action);
};

/** How many texts a flag takes, at least and at most. */
function countOf(flag: Flag): readonly [least: number, most: number] {
  const action = actionOf(flag);
  if (action !== undefined && action !== 'store' && action !== 'append') return [0, 0];
  const nargs = keyword(flag.added, 'nargs');
  const exact = nargs && asInt(nargs);
  if (exact !== undefined) return [exact, exact];
  const form = nargs && asString(nargs);
  if (form === '+' || form === '*') return [0, Number.POSITIVE_INFINITY];
  return form === '?' ? [0, 1] : [1, 1];
}

function textsFrom(
  tokens: readonly string[],
  from: number,
  [least, most]: readonly [number, number],
): readonly string[] {
  const rest = tokens.slice(from);
  const end = rest.findIndex((token, i) => i >= least && isOption(token));
  return rest.slice(0, Math.min(end < 0 ? rest.length : end, most));
}

function argumentOf(flag: Flag, texts: readonly string[]): Value {
  const { added } = flag;
  const action = actionOf(flag);
  if (action === 'store_true' || action === 'store_false') return bool(action === 'store_true');
  if (action === 'store_const') return keyword(added, 'const') ?? NONE;
  if (action !== undefined && action !== 'store') return lost(added);
  const values = texts.map(text => converted(added, text));
  if (keyword(added, 'nargs') && countOf(flag)[1] !== 1) return list(values);
  return values[0] ?? keyword(added, 'const') ?? NONE;
}

function defaultOf(call: Call): Value {
  const given = keyword(call, 'default');
  const action = keyword(call, 'action');
  const kind = action && asString(action);
  if (kind === 'store_true') return given ?? bool(false);
  if (kind === 'store_false') return given ?? bool(true);
  if (!given) return lost(call);
  return given.kind === 'string' && given.value !== undefined ? converted(call, given.value) : given;
}

/** argparse runs texts through `type`, those of defaults too. */
function converted(call: Call, text: string): Value {
  const type = keyword(call, 'type');
  const name = type?.kind === 'native-function' ? type.name : undefined;
  if (!type || name === 'str') return string(text);
  if (name !== 'int' && name !== 'float')
    return call.host.call(type, [{ name: undefined, value: string(text), at: call.site }], call.site);
  const number = Number(text);
  if (Number.isNaN(number)) return lost(call);
  return name === 'int' ? int(number) : float(number);
}
