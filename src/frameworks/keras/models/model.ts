/** What Sequential, functional and subclassed models have in common: one core that their attributes, training and reports work on. */
import type { Shape } from '../../../shapes/index.ts';
import { scenesOf } from '../../array/scene.ts';
import {
  asString,
  type Call,
  type ModelRow,
  type NativeClass,
  type NativeValue,
  shapeOf,
  slot,
  type Value,
} from '../../parts.ts';
import { runOf } from '../../runs.ts';
import { refusesModelCall, refusesOldModelCall } from '../core/call-arguments.ts';
import { recorded, tensorsIn } from '../core/graph.ts';
import { namedArguments } from '../core/inputs.ts';
import { operationFacts } from '../core/operations.ts';
import { asOutputs } from '../core/own-outputs.ts';
import { layerOf, registerLayer } from '../core/registry.ts';
import { refusesNoSymbols } from '../core/symbolic-inputs.ts';
import { settingTrainable } from '../core/trained.ts';
import { noteUse, usageIn } from '../core/usage.ts';
import { modelAttribute, modelLacks } from './attributes.ts';
import type { Compiled, ModelCore } from './model-core.ts';
import { weightsOf } from './weights.ts';

const UNCOMPILED: Compiled = {
  standing: 'no',
  loss: undefined,
  metrics: undefined,
  weightMode: undefined,
  hasMore: false,
};

/** Compiled in both branches, or in one. */
function joinCompiled(a: Compiled, b: Compiled): Compiled {
  return {
    standing: a.standing === b.standing ? a.standing : 'maybe',
    loss: either(a.loss, b.loss),
    metrics: either(a.metrics, b.metrics),
    weightMode: either(a.weightMode, b.weightMode),
    hasMore: a.hasMore || b.hasMore || a.metrics !== b.metrics,
  };
}

/** Of two that differ none is known. */
const either = (a: Value | undefined, b: Value | undefined): Value | undefined =>
  a && b && a !== b ? undefined : (a ?? b);

export interface ModelParts
  extends Pick<
    ModelCore,
    | 'flavour'
    | 'name'
    | 'kind'
    | 'layers'
    | 'places'
    | 'isClosed'
    | 'hasAnyNumber'
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
  /** What `summary` lists, where that is more than the layers. */
  readonly listed?: () => readonly NativeValue[];
  /** The layers, with what stands in their place on other paths of the program, where that is known. */
  readonly chosen?: () => readonly Pick<ModelRow, 'layer' | 'instead'>[];
  /** What a layer gives as `summary` lists it, where that is not what its first call gave. */
  readonly gave?: (layer: NativeValue) => readonly (Shape | undefined)[] | undefined;
  readonly run: (core: ModelCore, call: Call) => Value;
}

/** Makes the value of a model and registers it. */
export function makeModel(call: Pick<Call, 'host' | 'site'>, parts: ModelParts): ModelCore {
  const compiled = slot<Compiled>(UNCOMPILED, joinCompiled);
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
    // To the graph around it a model is one node.
    return parts.kind === 'subclass' ? result : recorded(use, value, asOutputs(use.host, result), run);
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
      rows: () =>
        parts.chosen
          ? parts.chosen().flatMap(({ layer, ...chosen }) => rowOf(layer).map(row => ({ ...row, ...chosen })))
          : (parts.listed ?? parts.layers)().flatMap(layer => rowOf(layer, parts.gave?.(layer))),
      isOpen: () => parts.isClosed?.() === false,
      place: ({ layer }) => `.layers[${(parts.places?.() ?? parts.layers()).indexOf(layer)}]`,
      inputs: () => endShapes('input') ?? runOf(value)?.inputs ?? [],
      outputs: () => endShapes('output') ?? runOf(value)?.outputs ?? [],
    },
    behaviour: {
      // `fit` and `predict` run it on arrays too, which only a call of it refuses.
      invoke: parts.flavour.options
        ? undefined
        : use =>
            refusesNoSymbols(
              parts.flavour,
              scenesOf(parts.flavour.framework)(use, parts.class.name),
              namedArguments(use, ['inputs']).get('inputs'),
            )
              ? use.host.because({ missing: 'the result of a model that takes no arrays', at: use.site })
              : run(use),
      escape: host => {
        parts.escape?.(host);
        host.write<Compiled>(compiled, { ...compiled.value, standing: 'maybe' });
        noteUse(host, value, 'any');
      },
      setAttribute: (...given) => settingTrainable(value)(...given),
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

function rowOf(layer: NativeValue, gave?: readonly (Shape | undefined)[]) {
  const operation = operationFacts(layer);
  if (operation) return [{ layer, name: operation.name, output: operation.outputs }];
  const known = layerOf(layer);
  if (!known) return [];
  const ends = known.ends?.();
  if (gave) return [{ layer, name: known.name, output: gave }];
  const own = layer.layer?.built.value.outputs;
  // A layer of the user's says nothing of itself.
  const given = own?.some(shape => shape) ? own : (runOf(layer)?.outputs ?? own);
  const output = ends ? shapesOf(ends.output) : (given ?? shapesOf(known.input));
  return [{ layer, name: known.name, output }];
}

export function givenName(call: Call): string | undefined {
  const name = call.args.find(argument => argument.name === 'name');
  return name && asString(name.value);
}
