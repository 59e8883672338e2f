/** One layer as it is built by its first call and checked at every further one. */
import type { Origin, Shape } from '../../../shapes/index.ts';
import { refuseArgument, refused, refuseRank, refuseSize, type Scene } from '../../array/scene.ts';
import { noteCall } from '../../layer.ts';
import {
  type Argument,
  type Call,
  type Host,
  joinShapes,
  type NativeValue,
  type Slot,
  shapeOf,
  slot,
  type Value,
  type Weight,
} from '../../parts.ts';
import { handsOnNone, handsOnSeveral, refusesArguments, refusesOldArguments } from './call-arguments.ts';
import type { Input, LayerDescription, Outcome, RankRule, Use } from './description.ts';
import type { Flavour, FlavourName } from './flavour.ts';
import { recorded, tensorsIn } from './graph.ts';
import { refusesInitialWeights } from './initial-weights.ts';
import { inputsOf, namedArguments, withStates } from './inputs.ts';
import { givenListOfOne, refusesListOfOne, unknownOfList } from './list-of-one.ts';
import { hasLostWeights } from './lost-weights.ts';
import { masksGiven, recordMask } from './mask-operations.ts';
import { refuseMask } from './masks.ts';
import { axisNames, differs, isConstant, isNone, unknownShape } from './none.ts';
import type { Options } from './options.ts';
import { layerOf } from './registry.ts';
import { refusesNoSymbols } from './symbolic-inputs.ts';
import { noteUse, usageIn } from './usage.ts';
import { withinLayer } from './within-layer.ts';

interface BuiltFor {
  readonly shapes: readonly Shape[];
  readonly at: Origin;
}

/** Built in both branches: for what both have in common. */
function joinBuiltFor(a: BuiltFor | undefined, b: BuiltFor | undefined): BuiltFor | undefined {
  if (!a || !b || a === b) return a ?? b;
  const shapes = a.shapes.map((shape, i) => joinShapes(shape, b.shapes[i]));
  return { shapes: shapes.every(shape => shape !== undefined) ? shapes : [], at: a.at };
}

/** The symbolic tensors of the first call, for `layer.input` and `layer.output`. */
interface Ends {
  readonly input: Value;
  readonly output: Value;
}

const TAKES_WEIGHTS: ReadonlySet<FlavourName> = new Set(['keras2', 'tf1', 'tf_keras']);

export class Instance {
  readonly value: NativeValue;
  readonly name: string;
  readonly flavour: Flavour;
  readonly description: LayerDescription;
  readonly options: Options;
  readonly #built: Slot<BuiltFor | undefined> = slot<BuiltFor | undefined>(undefined, joinBuiltFor);
  readonly ends: Slot<Ends | undefined> = slot<Ends | undefined>(undefined, (a, b) => a ?? b);

  constructor(
    value: NativeValue,
    name: string,
    flavour: Flavour,
    description: LayerDescription,
    options: Options,
  ) {
    this.value = value;
    this.name = name;
    this.flavour = flavour;
    this.description = description;
    this.options = options;
  }

  weights(): readonly Weight[] | undefined {
    if (hasLostWeights(this.value) || this.description.isOpen?.()) return undefined;
    const own = this.value.layer?.built.value.weights ?? (this.description.weights ? undefined : []);
    const held = this.description.held?.().map(layer => layerOf(layer)?.weights());
    if (!own || !held) return own;
    const all = held.flatMap(weights => weights ?? []);
    // Own variables that are trained come first, then those that are not, then those of the layers that it holds.
    return held.every(weights => weights)
      ? [...own.filter(w => w.trainable), ...own.filter(w => !w.trainable), ...all]
      : undefined;
  }

