/** What Sequential, functional and subclassed models have in common: one core that their attributes, training and reports work on. */
import type { Shape } from '../../../shapes/index.ts';
import {
  asString,
  beside,
  type Call,
  type Host,
  type NativeClass,
  type NativeValue,
  type ObjectValue,
  type Slot,
  shapeOf,
  slot,
  type Value,
  type Weight,
} from '../../parts.ts';
import { runOf } from '../../runs.ts';
import { refusesModelCall, refusesOldModelCall } from '../core/call-arguments.ts';
import type { Flavour } from '../core/flavour.ts';
import { tensorsIn } from '../core/graph.ts';
import { refusesArrays } from '../core/inputs.ts';
import { layerOf, type ModelEnds, registerLayer } from '../core/registry.ts';
import { noteUse, usageIn } from '../core/usage.ts';
import { ownMethod } from '../core/user-layer.ts';
import { modelAttribute, modelLacks } from './attributes.ts';

/** `standing`: whether `compile` has been called; 'maybe': by code that is not followed. */
export interface Compiled {
  readonly standing: 'no' | 'yes' | 'maybe';
  readonly loss: Value | undefined;
  readonly metrics: Value | undefined;
}

/** Compiled in both branches, or in one. */
function joinCompiled(a: Compiled, b: Compiled): Compiled {
  return {
    standing: a.standing === b.standing ? a.standing : 'maybe',
    loss: either(a.loss, b.loss),
    metrics: either(a.metrics, b.metrics),
  };
}

/** Of two that differ none is known. */
const either = (a: Value | undefined, b: Value | undefined): Value | undefined =>
  a && b && a !== b ? undefined : (a ?? b);

const OWNERS = beside<NativeValue, ObjectValue>();

/** Notes the object of the user's class that a model is the base of. */
export function keepOwner(model: NativeValue, owner: ObjectValue): void {
  OWNERS.set(model, owner);
}

/** Whether the user's class has one of these methods itself. */
export function isOverridden(core: ModelCore, { host, site }: Call, names: readonly string[]): boolean {
  const owner = OWNERS.get(core.value);
  return owner !== undefined && names.some(name => ownMethod(host, owner, name, site) !== undefined);
}

export interface ModelCore {
  readonly value: NativeValue;
  readonly flavour: Flavour;
  readonly name: string;
  readonly kind: 'sequential' | 'functional' | 'subclass';
  /** In the order of `model.layers`. */
  readonly layers: () => readonly NativeValue[];
  /** As `layers`, with what is not known where it stands; undefined: which place a layer has is not known. Absent: those are all. */
  readonly places?: () => readonly Value[] | undefined;
  /** Whether there are certainly no other layers; absent: not. */
  readonly isClosed?: () => boolean;
  /** What `summary` lists where that differs. */
  readonly ends: () => ModelEnds | undefined;
  /** Of a Sequential model of Keras 3, whose ends are not those of the graph inside: what it was first called on, and gave. */
  readonly calledOn?: () => ModelEnds | undefined;
  /** Whether its input is that of the data that it was first called on. */
  readonly isBuiltByData?: () => boolean;
  /** Builds it for data of this shape, if it has no input yet, as `fit` does before it runs. */
  readonly begin?: (call: Call, shape: Shape) => void;
  /** `model(x)`. */
  readonly run: (call: Call) => Value;
  /** What it is trained with. */
  readonly compiled: Slot<Compiled>;
  /** The user's own `train_step`, which `fit` runs on each batch in place of what it does else. */
  readonly ownStep?: (host: Host, site: Call['site']) => Value | undefined;
  /** Methods of this kind of model only. */
  readonly methods: Readonly<Record<string, (call: Call) => Value>>;
  readonly build?: (call: Call) => Value;
  /** Code that is not known may add layers. */
  readonly escape?: (host: Host) => void;
}

export interface ModelParts
  extends Pick<
    ModelCore,
    | 'flavour'
    | 'name'
    | 'kind'
    | 'layers'
    | 'places'
    | 'isClosed'
    | 'ends'
    | 'calledOn'
    | 'isBuiltByData'
    | 'ownStep'
    | 'begin'
    | 'methods'
    | 'build'
    | 'escape'
  > {
  readonly class: NativeClass;
  readonly run: (core: ModelCore, call: Call) => Value;
}

