/**
 * `nnx.scan` and `nnx.vmap` over arrays; modules go along as they are. Where the arrays of a module are mapped, or a module is carried, nothing is said.
 * https://flax.readthedocs.io/en/latest/api_reference/flax.nnx/transforms.html
 */
import { instance } from '../../array/opaque.ts';
import { refused, type Scene } from '../../array/scene.ts';
import { callWith } from '../../jax/calling.ts';
import { scanned } from '../../jax/scan.ts';
import { vmapped } from '../../jax/vmap.ts';
import {
  asDim,
  asInt,
  type Bound,
  bind,
  type Call,
  int,
  itemsOf,
  type NativeClass,
  type NativeFunction,
  NONE,
  nativeFunction,
  signature,
  tuple,
  type Value,
} from '../../parts.ts';
import { splitStream } from './rngs.ts';

/** Marks the argument and the result that a scan carries. */
export const CARRY: NativeClass = {
  kind: 'native-class',
  name: 'Carry',
  qualified: 'flax.nnx.Carry',
  framework: 'flax',
  ancestors: [],
  construct: ({ host, site }) => instance(host, CARRY, site, {}),
};

/** A function of a function, also as a decorator with settings alone. */
function transform(
  name: string,
  text: string,
  run: (scene: Scene, bound: Bound, call: Call) => Value,
): NativeFunction {
  const operation = `nnx.${name}`;
  const wanted = signature(text);
  const made = nativeFunction(operation, call => {
    const bound = bind(call, wanted, operation, 'flax');
    const scene = (inner: Call): Scene => ({
      host: inner.host,
      framework: 'flax',
      operation,
      site: inner.site,
    });
    if (bound.refused) return refused(scene(call));
    if (bound.value('f').kind !== 'none')
      return nativeFunction(operation, inner => run(scene(inner), bound, inner));
    const later = nativeFunction(operation, ({ args, ...rest }) =>
      made.invoke({ ...rest, args: [...args, ...call.args] }),
    );
    return { ...later, decorates: true };
  });
  return { ...made, decorates: true };
}

const isModule = (value: Value): boolean => value.kind === 'object' || value.kind === 'native';
const unfollowed = ({ host, operation, site }: Scene): Value =>
  host.unknown(`what a function under \`${operation}\` gives`, site);

function scan(scene: Scene, bound: Bound, call: Call): Value {
  const given = itemsOf(bound.value('in_axes'));
  const args = call.args.map(a => a.value);
  if (!given || call.open || given.length !== args.length || call.args.some(a => a.name !== undefined))
    return unfollowed(scene);
  const isCarried = given.map(axis => axis === CARRY);
  const axes = given.map(asInt);
  const mappedAt = axes.flatMap((axis, i) => (axis === undefined ? [] : [i]));
  const axis = axes[mappedAt[0] ?? -1];
  const isFollowed =
    given.every((one, i) => one.kind === 'none' || isCarried[i] || axes[i] === axis) &&
    args.every((arg, i) => !isModule(arg) || given[i]?.kind === 'none') &&
    isCarried.filter(Boolean).length === 1;
  const out = outAxes(bound);
  if (!isFollowed || !out) return unfollowed(scene);
  const carriedAt = isCarried.indexOf(true);
  const run = (carry: Value, x: Value): Value => {
    const parts = itemsOf(x) ?? [];
    const values = args.map((arg, i) =>
      i === carriedAt ? carry : mappedAt.includes(i) ? (parts[mappedAt.indexOf(i)] ?? arg) : arg,
    );
    return out.toPair(callWith(scene, bound.value('f'), values));
  };
  const at = (i: number | undefined) => call.args[i ?? 0]?.at ?? call.site;
  const result = scanned(scene, {
    body: run,
    init: args[carriedAt] ?? NONE,
    initAt: at(carriedAt),
    xs: tuple(mappedAt.map(i => args[i] ?? NONE)),
    xsAt: at(mappedAt[0]),
    length: asDim(bound.value('length')),
    inAxis: axis ?? 0,
    outAxis: out.axis,
  });
  return out.fromPair(result);
}

interface Out {
  readonly axis: number;
  /** What the function gives as the carry and an output. */
  readonly toPair: (value: Value) => Value;
  readonly fromPair: (value: Value) => Value;
}

/** `(Carry, 0)`, `(0, Carry)` or `Carry` alone; undefined: another arrangement. */
function outAxes(bound: Bound): Out | undefined {
  const given = bound.value('out_axes');
  if (given === CARRY)
    return {
      axis: 0,
      toPair: value => tuple([value, NONE]),
      fromPair: value => itemsOf(value)?.[0] ?? value,
    };
  const [first, second, ...others] = itemsOf(given) ?? [];
  if (!first || !second || others.length > 0) return undefined;
  const axis = asInt(first === CARRY ? second : first);
  const isSwapped = second === CARRY;
  if (axis === undefined || (first !== CARRY && !isSwapped)) return undefined;
  const turned = (value: Value): Value => {
    const items = itemsOf(value);
    return isSwapped && items?.length === 2 ? tuple([...items].reverse()) : value;
  };
  return { axis, toPair: turned, fromPair: turned };
}

function vmap(scene: Scene, bound: Bound, call: Call): Value {
  return vmapped(scene, bound.value('f'), { in: bound.value('in_axes'), out: bound.value('out_axes') }, call);
}

/** Keys that were split: a stream stands for several. */
function splitRngs(_scene: Scene, bound: Bound, { host, args, site, open }: Call): Value {
  const count = asDim(bound.value('splits'));
  const passed = args.map(a => ({ ...a, value: count ? splitStream(host, a.value, count) : a.value }));
  return host.call(bound.value('f'), passed, site, open);
}

const MORE = 'transform_metadata=None, **kwargs';

export const MAPPINGS: Readonly<Record<string, Value>> = {
  Carry: CARRY,
  scan: transform(
    'scan',
    `f=None, *, length=None, reverse=False, unroll=1, _split_transpose=False, in_axes=None, out_axes=None, ${MORE}`,
    (scene, bound, call) => scan(scene, withDefaults(bound), call),
  ),
  split_rngs: transform('split_rngs', `f=None, *, splits=None, ${MORE}`, splitRngs),
  vmap: transform('vmap', `f=None, *, in_axes=0, out_axes=0, axis_name=None, axis_size=None, ${MORE}`, vmap),
};

/** `(Carry, 0)` where nothing else is said. */
function withDefaults(bound: Bound): Bound {
  const value = (name: string): Value => {
    const given = bound.value(name);
    return given.kind === 'none' && name.endsWith('_axes') ? tuple([CARRY, int(0)]) : given;
  };
  return { ...bound, value };
}
