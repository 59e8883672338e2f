/** Python's built-in functions and types, as far as shapes depend on them. */
import { tensorBehaviour } from '../../../frameworks/index.ts';
import { isBareFunction, isModule } from '../../../frameworks/kinds.ts';
import { add, floorDivide, multiply, size, subtract, unknownDim } from '../../../shapes/index.ts';
import {
  asDim,
  asFlag,
  asInt,
  asString,
  attributesLike,
  bool,
  type Call,
  float,
  type Host,
  heldIn,
  int,
  integer,
  isGuess,
  itemsOf,
  lengthOfText,
  list,
  listOf,
  type NativeClass,
  NONE,
  namedSize,
  type ObjectValue,
  SOME_BOOL,
  SOME_FLOAT,
  SOME_STRING,
  string,
  truth,
  tuple,
  type Value,
  withSomeName,
} from '../../../values/index.ts';
import { lacksAttribute } from '../../python-errors/index.ts';
import { isInstance } from '../instances.ts';
import { isIterator, leaveSome } from '../iterators.ts';
import { lengthValue, mapped, reversed } from '../sequences.ts';
import { charactersOf, setOf } from '../sets.ts';
import { fromTable, keyword, lost, type Table } from '../table.ts';
import { refuseEnds, refuseLength, refuseMany, refusePairs, refuseSummand } from './builtin-refusals.ts';
import { roundedToEven, whole, writtenFloat } from './conversions.ts';
import { dictOf } from './dicts.ts';
import { extreme } from './extremes.ts';
import { open } from './files.ts';
import {
  enumerated,
  filtered,
  itemsOrUnknown,
  iterator,
  ordered,
  range,
  takeNext,
  zip,
} from './iterables.ts';
import { lacks } from './lacks.ts';

/** `bool(x)` of what is plain or has a name; whatever else there is may say itself whether it is true. */
function truthValue(value: Value): Value {
  if (value.kind === 'bool') return value;
  const isPlain = ['number', 'string', 'none'].includes(value.kind);
  return { kind: 'bool', value: isPlain ? truth(value) : undefined, flag: asFlag(value) };
}

/** A length is a whole number, whatever it is of. */
const counting = (value: Value): Value =>
  value.kind === 'unknown' && !asDim(value) ? integer(unknownDim()) : value;

function length(host: Host, value: Value | undefined, call: Call): Value {
  const what = `the length of \`${host.textOf(call.args[0]?.at ?? call.site)}\``;
  switch (value?.kind) {
    case 'list':
      return lengthValue(host, value, what);
    case 'dict':
      return value.entries.value.rest ? host.unknown(what, call.site) : int(value.entries.value.known.size);
    case 'string': {
      const length = lengthOfText(value);
      return length ? integer(length) : host.unknown(what, call.site);
    }
    case 'tensor': {
      const first = namedSize(host, value, 0, call.site);
      return first ? integer(first) : host.unknown(what, call.site);
    }
    case 'object': {
      const own = host.attribute(value, '__len__', call.site);
      return own.kind === 'unknown' ? counted(host, value, own) : host.call(own, [], call.site);
    }
    case 'native': {
      const own = value.behaviour.attribute?.(host, '__len__', call.site);
      return own ? host.call(own, [], call.site) : lengthOfItems(host, value, what, call);
    }
    case 'class':
      return counted(host, value, host.unknown(what, call.site));
    default:
      return host.unknown(what, call.site, 'a length that the code says');
  }
}

/** Of a NamedTuple and of an enumeration, which have no `__len__` of their own. */
function counted(host: Host, value: Value, otherwise: Value): Value {
  const items = host.items(value);
  return items ? int(items.length) : otherwise;
}

/** What an object's own `__next__` gives. */
const nextOf = ({ host, site }: Call, iterator_: ObjectValue): Value =>
  host.call(host.attribute(iterator_, '__next__', site), [], site);

function lengthOfItems(host: Host, value: Value, what: string, call: Call): Value {
  const items = host.items(value);
  return items ? int(items.length) : host.unknown(what, call.site);
}

function asSet(call: Call, value: Value | undefined): Value {
  if (value?.kind === 'string' && value.value !== undefined) return charactersOf(value.value);
  const made = iterator(call, value, 'set');
  return made.kind === 'list' ? setOf(made.items.value) : made;
}

