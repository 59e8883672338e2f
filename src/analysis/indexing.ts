/** `x[...]` on lists, dicts, strings, tensors and objects. */
import { tensorBehaviour } from '../frameworks/index.ts';
import { isUnknown, less, type Origin, size, sliceLength } from '../shapes/index.ts';
import type { Expr, Index, IndexExpr } from '../syntax/tree.ts';
import {
  type Argument,
  anotherItem,
  anyOf,
  asInt,
  asString,
  type Call,
  type ClassValue,
  type DictValue,
  type Items,
  integer,
  itemAnywhere,
  keyOf,
  type ListValue,
  lengthOf,
  lengthOfText,
  list,
  listOf,
  NONE,
  namedSize,
  type SliceValue,
  SOME_CHARACTER,
  SOME_STRING,
  type StringValue,
  sizeAlong,
  string,
  type TensorValue,
  textOfLength,
  tuple,
  type Value,
  windowOf,
  withoutPlaces,
} from '../values/index.ts';
import { forEachOption } from './alternatives.ts';
import { partOfParameter } from './attributes.ts';
import { callMethod, callValue } from './calls.ts';
import { evaluate } from './expressions.ts';
import { at, type Frame } from './frame.ts';
import { unseenIn } from './library/python/counters.ts';
import { filledIn } from './library/python/dicts.ts';
import { enumMembers } from './library/python/enums.ts';
import type { Machine } from './machine.ts';
import {
  refuseContained,
  refuseItem,
  refuseObject,
  refusePlain,
  refuseSubscript,
} from './python-errors/index.ts';
import { itemsOfRecord } from './records.ts';
import { rulesOf } from './rules.ts';
import { suspectState } from './state-results.ts';
import { refusePosition, refuseTuple } from './tuples.ts';
import { noteIndexed } from './uses.ts';

export function evaluateIndex(m: Machine, frame: Frame, e: IndexExpr): Value {
  const object = evaluate(m, frame, e.object);
  const indices = evaluateIndices(m, frame, e.indices);
  const site = at(frame, e);
  return forEachOption(m, [object, ...indices.map(i => i.value)], ([chosen, ...values]) => {
    const args = indices.map((index, i) => ({ ...index, value: values[i] ?? index.value }));
    const self: Argument = { name: undefined, value: chosen ?? object, at: at(frame, e.object) };
    return indexValue(m, { host: m.host, site, args: [self, ...args], open: false });
  });
}

export function evaluateIndices(m: Machine, frame: Frame, indices: readonly Index[]): readonly Argument[] {
  return indices.map(index => ({
    name: undefined,
    at: at(frame, index),
    value: indexOperand(m, frame, index),
  }));
}

export function indexOperand(m: Machine, frame: Frame, index: Index): Value {
  if (index.kind !== 'slice') return evaluate(m, frame, index);
  const part = (e: Expr | null): Value => (e ? evaluate(m, frame, e) : NONE);
  return { kind: 'slice', start: part(index.lower), stop: part(index.upper), step: part(index.step) };
}

/** `call.args[0]` is indexed by the others. */
export function indexValue(m: Machine, call: Call): Value {
  const object = call.args[0]?.value;
  const index = indexOf(call);
  if (!object || !index) return m.host.unknown('an index', call.site);
  switch (object.kind) {
    case 'tensor':
      noteIndexed(
        m,
        object,
        call.args.slice(1).map(({ value }) => value),
      );
      return tensorBehaviour(object.framework)?.index(call) ?? lost(m, call.site);
    case 'native':
      return (
        refuseContained(m, call) ??
        object.behaviour.index?.(call) ??
        named(m, object, index, call) ??
        refuseSubscript(m, object, call.site, call.args[1]?.at ?? call.site) ??
        lost(m, call.site)
      );
    case 'module':
      return named(m, object, index, call) ?? lost(m, call.site);
    case 'string':
      return (
        (index.kind === 'slice' ? textSlice(object, index) : character(object, index)) ?? lost(m, call.site)
      );
    case 'list':
      suspectState(m, object, index, call);
      return (
        indexedTuple(m, object, call) ??
        (isBeyond(m, index) ? NONE : undefined) ??
        refusePosition(m, object, index, call) ??
        refuseItem(m, call) ??
        listItem(m, object, index, call.site) ??
        lost(m, call.site)
      );
    case 'dict':
      return (
        unseenIn(object, index) ??
        refuseItem(m, call) ??
        filledIn(m.host, object, index, call.site) ??
        dictItem(object, index) ??
        missingEntry(m, index, call.site)
      );
    case 'object': {
      const fields = itemsOfRecord(object);
      return (
        (fields && listItem(m, tuple(fields), index, call.site)) ??
        callMethod(m, object, '__getitem__', [index], call.site) ??
        object.base.value?.behaviour.index?.(call) ??
        named(m, object, index, call) ??
        refuseObject(m, object, call) ??
        lost(m, call.site)
      );
    }
    case 'bound':
      return uncalled(m, object, call);
    case 'class':
      return namedMember(object, index) ?? object;
    case 'native-class':
      return object;
    case 'unknown':
      return object.symbol
        ? (partOfParameter(m, object, asString(index) ?? '', call.site) ?? lost(m, call.site))
        : object;
    default:
      return refusePlain(m, object, call.site, index) ?? lost(m, call.site);
  }
}

