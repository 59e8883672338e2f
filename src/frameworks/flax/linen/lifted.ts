/** Lifted transformations: `nn.scan` of a class is a class whose instances run along an axis. https://flax.readthedocs.io/en/latest/api_reference/flax.linen/transformations.html */
import { type Dim, unknownDim } from '../../../shapes/index.ts';
import { instance, opaqueFunction } from '../../array/opaque.ts';
import type { Scene } from '../../array/scene.ts';
import { scanned } from '../../jax/scan.ts';
import { mapped } from '../../jax/vmap.ts';
import { moduleAttribute } from '../../modules/attributes.ts';
import {
  type Argument,
  asDim,
  asInt,
  type Bound,
  bind,
  type Call,
  int,
  itemsOf,
  type NativeClass,
  type NativeFunction,
  type NativeValue,
  nativeFunction,
  shapeOf,
  signature,
  tuple,
  type Value,
} from '../../parts.ts';
import { LINEN } from './dialect.ts';
import { heldIn, holds } from './held.ts';
import { enter, loseVariables, named, stacking } from './scope.ts';

const SCAN =
  'target, variable_axes=None, variable_broadcast=False, variable_carry=False, split_rngs=None, in_axes=0, out_axes=0, length=None, reverse=False, unroll=1, _split_transpose=False, data_transform=None, metadata_params=None, methods=None, _calculate_extents=True, check_constancy_invariants=True';

const VMAP =
  'target, variable_axes=None, split_rngs=None, in_axes=0, out_axes=0, axis_size=None, axis_name=None, spmd_axis_name=None, metadata_params=None, methods=None';

const isClass = (value: Value): boolean => value.kind === 'class' || value.kind === 'native-class';

const nameOf = (target: Value): string =>
  target.kind === 'class' || target.kind === 'native-class' ? target.name : 'Module';

/** Methods that run the wrapper, not what it wraps. */
const RUNS: ReadonlySet<string> = new Set(['init', 'init_with_output', 'apply', 'lazy_init', 'bind']);

type Run = (scene: Scene, module: Value, call: Call) => Value;

/** A class that makes what `target` makes, and calls it in another way. */
function liftedClass(prefix: string, target: Value, run: Run): NativeClass {
  const name = `${prefix}${nameOf(target)}`;
  const type: NativeClass = {
    kind: 'native-class',
    name,
    qualified: `flax.linen.${name}`,
    framework: 'flax',
    ancestors: ['flax.linen.Module'],
    construct: call => {
      const { host, args, site } = call;
      const module = named(host, prefix, () => host.call(target, args, site));
      const self: NativeValue = instance(host, type, site, {
        invoke: used => {
          const scene = { host: used.host, framework: 'flax', operation: name, site: used.site } as const;
          return enter(
            used.host,
            self,
            () => heldIn(self),
            () => run(scene, module, used),
          );
        },
        attribute: (h, attribute, at) =>
          RUNS.has(attribute)
            ? moduleAttribute(LINEN, h, self, attribute)
            : h.attribute(module, attribute, at),
      });
      holds(self, [['', module]]);
      return self;
    },
  };
  return type;
}

/** Applied to a class or a function; also as a decorator with the rest given later. */
function lifted(prefix: string, text: string, run: (bound: Bound) => Run): NativeFunction {
  const made = nativeFunction(`nn.${prefix}`, call => {
    const bound = bind({ ...call, open: true }, signature(text), `nn.${prefix}`, 'flax');
    const target = bound.given('target')?.value;
    if (!target) return lifted(prefix, text, run);
    if (isClass(target)) return liftedClass(prefix, target, run(bound));
    return nativeFunction(prefix, used => runMethod(prefix, target, run(bound), used));
  });
  return { ...made, decorates: true };
}

/** A function whose first argument is the module: a decorated method, or a function that is given one. */
function runMethod(prefix: string, target: Value, run: Run, call: Call): Value {
  const { host, site, args } = call;
  const [module, ...others] = args;
  const scene = { host, framework: 'flax', operation: `nn.${prefix}`, site } as const;
  if (module?.value.kind !== 'object' || target.kind !== 'function')
    return host.unknown(`what a function under \`${prefix}\` gives`, site);
  return run(scene, { kind: 'bound', self: module.value, function: target }, { ...call, args: others });
}