function sum(call: Call, [iterable, start]: readonly Value[]): Value {
  const items = iterable && itemsOrUnknown(call, iterable);
  const known = items && heldIn(items);
  const layer = known?.find(isModule);
  if (layer?.kind === 'native') return refuseSummand(call, layer.class.name);
  const method = known?.find(isBareFunction);
  if (method)
    return refuseSummand(call, method.kind === 'native-function' ? 'builtin_function_or_method' : 'method');
  if (known?.some(item => item.kind === 'tensor')) return sumOfTensors(call, known, start);
  // `sum(lists, [])` joins them.
  if (start?.kind === 'list' && items && 'known' in items) {
    const joined = [start, ...items.known].map(itemsOf);
    const isWhole = items.known.every(item => item.kind === 'list' && item.flavour === start.flavour);
    return isWhole && joined.every(each => each !== undefined)
      ? list(joined.flat(), start.flavour)
      : lost(call);
  }
  const dims = items && 'known' in items ? items.known.map(asDim) : undefined;
  if (!dims || dims.includes(undefined)) return lost(call);
  return integer(
    dims.reduce<ReturnType<typeof size>>(
      (total, d) => (d ? add(total, d) : total),
      (start && asDim(start)) ?? size(0),
    ),
  );
}

/** `0 + a + b + ...`, each sum as the tensors' framework does it; of any number of equal shapes the sum of two tells all. */
function sumOfTensors(call: Call, [first, ...others]: readonly Value[], start: Value | undefined): Value {
  return [...others, ...(start ? [start] : [])].reduce(
    (total, item) => plus(call, total, item),
    first ? plus(call, first, int(0)) : lost(call),
  );
}

function plus(call: Call, left: Value, right: Value): Value {
  const owner = left.kind === 'tensor' ? left : right.kind === 'tensor' ? right : undefined;
  const site = call.args[0]?.at ?? call.site;
  const args = [left, right].map(value => ({ name: undefined, value, at: site }));
  return (owner && tensorBehaviour(owner.framework)?.binary({ ...call, site, args }, '+')) ?? lost(call);
}

function getattr(call: Call, [object, name, otherwise]: readonly Value[]): Value {
  if (!object || !name) return lost(call);
  const known = asString(name);
  if (known === undefined) return lost(call);
  const value = call.host.attribute(object, known, call.site);
  if (value.kind !== 'unknown' || !otherwise || object.kind === 'unknown') return value;
  // Another method, or other code, may well have set it.
  return otherwise.kind === 'none' && !lacks(object, known) ? { kind: 'none', assumed: true } : otherwise;
}

/** A list that is surely of Python's own class. */
const ofPython = (value: Value): Value => (value.kind === 'list' ? { ...value, isDisplay: true } : value);