/** Makes the value of a model and registers it. */
export function makeModel(call: Pick<Call, 'host' | 'site'>, parts: ModelParts): ModelCore {
  const compiled = slot<Compiled>({ standing: 'no', loss: undefined, metrics: undefined }, joinCompiled);
  const late: { core: ModelCore | undefined } = { core: undefined };
  const run = (use: Call): Value => {
    if (!late.core) return use.host.unknown('the result of a model', use.site);
    const scene = {
      host: use.host,
      framework: parts.flavour.framework,
      operation: parts.class.name,
      site: use.site,
      layer: value,
    };
    const isRefused = () =>
      parts.flavour.name === 'keras3'
        ? refusesModelCall(scene, use, parts.kind === 'functional')
        : refusesOldModelCall(scene, parts.flavour.name, use);
    if (parts.kind !== 'subclass' && isRefused())
      return use.host.because({ missing: 'the result of a model that refuses its arguments', at: use.site });
    noteUse(use.host, value, usageIn(use));
    const result = parts.run(late.core, use);
    // How far it came is not known.
    if (result.kind === 'unknown') noteUse(use.host, value, 'any');
    return result;
  };
  const endShapes = (which: 'input' | 'output') => {
    const known = parts.ends();
    return known && shapesOf(known[which]);
  };
  const value: NativeValue = {
    kind: 'native',
    id: call.host.nextId(),
    class: parts.class,
    site: call.site,
    layer: undefined,
    model: {
      framework: parts.flavour.framework,
      type: parts.class.name,
      rows: () => parts.layers().flatMap(layer => rowOf(layer)),
      isOpen: () => parts.isClosed?.() === false,
      place: (_row, index) => `.layers[${index}]`,
      inputs: () => endShapes('input') ?? runOf(value)?.inputs ?? [],
      outputs: () => endShapes('output') ?? runOf(value)?.outputs ?? [],
    },
    behaviour: {
      // `fit` and `predict` run it on arrays too, which only a call of it refuses.
      invoke: parts.flavour.options
        ? undefined
        : use =>
            refusesArrays(parts.flavour, use, parts.class.name)
              ? use.host.because({ missing: 'the result of a model that takes no arrays', at: use.site })
              : run(use),
      escape: host => {
        parts.escape?.(host);
        host.write<Compiled>(compiled, { ...compiled.value, standing: 'maybe' });
        noteUse(host, value, 'any');
      },
      lacks: name => (late.core ? modelLacks(late.core, call.host, name) : false),
      attribute: (host, name, site) => (late.core ? modelAttribute(late.core, host, name, site) : undefined),
    },
  };
  const core: ModelCore = { ...parts, value, compiled, run };
  late.core = core;
  registerLayer({
    value,
    flavour: parts.flavour,
    name: parts.name,
    declared: undefined,
    description: undefined,
    ends: parts.ends,
    layers: parts.layers,
    weights: () => weightsOf(core),
    run,
  });
  call.host.modelMade(value);
  return core;
}

function shapesOf(value: Value | undefined) {
  return value ? tensorsIn(value).map(one => shapeOf(one)) : [];
}

function rowOf(layer: NativeValue) {
  const known = layerOf(layer);
  if (!known) return [];
  const ends = known.ends?.();
  const output = ends ? shapesOf(ends.output) : (layer.layer?.built.value.outputs ?? shapesOf(known.input));
  return [{ layer, name: known.name, output }];
}

/** All weights of all layers, each layer once; undefined where one of them is not built. */
export function weightsOf(core: Pick<ModelCore, 'layers'>): readonly Weight[] | undefined {
  const all: Weight[] = [];
  for (const layer of new Set(core.layers())) {
    const weights = layerOf(layer)?.weights();
    if (!weights) return undefined;
    all.push(...weights);
  }
  return all;
}

export function givenName(call: Call): string | undefined {
  const name = call.args.find(argument => argument.name === 'name');
  return name && asString(name.value);
}
