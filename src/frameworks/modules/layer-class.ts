/** Turns the description of one layer into its class: argument binding, facts, attributes and calls are the same for all. */
import type { Dim, Origin, Shape } from '../../shapes/index.ts';
import { dtypeOf } from '../array/dtype.ts';
import { inert, instance, namespace, opaqueClass } from '../array/opaque.ts';
import { convertWeights, precisionAsked } from '../array/precision.ts';
import { refuseAtCall, type Scene } from '../array/scene.ts';
import { makeLayer } from '../layer.ts';
import {
  type Behaviour,
  type Bound,
  bind,
  type Call,
  type CellDescription,
  type Copying,
  carryState,
  type Host,
  integer,
  type LayerState,
  list,
  type NativeClass,
  type NativeValue,
  NONE,
  noteCopy,
  type Signature,
  shapeOf,
  signature,
  type TensorValue,
  type Value,
  type Weight,
  wrongKindOf,
} from '../parts.ts';
import { callEntry, inheritedAttribute, moduleAttribute } from './attributes.ts';
import { buffersOfComputed, computedWeights } from './computed-weights.ts';
import { type Dialect, methodOfClass, qualified } from './dialect.ts';
import { giveName, giving, wasGiven } from './given-names.ts';
import { Options } from './options.ts';
import { hasOtherWeights, hasStackedWeights, replaceWeight, shareWeight } from './replaced-weights.ts';
import { doubtModule } from './trained.ts';
import { type NamedValue, registerModule } from './tree.ts';
import { bufferTensor, isMadeParameter, weightTensor } from './weight-tensor.ts';

export { noteCall } from '../layer.ts';

/** What is known of a layer from its constructor on. */
export interface Made {
  /** Absent: made by the first call (flax.linen). */
  readonly weights?: readonly Weight[];
  readonly units?: Dim;
  readonly inputSize?: Dim;
  readonly cell?: CellDescription;
  readonly states?: readonly LayerState[];
  readonly step?: ReadonlyMap<string, Shape>;
  readonly flags?: Readonly<Record<string, boolean | undefined>>;
  /** Layers that it owns and whose weights are among its own. */
  readonly inner?: readonly NativeValue[];
  /** Modules that it holds beside its own weights: those of which it does not know the weights. */
  readonly children?: readonly NamedValue[];
  /** What it keeps beside its weights and does not train: part of `state_dict()`. */
  readonly buffers?: readonly Weight[];
  /** Constructor arguments that the layer keeps in another form. */
  readonly kept?: Readonly<Record<string, Value | undefined>>;
  /** Attributes beyond weights and constructor arguments. */
  readonly attributes?: Readonly<Record<string, Value>>;
  readonly call: (use: Use) => Value;
}

/** One call of a layer. */
export interface Use extends Scene {
  readonly layer: NativeValue;
  readonly arguments: Bound;
}

export interface LayerSpec {
  /** 'LSTM' */
  readonly name: string;
  /** As the documentation has it, without `self`. */
  readonly signature: string;
  /** Of the method that a call runs; 'input' where left out. */
  readonly forward?: string;
  /** Kinds of constructor arguments that only the function behind the layer asks for, when it is called: 'padding_idx: int=None'. */
  readonly called?: string | undefined;
  readonly recurrent?: boolean;
  /** Calls go by the weights where others were put in their place; else nothing is known of what they give. */
  readonly followsWeights?: boolean;
  readonly isLoss?: boolean;
  /** Names of base classes beside it, nearest first; without the one that all have. */
  readonly bases?: readonly string[];
  /** `layer[0]`, of what is a list of others. */
  readonly index?: ((layer: NativeValue, call: Call) => Value) | undefined;
  /** undefined: the constructor refuses its arguments, which has been stated. */
  readonly make: (options: Options) => Made | undefined;
}

export function moduleLayer(dialect: Dialect, spec: LayerSpec): NativeClass {
  const parameters = signature(spec.signature);
  const type: NativeClass = {
    kind: 'native-class',
    name: spec.name,
    qualified: qualified(dialect, spec.name),
    framework: dialect.framework,
    ancestors: [...(spec.bases ?? []), dialect.base].map(base => qualified(dialect, base)),
    lacks: name => dialect.classLacks?.(spec.name, name) === true,
    member: (host, name, site) =>
      dialect.classProperties?.(spec.name, name) === true
        ? instance(host, PROPERTY, site, inert(OF_PROPERTIES))
        : methodOfClass(dialect, spec.name, name),
    role: spec.recurrent ? 'recurrent' : spec.isLoss ? 'loss' : 'layer',
    construct: call =>
      construct(call, { dialect, spec, type, parameters }) ??
      call.host.because({ missing: `a layer: \`${spec.name}\` is refused here`, at: call.site }),
    extend: {
      initialise: call => construct(call, { dialect, spec, type, parameters }),
      entry: dialect.entry,
      invoke: callEntry(dialect),
      attribute: inheritedAttribute(dialect),
    },
  };
  return type;
}

