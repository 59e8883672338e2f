/** Binding values to the targets of assignments, loops and parameters. */

import { constantOf } from '../shapes/index.ts';
import type { Expr, Target } from '../syntax/tree.ts';
import {
  anotherItem,
  asInt,
  dict,
  integer,
  itemsOf,
  joinValues,
  list,
  listOf,
  type NativeValue,
  NONE,
  namedSize,
  optionsOf,
  shapeOf,
  sizeAlong,
  type Value,
  wholeItems,
} from '../values/index.ts';
import { asSeen } from './as-seen.ts';
import { attributeOf } from './attributes.ts';
import { isOfAssumedRank } from './certainty.ts';
import { evaluate } from './expressions.ts';
import { at, type Frame } from './frame.ts';
import { evaluateIndices } from './indexing.ts';
import { iterationOf, tolerating } from './iteration.ts';
import { useUp } from './library/iterators.ts';
import { suspectAssigned } from './loaded-weights.ts';
import { isRecording, type Machine } from './machine.ts';
import { setAttribute } from './objects.ts';
import { refuseIteration, refuseSetting, refuseUninitialised } from './python-errors/index.ts';
import { itemsOfRecord } from './records.ts';
import { assignName, declare } from './scope.ts';
import { setIndex } from './setting-items.ts';
import { suspectNames } from './state-results.ts';

/** `declares`: TypeScript's const, let, var and parameters bind in the scope they stand in. */
export function bindTarget(m: Machine, frame: Frame, target: Target, value: Value, declares = false): void {
  switch (target.kind) {
    case 'name':
      if (declares) declare(m, frame.scope, target.name, value);
      else assignName(m, frame, target.name, value);
      record(m, frame, target, target.name, value);
      return;
    case 'attribute': {
      const object = evaluate(m, frame, target.object);
      suspectAssigned(m, object, target.name, value, at(frame, target));
      if (refuseSetting(m, object, target.name, at(frame, target))) return;
      refuseUninitialised(m, object, value, at(frame, target));
      setAttribute(m, object, target.name, value);
      record(m, frame, target, `${codeOf(target.object)}.${target.name}`, value);
      return;
    }
    case 'index': {
      const self = {
        name: undefined,
        value: evaluate(m, frame, target.object),
        at: at(frame, target.object),
      };
      const args = [self, ...evaluateIndices(m, frame, target.indices)];
      setIndex(m, { host: m.host, site: at(frame, target), args, open: false }, value);
      return;
    }
    case 'sequence':
      bindSequence(m, frame, target, value, declares);
      return;
    case 'object':
      bindObject(m, frame, target, value, declares);
      return;
    case 'rest':
      bindTarget(m, frame, target.target, value, declares);
      return;
    case 'default':
      bindTarget(
        m,
        frame,
        target.target,
        isAbsent(value) ? evaluate(m, frame, target.value) : value,
        declares,
      );
  }
}

const isAbsent = (value: Value): boolean =>
  value.kind === 'none' ||
  (value.kind === 'unknown' && (value.reason.isUnset ?? value.reason.isUnpassed) === true);

/** Names that every instance has inside its own methods. */
const RECEIVERS = new Set(['self', 'this', 'cls']);

function record(m: Machine, frame: Frame, target: Target, name: string, value: Value): void {
  if (m.muted > 0) return;
  m.recorder.observe(frame.file, target.start, target.end, asSeen(value));
  if (!isRecording(m)) return;
  if (!RECEIVERS.has(name))
    for (const native of optionsOf(value).flatMap(option => nativeOf(option) ?? []))
      m.recorder.named(native, name);
  if (value.kind !== 'tensor') return;
  const { start, end } = target;
  const fact = { name, start, end, tensor: value, scope: frame.qualifiedName };
  m.recorder.assigned(frame.file, fact, m.entry !== undefined);
}

function nativeOf(value: Value): NativeValue | undefined {
  if (value.kind === 'native') return value;
  return value.kind === 'object' ? value.base.value : undefined;
}

/** How names are written: 'self', 'self.encoder'. */
function codeOf(e: Expr): string {
  if (e.kind === 'name') return e.name;
  return e.kind === 'attribute' ? `${codeOf(e.object)}.${e.name}` : '…';
}

// --- unpacking ------------------------------------------------------------------------------------------------------------