/** The carry, and what is scanned over or is the same in each round: one argument each; with several the body takes several. */
const scan =
  (bound: Bound): Run =>
  (scene, module, { args }) => {
    const [carry, ...inputs] = args;
    const [inAxes, outAxis] = [axesOf(bound, inputs.length), asInt(bound.given('out_axes')?.value ?? int(0))];
    const axes = variableAxes(bound);
    const isOpen = inAxes === undefined || outAxis === undefined || inputs.some(a => a.name !== undefined);
    if (!carry || isOpen || !axes) return lost(scene, 'what a scanned module gives');
    const over = inputs.filter((_, i) => inAxes.places[i] === 'scanned');
    const stack = { axes, count: roundsOf(bound, over, inAxes.axis) };
    const passed = (value: Value, at: Argument['at']): Argument => ({ name: undefined, value, at });
    return scanned(scene, {
      body: (state, x) => {
        const parts = new Map(over.map((input, i) => [input, itemsOf(x)?.[i]]));
        const each = inputs.map(input => passed(parts.get(input) ?? input.value, input.at));
        const run = (): Value => scene.host.call(module, [passed(state, carry.at), ...each], scene.site);
        return stacking(scene.host, stack, run);
      },
      init: carry.value,
      initAt: carry.at,
      xs: tuple(over.map(input => input.value)),
      xsAt: (over[0] ?? carry).at,
      length: asDim(bound.value('length')),
      inAxis: inAxes.axis,
      outAxis,
    });
  };

/** One module with variables of its own for each place along the mapped axis, or with the same for all of them. */
const vmap =
  (bound: Bound): Run =>
  (scene, module, call) => {
    const axes = variableAxes(bound);
    if (!axes || call.args.some(({ name }) => name !== undefined) || bound.given('methods'))
      return lost(scene, 'what a mapped module gives');
    const run = (args: readonly Argument[], count: Dim): Value => {
      const single = (): Value => scene.host.call(module, args, scene.site);
      return stacking(scene.host, { axes, count }, single);
    };
    const [inAxes, outAxes] = [bound.value('in_axes'), bound.value('out_axes')];
    return mapped(scene, run, { in: inAxes, out: outAxes, size: bound.value('axis_size') }, call);
  };

/** The axes of collections that each round has its own part of; undefined: not known. */
function variableAxes(bound: Bound): ReadonlyMap<string, number> | undefined {
  const value = bound.given('variable_axes')?.value;
  if (!value || value.kind === 'none') return new Map();
  if (value.kind !== 'dict' || value.entries.value.rest) return undefined;
  // None: the same for all.
  const own = [...value.entries.value.known].filter(([, axis]) => axis.kind !== 'none');
  const axes = own.map(([name, axis]) => [String(name), asInt(axis)] as const);
  return axes.every((each): each is readonly [string, number] => each[1] !== undefined && each[1] >= 0)
    ? new Map(axes)
    : undefined;
}

/** How many rounds there are: as many as said, or as the arrays have parts. */
function roundsOf(bound: Bound, inputs: readonly Argument[], axis: number): Dim {
  const tensors = inputs.flatMap(({ value }) => (value.kind === 'tensor' ? [value] : []));
  const [first] = tensors.flatMap(each => shapeOf(each)?.at(axis) ?? []);
  return asDim(bound.value('length')) ?? first ?? unknownDim();
}

/** `nn.broadcast` among `in_axes`: each round gets all of it. */
const BROADCAST: Value = opaqueFunction('nn.broadcast', 'what `nn.broadcast` gives');

interface InAxes {
  /** Of all that are scanned over. */
  readonly axis: number;
  readonly places: readonly ('scanned' | 'same')[];
}

/** What `in_axes` says of each input: one axis for all, or a tuple with one each; undefined: not known, or several axes. */
function axesOf(bound: Bound, count: number): InAxes | undefined {
  const value = bound.given('in_axes')?.value ?? int(0);
  const each = itemsOf(value) ?? Array.from({ length: count }, () => value);
  const axes = new Set(each.filter(one => one !== BROADCAST).map(asInt));
  const [axis = 0] = axes;
  if (each.length !== count || axes.size > 1 || axes.has(undefined)) return undefined;
  return { axis, places: each.map(one => (one === BROADCAST ? 'same' : 'scanned')) };
}

/** What a module gives that is run in a way that is not known: it may have made any variables. */
function lost({ host, site }: Scene, what: string): Value {
  loseVariables(host);
  return host.unknown(what, site);
}

const unknownRun = (): Run => scene => lost(scene, 'what a mapped module gives');

/** The class itself: what is recomputed or compiled has the shapes it had. */
const sameClass = (name: string): NativeFunction =>
  nativeFunction(`nn.${name}`, ({ args: [first] }) =>
    first && (first.name === undefined || first.name === 'target') ? first.value : sameClass(name),
  );

const ANY = 'target, *args, **kwargs';

export const LIFTED: Readonly<Record<string, Value>> = {
  scan: lifted('Scan', SCAN, scan),
  vmap: lifted('Vmap', VMAP, vmap),
  broadcast: BROADCAST,
  remat_scan: lifted('RematScan', ANY, unknownRun),
  map_variables: lifted('MapVariables', ANY, unknownRun),
  ...Object.fromEntries(
    ['remat', 'checkpoint', 'jit', 'named_call', 'add_metadata_axis'].map(name => [name, sameClass(name)]),
  ),
};