/** What a class itself has under the name of something that its objects compute. */
const PROPERTY = opaqueClass({ qualified: 'property', framework: 'python' });
const OF_PROPERTIES = ['fget', 'fset', 'fdel', 'getter', 'setter', 'deleter'];

/** A layer's class while it is put together. */
interface Making {
  readonly dialect: Dialect;
  readonly spec: LayerSpec;
  readonly type: NativeClass;
  readonly parameters: Signature;
}

function construct(call: Call, making: Making): NativeValue | undefined {
  const { dialect, spec, type, parameters } = making;
  const { framework } = dialect;
  const bound = bind(call, parameters, spec.name, framework);
  if (bound.refused) return undefined;
  const scene: Scene = { host: call.host, framework, operation: spec.name, site: call.site };
  const options = new Options(scene, bound);
  const made = spec.make(options);
  if (made) refuseWhole(options, dialect, made);
  if (!made || options.isRefused) return undefined;
  const layer = makeLayer(call, {
    class: type,
    recurrent: spec.recurrent ?? false,
    units: made.units,
    cell: made.cell,
    flags: made.flags,
    inner: made.inner,
    bound,
    weights: made.weights,
    inputSize: made.inputSize,
    pathSeparator: dialect.pathSeparator,
    behave: layer => ({
      ...behaviour(layer, making, made, bound),
      copy: copying => copyLayer(layer, making, call, copying),
    }),
  });
  registerModule(layer, {
    children: () => made.children ?? [],
    parameters: host =>
      tensorsOf(
        host,
        layer,
        weightsOf(layer).filter(w => w.trainable),
      ),
    weights: host => tensorsOf(host, layer, weightsOf(layer)),
    buffers: host =>
      [...(made.buffers ?? []), ...buffersOfComputed(layer)].map(buffer => ({
        name: buffer.name,
        value: bufferTensor(host, layer, buffer, layer.site),
        persistent: true,
      })),
  });
  keepStates(call.host, layer, made);
  const asked = precisionAsked(bound);
  if (asked !== 'none') convertWeights(call.host, layer, asked);
  return layer;
}

/** A layer of the same arguments with weights of its own, which nothing has called. */
function copyLayer(layer: NativeValue, making: Making, call: Call, { host, copied }: Copying): NativeValue {
  const args = call.args.map(argument => ({ ...argument, value: copied(argument.value) }));
  const twin = construct({ ...call, host, args }, making);
  const [from, to] = [layer.layer?.built.value, twin?.layer?.built];
  if (!twin || !from || !to) return layer;
  const weights = from.weights?.map(({ sharedWith, ...own }) => {
    const other = sharedWith && copied(sharedWith.layer);
    if (!sharedWith || other?.kind !== 'native') return own;
    return { ...own, sharedWith: { layer: other, name: sharedWith.name } };
  });
  host.write(to, { ...to.value, weights, inputSize: from.inputSize });
  carryState(host.write, layer, twin);
  noteCopy(layer, twin);
  return twin;
}

/** Weights that are trained are floats: of whole numbers there is no gradient. */
function refuseWhole(options: Options, { trainsFloats }: Dialect, { weights }: Made): void {
  const dtype = options.bound.given('dtype');
  const isWhole = dtype && ['int', 'bool'].includes(dtypeOf(dtype.value) ?? '');
  if (trainsFloats && isWhole && weights?.some(({ trainable }) => trainable))
    options.refuse('dtype', 'a dtype of floats', 'value', trainsFloats);
}

function keepStates(host: Host, layer: NativeValue, { states, step }: Made): void {
  const built = layer.layer?.built;
  if (built && (states || step))
    host.write(built, { ...built.value, states: states ?? [], step: step ?? new Map() });
}

/** Made by the constructor, or by the first call. */
const weightsOf = (layer: NativeValue): readonly Weight[] => layer.layer?.built.value.weights ?? [];

function tensorsOf(
  host: Host,
  layer: NativeValue,
  weights: readonly Weight[],
): readonly (readonly [string, TensorValue])[] {
  return weights.map(w => [w.name, weightTensor(host, layer, w, layer.site)] as const);
}