/** `Kind['GRU']` of an enumeration; a subscript of any other class names its type parameters. */
function namedMember(cls: ClassValue, index: Value): Value | undefined {
  const name = asString(index);
  return name === undefined ? undefined : enumMembers(cls)?.get(name);
}

/** JavaScript's `tf.layers[kind]` is the member of that name. */
function named(m: Machine, object: Value, index: Value, call: Call): Value | undefined {
  const name = asString(index);
  return name === undefined || rulesOf(m).countsFromEnd
    ? undefined
    : m.host.attribute(object, name, call.site);
}

/** JavaScript has nothing before the first item. */
function isBeyond(m: Machine, index: Value): boolean {
  const position = asInt(index);
  return position !== undefined && position < 0 && !rulesOf(m).countsFromEnd;
}

/** One character of a known text. Python counts code points, JavaScript halves of pairs: told only where both are the same. */
function character({ value }: StringValue, index: Value): Value | undefined {
  const position = asInt(index);
  if (position === undefined || value === undefined || HALVES.test(value)) return SOME_CHARACTER;
  const found = value.at(position);
  return found === undefined ? undefined : string(found);
}

const HALVES = /[\ud800-\udfff]/;

/** Part of a text, or how long it is. */
function textSlice(text: StringValue, index: SliceValue): Value {
  const { start, stop, step } = index;
  const bounds = [start, stop, step].map(bound => (bound.kind === 'none' ? undefined : asInt(bound)));
  const isKnown = [start, stop, step].every((bound, i) => bound.kind === 'none' || bounds[i] !== undefined);
  if (text.value !== undefined && isKnown && !HALVES.test(text.value))
    return string(pythonSlice([...text.value], bounds[0], bounds[1], bounds[2] ?? 1).join(''));
  const length = lengthOfText(text);
  const window = step.kind === 'none' ? windowOf(start, stop) : undefined;
  if (window && length && less(length, window.reach) === false) return textOfLength(window.width);
  const [from = 0, to, by = 1] = bounds;
  if (length && isKnown) {
    const taken = sliceLength(length, {
      start: size(from),
      stop: to === undefined ? undefined : size(to),
      step: size(by),
    });
    return by > 0 && !isUnknown(taken) ? textOfLength(taken) : SOME_STRING;
  }
  return isKnown && by > 0 && to !== undefined && to >= 0
    ? textOfLength(size(Math.max(to - Math.max(from, 0), 0)), true)
    : SOME_STRING;
}

/** Several indices are a tuple, as in Python. */
export function indexOf(call: Call): Value | undefined {
  const [, first, ...others] = call.args;
  if (!first) return undefined;
  return others.length === 0 ? first.value : tuple([first, ...others].map(a => a.value));
}

/** A method cannot be indexed, yet people write `get_weights[0]`: what they mean is plain. */
function uncalled(m: Machine, method: Extract<Value, { kind: 'bound' }>, call: Call): Value {
  const self = call.args[0];
  if (!self || method.function.kind !== 'native-function') return lost(m, call.site);
  const result = callValue(m, method, { args: [], open: false }, self.at);
  const { file, start, end } = self.at;
  m.recorder.slip(file, {
    start,
    end,
    says: 'a method must be called before its result can be indexed',
    edit: { start: end, end, text: '()' },
  });
  if (m.muted === 0) m.recorder.observe(file, start, end, result);
  // It is refused, and what was meant is shown all the same.
  const wrong = refusePlain(m, method, call.site, call.args[1]?.value ?? result);
  if (wrong && result.kind !== 'list') return wrong;
  return indexValue(m, { ...call, args: [{ ...self, value: result }, ...call.args.slice(1)] });
}