function bindSequence(
  m: Machine,
  frame: Frame,
  target: Extract<Target, { kind: 'sequence' }>,
  value: Value,
  declares: boolean,
): void {
  suspectNames(m, frame, target, value);
  const values = unpack(m, frame, target, value);
  useUp(m.host, value);
  target.items.forEach((item, i) => {
    if (item) bindTarget(m, frame, item, values[i] ?? NONE, declares);
  });
}

function unpack(
  m: Machine,
  frame: Frame,
  target: Extract<Target, { kind: 'sequence' }>,
  value: Value,
): readonly Value[] {
  const wanted = target.items.length;
  const star = target.items.findIndex(item => item?.kind === 'rest');
  const site = at(frame, target);
  if (value.kind === 'union') return unpackUnion(m, frame, target, value.options);
  const items = taught(m, frame, target, value) ?? exactItems(m, frame, value);
  if (!items) {
    const refused = value.kind === 'none' ? refuseIteration(m, value, site, 'unpacked') : undefined;
    if (refused) return target.items.map(() => refused);
    const iteration = iterationOf(m, value, site);
    // More rows than are looked at one by one.
    const count =
      value.kind === 'tensor' && 'length' in iteration && iteration.length && constantOf(iteration.length);
    if (count && star < 0 && !frame.language.assignsOutwards && count !== wanted)
      return miscounted(m, frame, target, value, count);
    const element =
      'known' in iteration
        ? iteration.known.reduce(joinValues, iteration.known[0] ?? NONE)
        : iteration.element;
    return target.items.map(item =>
      item?.kind === 'rest' ? listOf({ element, length: undefined }) : anotherItem(element, m.host.nextId),
    );
  }
  if (star >= 0) {
    const after = wanted - star - 1;
    return [
      ...items.slice(0, star),
      list(items.slice(star, items.length - after)),
      ...items.slice(items.length - after),
    ];
  }
  // Nobody takes apart a list that nobody fills: it is filled where it was not seen, unless a framework gave it empty.
  if (items.length === 0 && value.kind === 'list' && value.flavour === 'list' && !wholeItems(value))
    return target.items.map(() => m.host.unknown('an item of a list that was not seen to be filled', site));
  const hasHoles = frame.language.assignsOutwards;
  if (!hasHoles && items.length !== wanted) return miscounted(m, frame, target, value, items.length);
  return items;
}

/** `b, t, f = x.shape` says of an x of unknown shape how many axes it has, and what sizes are called that are not known. */
function taught(
  m: Machine,
  frame: Frame,
  target: Extract<Target, { kind: 'sequence' }>,
  value: Value,
): readonly Value[] | undefined {
  const tensor = value.kind === 'list' ? value.shapeOf : undefined;
  const names = target.items.map(item => (item?.kind === 'name' ? item : undefined));
  if (!tensor || frame.language.assignsOutwards || names.includes(undefined)) return undefined;
  const known = shapeOf(tensor);
  if (known && known.length !== names.length) return undefined;
  const shape = names.map((item, axis) => {
    const name = item && item.name !== '_' ? item.name : undefined;
    const site = at(frame, item ?? target);
    return (known && namedSize(m.host, tensor, axis, site, name)) ?? sizeAlong(tensor, axis, site, name);
  });
  if (known) return shape.map(integer);
  m.host.learn(tensor, shape);
  return shape.map(integer);
}

/** The items where their number is certain. A tensor's are its slices along the first axis. */
function exactItems(m: Machine, frame: Frame, value: Value): readonly Value[] | undefined {
  const items = itemsOf(value);
  if (items) return items;
  if (value.kind === 'tensor') {
    const first = shapeOf(value)?.[0];
    if (!first || constantOf(first) === undefined) return undefined;
  } else if (value.kind === 'object') return itemsOfRecord(value);
  else if (value.kind !== 'list' && value.kind !== 'native' && value.kind !== 'dict') return undefined;
  // What cannot be looped over is told where the loop over it is asked for.
  const iteration = tolerating(m, () =>
    iterationOf(m, value, {
      file: frame.file,
      start: m.statement.start,
      end: m.statement.end,
      what: '',
    }),
  );
  return 'known' in iteration ? iteration.known : undefined;
}