export const BUILTINS: Table = {
  range: (host, args, call) => refuseEnds(call) ?? range(host, args),
  len: (host, [value], call) => refuseLength(call) ?? counting(length(host, value, call)),
  int: (_host, [value], call) => refuseMany(call, 'int') ?? counting(whole(call, value)),
  float: (_host, [value], call) =>
    refuseMany(call, 'float') ??
    (value?.kind === 'number' ? (value.dim ? float(asInt(value)) : value) : writtenFloat(call, value)),
  str: (_host, [value]) => {
    const number = value && asInt(value);
    return value?.kind === 'string' ? value : number === undefined ? SOME_STRING : string(String(number));
  },
  bool: (_host, [value], call) => refuseMany(call, 'bool') ?? (value ? truthValue(value) : bool(false)),
  repr: () => SOME_STRING,
  list: (_host, [value], call) => ofPython(iterator(call, value, 'list')),
  tuple: (_host, [value], call) => iterator(call, value, 'tuple'),
  set: (_host, [value], call) => asSet(call, value),
  frozenset: (_host, [value], call) => asSet(call, value),
  ord: (_host, [value]) => {
    const text = value && asString(value);
    return text !== undefined && [...text].length === 1
      ? int(text.codePointAt(0) ?? 0)
      : integer(unknownDim());
  },
  chr: (_host, [value]) => {
    const code = value && asInt(value);
    return code !== undefined && code >= 0 && code <= 0x10ffff
      ? string(String.fromCodePoint(code))
      : SOME_STRING;
  },
  // With a sentinel the first argument is a function, which gives one item after another.
  iter: (host, [value, sentinel], call) =>
    value && sentinel
      ? listOf({ element: host.call(value, [], call.site), length: undefined }, 'iterator')
      : iterator(call, value, 'iterator'),
  sorted: (_host, [value], call) => listOf(ordered(call, itemsOrUnknown(call, value))),
  reversed: (_host, [value], call) => listOf(reversed(itemsOrUnknown(call, value)), 'iterator'),
  dict: (_host, [value], call) => refusePairs(call) ?? dictOf(call, value),
  zip: (_host, args, call) => zip(call, args),
  enumerate: (_host, [value, start], call) =>
    enumerated(call, value, (start && asInt(start)) ?? asInt(keyword(call, 'start') ?? int(0)) ?? 0),
  map: (host, [fn, ...iterables], call) => {
    if (!fn || iterables.length === 0) return lost(call);
    if (iterables.length > 1) {
      const each = iterables.map(one => host.items(one));
      const count = Math.min(...each.map(one => one?.length ?? Number.NaN));
      if (Number.isNaN(count)) return lost(call);
      const argumentsOf = (i: number) =>
        each.map(one => ({ name: undefined, value: one?.[i] ?? NONE, at: call.site }));
      const made = Array.from({ length: count }, (_, i) => host.call(fn, argumentsOf(i), call.site));
      return list(made, 'iterator');
    }
    const items = itemsOrUnknown(call, iterables[0]);
    return listOf(
      mapped(host, items, item =>
        host.call(fn, [{ name: undefined, value: item, at: call.site }], call.site),
      ),
      'iterator',
    );
  },
  filter: (_host, args, call) => filtered(call, args),
  next: (host, [iterator_, otherwise], call) => {
    if (iterator_?.kind === 'object' && !otherwise) return nextOf(call, iterator_);
    const item = takeNext(call, iterator_) ?? otherwise;
    if (!item && isIterator(iterator_)) host.raises('StopIteration');
    return item ?? host.unknown('the next item', call.site);
  },
  sum: (_host, args, call) => sum(call, args),
  max: (_host, args, call) => extreme(call, args, true),
  min: (_host, args, call) => extreme(call, args, false),
  abs: (_host, [value], call) => {
    const number = value && asInt(value);
    return number === undefined ? (value?.kind === 'tensor' ? value : lost(call)) : int(Math.abs(number));
  },
  round: (_host, [value, digits], call) => {
    if (value?.kind === 'number' && value.dim) return value;
    if (value?.kind !== 'number' || value.float === undefined) return lost(call);
    if (digits && digits.kind !== 'none') return SOME_FLOAT;
    return int(roundedToEven(value.float));
  },
  divmod: (_host, [a, b], call) => {
    const [x, y] = [a && asDim(a), b && asDim(b)];
    if (!x || !y) return lost(call);
    const whole_ = floorDivide(x, y);
    return tuple([integer(whole_), integer(subtract(x, multiply(y, whole_)))]);
  },
  pow: (_host, [base, exponent, modulus], call) => {
    const [a, b] = [base && asInt(base), exponent && asInt(exponent)];
    const power = a === undefined || b === undefined || b < 0 || modulus ? undefined : a ** b;
    return power !== undefined && Number.isSafeInteger(power) ? int(power) : lost(call);
  },
  print: () => NONE,
  getattr: (_host, args, call) => getattr(call, args),
  hasattr: (host, [object, name], call) => {
    const known = name && asString(name);
    if (!object || known === undefined) return SOME_BOOL;
    if (lacks(object, known) || lacksAttribute(object, known)) return bool(false);
    return host.attribute(object, known, call.site).kind === 'unknown' ? SOME_BOOL : bool(true);
  },
  setattr: (host, [object, name, value]) => {
    const known = name && asString(name);
    if (object?.kind === 'object' && value) setSome(host, object, known, value);
    if (object?.kind === 'native' && value && known !== undefined)
      object.behaviour.setAttribute?.(host, known, value);
    else if (object?.kind === 'native') object.behaviour.escape?.(host);
    return NONE;
  },
  delattr: (host, [object, name]) => {
    const known = name && asString(name);
    if (object?.kind === 'native' && known !== undefined) object.behaviour.deleteAttribute?.(host, known);
    else if (object?.kind === 'native') object.behaviour.escape?.(host);
    return NONE;
  },
  isinstance: (_host, [value, type]) => bool(value && type ? isInstance(value, type) : undefined),
  issubclass: () => SOME_BOOL,
  callable: (_host, [value]) => bool(value && isCallable(value)),
  any: (host, [items]) => {
    const some = truthAmong(host, items, true);
    leaveSome(host, items);
    return bool(some);
  },
  all: (host, [items]) => {
    const some = truthAmong(host, items, false);
    leaveSome(host, items);
    return bool(some === undefined ? undefined : !some);
  },
  type: (_host, [value], call) => (value && typeOf(value)) ?? lost(call),
  id: (_host, _args, call) => lost(call),
  open: (_host, _args, call) => open(call),
  input: () => SOME_STRING,
  vars: (host, [object], call) => {
    const own = object && host.attribute(object, '__dict__', call.site);
    return own?.kind === 'dict' ? own : lost(call);
  },
  slice: (_host, args) => {
    const [start, stop, step] = args.length > 1 ? args : [NONE, args[0]];
    return { kind: 'slice', start: start ?? NONE, stop: stop ?? NONE, step: step ?? NONE };
  },
};