/** Python's lists and tuples take one index: `out[:, -1]` was meant for the tensor inside. */
function indexedTuple(m: Machine, object: ListValue, call: Call): Value | undefined {
  if (call.args.length < 3 || !rulesOf(m).explicitSelf) return undefined;
  return refuseTuple(m, object, call.site, `${object.flavour} indices must be integers or slices, not tuple`);
}

function listItem(m: Machine, object: ListValue, index: Value, site: Origin): Value | undefined {
  const items = object.items.value;
  if (index.kind === 'slice') return slice(m, object, namedSizes(m, object, site), index);
  const position = asInt(index);
  if ('known' in items) {
    if (position === undefined)
      return index.kind === 'number' || index.kind === 'unknown' ? anyItem(m, object) : undefined;
    const place = position < 0 ? position + items.known.length : position;
    const item = items.known[place];
    return item && object.shapeOf ? sizeIn(m, object.shapeOf, item, place, site) : item;
  }
  if (object.shapeOf && position !== undefined) return integer(sizeAlong(object.shapeOf, position, site));
  return anotherItem(withoutPlaces(items.element), m.host.nextId);
}

/** What a `.shape` holds, each size that is not known under a name. */
function namedSizes(m: Machine, { items: { value }, shapeOf: tensor }: ListValue, site: Origin): Items {
  if (!tensor || !('known' in value)) return value;
  return { known: value.known.map((item, axis) => sizeIn(m, tensor, item, axis, site)) };
}

function sizeIn(m: Machine, tensor: TensorValue, item: Value, axis: number, site: Origin): Value {
  const isOpen = item.kind === 'number' && item.dim !== undefined && isUnknown(item.dim);
  const dim = isOpen ? namedSize(m.host, tensor, axis, site) : undefined;
  return dim ? integer(dim) : item;
}

function anyItem(m: Machine, object: ListValue): Value | undefined {
  const item = itemAnywhere(m.host, object);
  return item && anotherItem(item, m.host.nextId);
}

function slice(
  m: Machine,
  object: ListValue,
  items: Items,
  index: Extract<Value, { kind: 'slice' }>,
): Value | undefined {
  const bounds = [index.start, index.stop, index.step].map(b => (b.kind === 'none' ? undefined : asInt(b)));
  const isKnown = [index.start, index.stop, index.step].every(
    (b, i) => b.kind === 'none' || bounds[i] !== undefined,
  );
  if ('known' in items && isKnown)
    return list(pythonSlice(items.known, bounds[0], bounds[1], bounds[2] ?? 1), object.flavour);
  const element = 'known' in items ? itemAnywhere(m.host, object) : withoutPlaces(items.element);
  return element && listOf({ element, length: lengthOfWindow(items, index) }, object.flavour);
}

function lengthOfWindow(items: Items, { start, stop, step }: Extract<Value, { kind: 'slice' }>) {
  const window = step.kind === 'none' ? windowOf(start, stop) : undefined;
  const length = lengthOf(items);
  return window && length && less(length, window.reach) === false ? window.width : undefined;
}

export function pythonSlice<T>(
  items: readonly T[],
  start: number | undefined,
  stop: number | undefined,
  step: number,
): readonly T[] {
  if (step === 1) return items.slice(start, stop);
  if (step === 0) return [];
  const wrap = (i: number): number => (i < 0 ? i + items.length : i);
  const first = start === undefined ? (step > 0 ? 0 : items.length - 1) : wrap(start);
  const last = stop === undefined ? (step > 0 ? items.length : -1) : wrap(stop);
  const taken: T[] = [];
  for (let i = first; step > 0 ? i < last : i > last; i += step) {
    const item = items[i];
    if (item !== undefined) taken.push(item);
  }
  return taken;
}

function dictItem(object: DictValue, index: Value): Value | undefined {
  const { known, rest } = object.entries.value;
  const key = keyOf(index);
  if (key !== undefined) return known.get(key) ?? rest;
  const all = [...known.values(), ...(rest ? [rest] : [])];
  return anyOf(all);
}

/** No entry has this key: told where it is an error (`refuseItem`), and what a `try` may count on. */
function missingEntry(m: Machine, index: Value, site: Origin): Value {
  if (keyOf(index) !== undefined && rulesOf(m).explicitSelf) m.host.raises('KeyError');
  return lost(m, site);
}

function lost(m: Machine, site: Origin): Value {
  return m.host.unknown(`\`${m.host.textOf(site)}\``, site);
}