/** Alternatives with the wrong number of items do not occur here, unless all are wrong. */
function unpackUnion(
  m: Machine,
  frame: Frame,
  target: Extract<Target, { kind: 'sequence' }>,
  options: readonly Value[],
): readonly Value[] {
  const all = tolerating(m, () => {
    const fitting = options.filter(option => {
      const items = exactItems(m, frame, option);
      return (
        !items || items.length === target.items.length || target.items.some(item => item?.kind === 'rest')
      );
    });
    return (fitting.length > 0 ? fitting : options).map(option => unpack(m, frame, target, option));
  });
  return target.items.map((_, i) => all.map(values => values[i] ?? NONE).reduce(joinValues));
}

function miscounted(
  m: Machine,
  frame: Frame,
  target: Extract<Target, { kind: 'sequence' }>,
  value: Value,
  actual: number,
): readonly Value[] {
  const producer = producerOf(value);
  const asked = value.kind === 'list' ? value.shapeOf : undefined;
  if (asked && isOfAssumedRank(asked))
    return target.items.map(() => m.host.unknown('an axis of what may be one sample', at(frame, target)));
  m.host.refuse({
    kind: 'unpack-count',
    framework: producer?.class.framework ?? (value.kind === 'tensor' ? value.framework : 'python'),
    operation: producer?.class.name ?? 'unpacking',
    at: at(frame, target),
    layer: producer,
    expected: target.items.length,
    actual,
    producer,
    shape: value.kind === 'tensor' ? shapeOf(value) : undefined,
  });
  return target.items.map(() => m.host.unknown('a value that could not be unpacked', at(frame, target)));
}

/** The layer whose results these are. */
function producerOf(value: Value): NativeValue | undefined {
  if (value.kind === 'tensor') return value.source.layer;
  const first = itemsOf(value)?.[0];
  return first?.kind === 'tensor' ? first.source.layer : undefined;
}

function bindObject(
  m: Machine,
  frame: Frame,
  target: Extract<Target, { kind: 'object' }>,
  value: Value,
  declares: boolean,
): void {
  const taken = new Set<string>();
  for (const property of target.properties) {
    if (property.key === null) {
      bindTarget(
        m,
        frame,
        property.target,
        restOf(value, taken) ?? m.host.unknown('the rest of an object', at(frame, property)),
        declares,
      );
      continue;
    }
    taken.add(property.key);
    bindTarget(m, frame, property.target, propertyOf(m, frame, value, property.key, property), declares);
  }
}

function propertyOf(
  m: Machine,
  frame: Frame,
  value: Value,
  key: string,
  span: { start: number; end: number },
): Value {
  if (value.kind === 'dict') return value.entries.value.known.get(key) ?? value.entries.value.rest ?? NONE;
  if (value.kind === 'list') {
    const position = Number(key);
    if (Number.isInteger(position)) return itemsOf(value)?.[position] ?? NONE;
  }
  return unpassed(m, frame, value, key, span) ?? attributeOf(m, value, key, at(frame, span));
}

/** `function build({ units, steps = 5 })` that nobody calls: its parts are parameters too, and defaults count. */
function unpassed(
  m: Machine,
  frame: Frame,
  value: Value,
  key: string,
  span: { start: number; end: number },
): Value | undefined {
  const isParameter = m.entry !== undefined && value.kind === 'unknown' && value.reason.isUnpassed;
  if (!isParameter || !/^[A-Za-z_$]/.test(key)) return undefined;
  const origin = { ...at(frame, span), what: 'parameter' };
  const reason = { ...value.reason, missing: `the value of the parameter \`${key}\`` };
  return { kind: 'unknown', reason, symbol: { name: key, id: `${key}@${frame.file}:${span.start}`, origin } };
}

function restOf(value: Value, taken: ReadonlySet<string>): Value | undefined {
  if (value.kind !== 'dict') return undefined;
  const left = [...value.entries.value.known].filter(([key]) => !taken.has(String(key)));
  return dict(left, value.entries.value.rest);
}

/** A loop's round as a label: 'i=2'. */
export function roundLabel(target: Target, value: Value): string | undefined {
  const number = value.kind === 'number' ? asInt(value) : undefined;
  return target.kind === 'name' && number !== undefined ? `${target.name}=${number}` : undefined;
}