  /** Calls the layer on the arguments of a Python call. */
  run(call: Call): Value {
    noteUse(call.host, this.value, usageIn(call));
    const { name } = this.value.class;
    const passed =
      this.flavour.name === 'keras3' ? (handsOnNone(call, name) ?? handsOnSeveral(call, name)) : undefined;
    if (passed) return passed;
    const use = this.#prepare(call);
    if (use === 'unknown') return unknownOfList(this.#scene(call));
    if (!use) return refused(this.#scene(call));
    const given = asOutcome(withinLayer(() => this.description.outputs(use)));
    // Of what a layer gives, its mask is asked last.
    const outcome =
      given.value.kind === 'unknown' ? given : { ...given, value: refuseMask(use) ?? given.value };
    this.#remember(use, outcome);
    const masks = this.flavour.name === 'keras3' ? masksGiven(this.value, call) : [];
    const result = recorded(call, this.value, outcome.value, again => this.run(again), { masks });
    if (this.flavour.name === 'keras3') recordMask(call, this.value, this.flavour, result);
    if (use.graph && !this.ends.value && result.kind !== 'unknown') {
      call.host.write(this.ends, { input: call.args[0]?.value ?? result, output: result });
    }
    return result;
  }

  /** Makes the weights for inputs of these shapes, as `build` does. */
  build(host: Host, shapes: readonly Shape[], at: Origin): void {
    const { weights, sized = () => [] } = this.description;
    noteUse(host, this.value, 'arrays');
    if (!this.value.layer?.isOneOfMany) {
      const known = this.#built.value;
      if (known?.shapes.every(shape => sized(shape).every(axis => isSettled(shape, axis)))) return;
      host.write(this.#built, { shapes, at });
    } else if (this.value.layer.built.value.weights) return;
    const facts = this.value.layer?.built;
    const made = weights ? (weights(shapes) ?? facts?.value.weights) : (facts?.value.weights ?? []);
    if (facts) host.write(facts, { ...facts.value, weights: made });
  }

  #scene(call: Call): Scene {
    return {
      host: call.host,
      framework: this.flavour.framework,
      operation: this.value.class.name,
      site: call.site,
      layer: this.value,
    };
  }

  /** undefined: refused, which has been stated; 'unknown': what the layer gives for this is not known. */
  #prepare(call: Call): Use | 'unknown' | undefined {
    const scene = this.#scene(call);
    const { call: parameters = 'inputs', listIsState } = this.description;
    const { name } = this.value.class;
    const isNew = this.flavour.name === 'keras3';
    if (
      isNew ? refusesArguments(scene, name, call) : refusesOldArguments(scene, this.flavour.name, name, call)
    )
      return undefined;
    const names = parameters.split(', ');
    const passed = namedArguments(call, names);
    if (refusesNoSymbols(this.flavour, scene, passed.get(names[0] ?? 'inputs'))) return undefined;
    const named = listIsState && this.flavour.checks === 'build' ? withStates(passed) : passed;
    const inputs = this.#inputs(scene, call, named);
    if (!inputs || !this.#hasWholeSizes(scene)) return undefined;
    if (inputs === 'unknown') return inputs;
    const graph = [...named.values()].some(argument =>
      tensorsIn(argument.value).some(tensor => tensor.graph),
    );
    const symbolic = graph && this.flavour.checks === 'run';
    const shaped = inputs.map(input => ranked(call.host, input, this.description.ranks, call.site));
    if (!shaped.every(input => this.#fits(scene, input, symbolic))) return undefined;
    if (this.description.weights === undefined || shaped.every(input => input.shape)) {
      this.build(
        call.host,
        shaped.flatMap(input => (input.shape ? [input.shape] : [])),
        call.site,
      );
    }
    if (graph && !this.#hasFixedWeights(scene, shaped)) return undefined;
    const made = this.value.layer?.built.value.weights;
    if (TAKES_WEIGHTS.has(this.flavour.name) && refusesInitialWeights(scene, this.options, made))
      return undefined;
    const built = this.#built.value?.shapes ?? [];
    const argument = (name: string) => named.get(name);
    return {
      ...scene,
      layer: this.value,
      flavour: this.flavour,
      inputs: shaped,
      built,
      symbolic,
      graph,
      open: call.open,
      argument,
    };
  }

  /** A weight cannot have a size that the input leaves open. */
  #hasFixedWeights(scene: Scene, inputs: readonly Input[]): boolean {
    const weights = this.value.layer?.built.value.weights ?? [];
    const [input] = inputs;
    if (!input || this.flavour.name === 'tfjs' || !weights.some(weight => weight.shape?.some(isNone)))
      return true;
    const { shape = [] } = input;
    const last = shape.at(-1);
    const axis = last && isNone(last) ? -1 : shape.findIndex((dim, i) => i > 0 && isNone(dim));
    refuseArgument(scene, {
      parameter: 'inputs',
      aspect: 'value',
      allowed: `an input whose ${axis < 1 ? 'last axis' : `axis ${axis}`} has a fixed size: the weights depend on it`,
      at: input.at,
    });
    return false;
  }

  #hasWholeSizes(scene: Scene): boolean {
    const { floats, late } = this.options;
    const [wrong] = [...floats.map(parameter => ({ parameter, allowed: 'an integer' })), ...late];
    if (!wrong) return true;
    refuseArgument(scene, { ...wrong, aspect: 'type', at: this.options.at(wrong.parameter) });
    return false;
  }

  #inputs(
    scene: Scene,
    call: Call,
    named: ReadonlyMap<string, Argument>,
  ): readonly Input[] | 'unknown' | undefined {
    const [first = 'inputs'] = (this.description.call ?? 'inputs').split(', ');
    const given = named.get(first);
    const isBuilt = this.#built.value !== undefined;
    const mayBeDict = given?.value.kind === 'dict' || given?.value.kind === 'unknown';
    if (mayBeDict && this.description.takesDicts) return 'unknown';
    if (given && this.flavour.name === 'keras3' && refusesListOfOne(scene, given, isBuilt)) return undefined;
    const listed = given && givenListOfOne(scene, this.flavour.name, this.description, this.options, given);
    if (listed === 'refused') return undefined;
    if (listed) return listed === 'unknown' ? listed : [listed];
    if (given) return inputsOf(scene, this.flavour, this.description, given);
    if (call.open) return [{ role: 'input', shape: undefined, tensor: undefined, at: call.site }];
    refuseArgument(scene, {
      parameter: first,
      aspect: 'type',
      allowed: 'a tensor',
      given: 'nothing',
      at: call.site,
    });
    return undefined;
  }

  #fits(scene: Scene, input: Input, symbolic: boolean): boolean {
    const { ranks, keepsRank, sized, spatial, sizedAtOnce } = this.description;
    const { shape } = input;
    if (!shape) return true;
    const built = this.#built.value?.shapes[0];
    if (ranks && !isRank(shape.length, ranks)) {
      const axes = axisNames('exactly' in ranks ? ranks.exactly : ranks.least);
      refuseRank(scene, input, ranksOf(ranks), axes, undefined, built);
      return false;
    }
    if (built && keepsRank && built.length !== shape.length) {
      refuseRank(scene, input, [built.length], axisNames(built.length));
      return false;
    }
    if (!built || !sized || (symbolic && !sizedAtOnce)) return true;
    for (const axis of sized(shape)) {
      const [expected, actual] = [built[axis - shape.length + built.length], shape[axis]];
      if (!expected || !actual || !differs(expected, actual, symbolic)) continue;
      const isSpatial = spatial?.(shape).includes(axis) === true;
      refuseSize(scene, input, { axis, expected, actual, parameter: undefined, isSpatial });
      return false;
    }
    return true;
  }

  #remember(use: Use, { value, states, step, steps, inputSize }: Outcome): void {
    const inputs = use.inputs.map(input => input.shape);
    const outputs = value.kind === 'unknown' ? [] : tensorsIn(value).map(tensor => shapeOf(tensor));
    const facts = { states: states ?? [], step: step ?? new Map(), steps, inputSize };
    noteCall({ host: use.host, layer: this.value }, inputs, outputs, facts);
  }
}

function asOutcome(result: Outcome | Value): Outcome {
  return 'kind' in result ? { value: result } : result;
}

function isSettled(shape: Shape, axis: number): boolean {
  const dim = shape[axis];
  return dim !== undefined && isConstant(dim);
}

/** Where the layer takes one rank only, an unknown tensor must have it. */
function ranked(host: Host, input: Input, ranks: RankRule | undefined, site: Origin): Input {
  if (input.shape || !ranks || !('exactly' in ranks)) return input;
  const shape = unknownShape(host, ranks.exactly, site);
  if (input.tensor) host.learn(input.tensor, shape);
  return { ...input, shape };
}

const isRank = (rank: number, ranks: RankRule) =>
  'exactly' in ranks ? rank === ranks.exactly : rank >= ranks.least;

/** For messages: the ranks that are taken; of an open range the least. */
const ranksOf = (ranks: RankRule): readonly number[] =>
  'exactly' in ranks ? [ranks.exactly] : [ranks.least];