function behaviour(layer: NativeValue, { dialect, spec }: Making, made: Made, options: Bound): Behaviour {
  const { framework } = dialect;
  const { index = dialect.index } = spec;
  const forward = signature(spec.forward ?? dialect.input ?? 'input');
  const wrong = spec.called === undefined ? undefined : wrongKindOf(options, signature(spec.called));
  const invoke = (call: Call): Value => {
    const bound = bind(call, forward, spec.name, framework);
    const scene = {
      host: call.host,
      framework,
      operation: spec.name,
      site: call.site,
      layer,
    } as const;
    if (bound.refused)
      return call.host.because({
        missing: `what \`${spec.name}\` gives: the call is refused`,
        at: call.site,
      });
    if (wrong) return refuseAtCall(scene, { ...wrong, aspect: 'type' });
    if (hasStackedWeights(layer))
      return call.host.because({
        missing: `what \`${spec.name}\` gives: its weights stand for those of several layers`,
        at: call.site,
      });
    if (hasOtherWeights(layer) && !spec.followsWeights)
      return call.host.because({
        missing: `what \`${spec.name}\` gives: weights of other sizes were put into it`,
        at: call.site,
      });
    return made.call({ ...scene, arguments: bound });
  };
  return {
    escape: host => doubtModule(host, layer),
    invoke,
    index: index && (call => index(layer, call)),
    lacks: name => dialect.lacks?.(name, layer) === true && !wasGiven(layer, name),
    setAttribute: (host, name, value) => {
      replaceWeight(host, layer, name, value.kind === 'tensor' ? shapeOf(value) : undefined);
      const isAnothers = value.kind === 'tensor' && !isMadeParameter(value);
      shareWeight(host, layer, name, isAnothers ? value.weight : undefined);
      giveName(host, layer, name);
      if (name === 'training') doubtModule(host, layer);
      else convertWeights(host, layer, undefined);
    },
    attribute: (host, name, site) =>
      made.attributes?.[name] ??
      weightAttribute(dialect, host, layer, name, site) ??
      bufferAttribute(
        host,
        layer,
        [...(made.buffers ?? []), ...computedWeights(layer), ...buffersOfComputed(layer)],
        name,
        site,
      ) ??
      optionAttribute(dialect, options, made, name) ??
      moduleAttribute(dialect, host, layer, name) ??
      giving(dialect, host, layer, name, site),
  };
}

/** `lstm.weight_ih_l0`, and of dotted names the first part: `mha.out_proj` has its `weight`. */
function weightAttribute(
  { parameter = (_host, tensor) => tensor, weightsUnder }: Dialect,
  host: Host,
  layer: NativeValue,
  name: string,
  site: Origin,
): Value | undefined {
  const weights = weightsOf(layer);
  const own = weights.find(w => w.name === name || weightsUnder?.[name]?.includes(w.name) === true);
  if (own) return parameter(host, weightTensor(host, layer, own, site));
  if (name === 'all_weights')
    return ofPython(
      byLayer(weights).map(group => ofPython(group.map(w => weightTensor(host, layer, w, site)))),
    );
  const inside = weights.filter(w => w.name.startsWith(`${name}.`));
  if (inside.length === 0) return undefined;
  const below = (prefix: string): Value => {
    const under = inside.filter(w => w.name.startsWith(prefix));
    const parts = new Set(under.map(w => w.name.slice(prefix.length).split('.')[0] ?? ''));
    const entries = [...parts].map(part => {
      const own = under.find(w => w.name === prefix + part);
      return [part, own ? weightTensor(host, layer, own, site) : below(`${prefix}${part}.`)] as const;
    });
    return namespace(host, layer.class, site, Object.fromEntries(entries));
  };
  return below(`${name}.`);
}

const ofPython = (items: readonly Value[]): Value => ({ ...list(items), isDisplay: true });

/** The weights of each layer and direction: those whose names end alike, as `weight_ih_l0` and `bias_hh_l0` do. */
function byLayer(weights: readonly Weight[]): readonly (readonly Weight[])[] {
  const ends = weights.map(({ name }) => name.replace(/^(?:weight|bias)_[a-z]+_/, ''));
  return [...new Set(ends)].map(end => weights.filter((_, i) => ends[i] === end));
}

/** `bn.running_mean` */
function bufferAttribute(
  host: Host,
  layer: NativeValue,
  buffers: readonly Weight[],
  name: string,
  site: Origin,
): Value | undefined {
  const own = buffers.find(buffer => buffer.name === name);
  return own && bufferTensor(host, layer, own, site);
}

/** Layers keep their arguments as attributes: `lstm.hidden_size`. */
function optionAttribute(dialect: Dialect, options: Bound, made: Made, name: string): Value | undefined {
  if (dialect.forgets === 'all' || !options.names.includes(name) || dialect.forgets.includes(name))
    return undefined;
  if (name === 'bias') return NONE;
  if (name === 'hidden_size' && made.units) return integer(made.units);
  return made.kept?.[name] ?? options.value(name);
}