const CALLABLE = new Set<Value['kind']>(['function', 'bound', 'native-function', 'class', 'native-class']);
const NOT_CALLABLE = new Set<Value['kind']>([
  'number',
  'string',
  'bool',
  'none',
  'list',
  'dict',
  'slice',
  'tensor',
  'module',
]);

/** undefined: not known, as of objects of classes that are not followed. */
function isCallable(value: Value): boolean | undefined {
  if (CALLABLE.has(value.kind)) return true;
  if (NOT_CALLABLE.has(value.kind)) return false;
  if (value.kind === 'native') return value.layer || value.model ? true : undefined;
  if (value.kind === 'object') return value.base.value?.model ? true : undefined;
  if (value.kind !== 'union') return undefined;
  const [first, ...others] = value.options.map(isCallable);
  return others.every(each => each === first) ? first : undefined;
}

/** Whether one of some plain items is so; undefined: not known. */
function truthAmong(host: Host, items: Value | undefined, wanted: boolean): boolean | undefined {
  if (items?.kind !== 'list' || host.isFilling(items.items)) return undefined;
  const truths = itemsOf(items)?.map(item => (PLAIN.has(item.kind) ? truth(item) : undefined));
  if (truths?.includes(wanted)) return true;
  return truths?.every(each => each === !wanted) ? false : undefined;
}

const PLAIN = new Set<Value['kind']>(['bool', 'number', 'string', 'none']);

/**
 * Under a name that is not known (`setattr(config, key, value)` for what a file holds) what was left open by None may be set; sizes and layers are
 * taken to keep their values, or to be replaced by their like.
 */
function setSome(host: Host, object: ObjectValue, name: string | undefined, value: Value): void {
  const attributes = attributesLike(object.attributes.value);
  if (name !== undefined) attributes.set(name, value);
  else for (const [key, held] of attributes) if (held.kind === 'none') attributes.set(key, value);
  const mayHoldWeights = value.kind === 'native' || value.kind === 'object' || value.kind === 'tensor';
  const isOpen = name === undefined && mayHoldWeights && object.base.value !== undefined;
  host.write(object.attributes, isOpen ? withSomeName(attributes) : attributes);
}

/** undefined: not known. A tuple may be one with names and a dictionary an ordered one: classes of their own. */
function typeOf(value: Value): Value | undefined {
  switch (value.kind) {
    case 'object':
    case 'native':
      return value.class;
    case 'list':
      return value.flavour === 'list' ? fromTable(BUILTINS, 'list') : undefined;
    case 'string':
      return fromTable(BUILTINS, 'str');
    case 'tensor':
      return isGuess(value) ? undefined : TENSOR_TYPE;
    default:
      return undefined;
  }
}

/** Which of its framework's classes a tensor is of is not known (a parameter, a variable, a subclass), but it is none of the language's types. */
const TENSOR_TYPE: NativeClass = {
  kind: 'native-class',
  name: 'Tensor',
  qualified: 'the type of a tensor',
  framework: 'python',
  ancestors: [],
  standing: 'opaque',
  construct: lost,
};
