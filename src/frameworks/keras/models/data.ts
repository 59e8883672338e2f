/**
 * What a model does with the arrays it is given: how their ranks and sizes are compared with its inputs differs between the versions.
 *
 * Keras 3: functional models compare sizes and add or drop a last axis of 1; Sequential models look at the rank only, unless what they are given is symbolic
 * (keras/src/models/functional.py `_adjust_input_rank`, input_spec.py). tf_keras: as functional models, but other ranks are left to the
 * layers. Keras 2.2 and TensorFlow.js: rank and every fixed size must agree (keras/engine/training_utils.py `standardize_input_data`), and so they must
 * in TensorFlow 1 of what `fit` and its like are given; a call of a model compares nothing there.
 */
import { constantOf, printDim, printShape, type Shape, size } from '../../../shapes/index.ts';
import { literalShape } from '../../array/operand.ts';
import { refuseArgument, refuseRank, refuseSize, type Scene, type WrongSize } from '../../array/scene.ts';
import {
  type Argument,
  type Call,
  contentIn,
  type DictValue,
  itemsOf,
  shapeOf,
  type TensorValue,
  tensor,
  type Value,
} from '../../parts.ts';
import type { FlavourName } from '../core/flavour.ts';
import { nodeOf, tensorsIn } from '../core/graph.ts';
import { axisNames, differs, isNone } from '../core/none.ts';
import { layerOf } from '../core/registry.ts';
import { batchFed, isFeeding } from '../core/training-run.ts';
import { isWithinLayer } from '../core/within-layer.ts';
import type { ModelCore } from './model-core.ts';

/** One value for each input of the model, ready to be run on; undefined: refused, which has been stated. */
export function acceptInputs(core: ModelCore, call: Call, given: Argument): readonly Value[] | undefined {
  const expected = inputsOf(core);
  const values = arrange(core, expected, given.value);
  const scene = sceneOf(core, call);
  if (core.flavour.options && refusesNumbers(scene, given, 'x')) return undefined;
  if (refuseCount(scene, core, expected.length, given)) return undefined;
  const accepted: Value[] = [];
  for (const [i, input] of expected.entries()) {
    const value = values[i];
    const shape = value && shapeOfData(value);
    const wanted = shapeOf(input);
    const adapted = shape && wanted ? fitted(scene, core, { value, shape, at: given.at }, wanted) : wanted;
    if (adapted === null) return undefined;
    accepted.push(asTensor(core, call, value, adapted));
  }
  return accepted;
}

/** A shape as programs of the framework write it: (batch, 8), or [batch, 8] in JavaScript. */
export const shapeText = ({ flavour }: ModelCore, shape: Shape): string =>
  flavour.options ? `[${shape.map(printDim).join(', ')}]` : printShape(shape);

/** Layers and models of TensorFlow.js take tensors, and lists of them. */
export function refusesNumbers(scene: Scene, given: Argument | undefined, parameter: string): boolean {
  if (!given) return false;
  const items = itemsOf(given.value);
  if (!items?.some(({ kind }) => kind === 'number' || kind === 'list')) return false;
  refuseArgument(scene, {
    parameter,
    aspect: 'type',
    allowed: 'a tensor, or a list of tensors: `tf.tensor` makes one of numbers',
    at: given.at,
  });
  return true;
}

/** Whether inputs that are symbolic have another number of axes than those that a model of Keras 3 was made with: each layer is asked for a shape then, and checks nothing. */
export const isOfOtherRank = (core: ModelCore, given: readonly Value[]): boolean =>
  core.flavour.name === 'keras3' &&
  inputsOf(core).some((input, i) => {
    const value = given[i];
    const shape = value?.kind === 'tensor' && value.graph ? shapeOf(value) : undefined;
    return shape !== undefined && shape.length !== shapeOf(input)?.length;
  });

/** A functional model takes as many arrays as it has inputs: one array is one, and a dict names them. */
function refuseCount(scene: Scene, core: ModelCore, expected: number, { value, at }: Argument): boolean {
  const items = itemsOf(value);
  const isListForOne =
    expected === 1 && core.flavour.name === 'keras2' && isFeedingArrays(items) && !isWithinLayer();
  if (!isListForOne && (core.kind !== 'functional' || expected < 2)) return false;
  if (value.kind === 'dict') return refuseMissing(scene, core, value, at);
  const count =
    value.kind === 'tensor' ? 1 : items?.every(item => item.kind === 'tensor') ? items.length : expected;
  const { name } = core.flavour;
  if (count === expected || (takesMore(name) && count > expected)) return false;
  const says = isFeeding(scene.host) ? 'is not the size the model expected' : 'Could not compute output';
  refuseArgument(scene, {
    parameter: 'inputs',
    aspect: 'value',
    allowed: expected === 1 ? 'one array' : `a list of ${expected} arrays, one for each input of the model`,
    given: count === 1 ? 'one array' : `a list of ${count}`,
    at,
    says: name === 'tf1' ? says : isOld(name) ? undefined : `but it received ${count} input tensors`,
  });
  return true;
}

/** Keras 2 counts the arrays of a list, also where its items are meant as samples. */
const isFeedingArrays = (items: readonly Value[] | undefined): boolean =>
  items !== undefined && items.length > 1 && items.every(item => item.kind === 'tensor' && !item.graph);

const isOld = (name: FlavourName): boolean => name === 'keras2' || name === 'tfjs';

/** Arrays beyond those that a model has inputs for are left out. */
const takesMore = (name: FlavourName): boolean => name === 'tf1';

/** Inputs in a dict are found by their keys there. */
function refuseMissing(scene: Scene, core: ModelCore, given: DictValue, at: Argument['at']): boolean {
  const input = core.ends()?.input;
  const { known, rest } = given.entries.value;
  if (input?.kind !== 'dict' || rest) return false;
  const missing = [...input.entries.value.known.keys()].find(key => !known.has(key));
  if (missing === undefined) return false;
  refuseArgument(scene, {
    parameter: 'inputs',
    aspect: 'value',
    allowed: `a dict with the key '${missing}', which names an input of the model`,
    at,
    says: `Missing data for input "${missing}".`,
  });
  return true;
}

export function inputsOf(core: ModelCore): readonly TensorValue[] {
  const ends = core.ends();
  return ends ? tensorsIn(ends.input) : [];
}

export function sceneOf(core: ModelCore, { host, site }: Pick<Call, 'host' | 'site'>): Scene {
  return {
    host,
    framework: core.flavour.framework,
    operation: core.value.class.name,
    site,
    layer: core.value,
  };
}

/** The arrays in the order of the inputs: one array, a list of them, or a dict by the inputs' keys or names. */
function arrange(
  core: ModelCore,
  expected: readonly TensorValue[],
  given: Value,
): readonly (Value | undefined)[] {
  if (given.kind === 'dict') {
    const { known } = given.entries.value;
    const keys = keysOf(core);
    return expected.map(input => known.get(keys(input) ?? ''));
  }
  const nested = core.flavour.name === 'keras3' ? withoutNesting(given) : undefined;
  if (nested?.length === expected.length) return nested;
  const items = itemsOf(given);
  if (expected.length === 1) return [items?.length === 1 && items[0]?.kind === 'tensor' ? items[0] : given];
  const count = items?.length ?? 0;
  const isTaken = count === expected.length || (takesMore(core.flavour.name) && count > expected.length);
  return isTaken ? (items ?? []) : [];
}

/** The arrays in lists within lists, which Keras 3 makes one list of; undefined where nothing is nested, or not everything is an array. */
function withoutNesting(given: Value): readonly Value[] | undefined {
  const items = itemsOf(given);
  if (!items?.some(({ kind }) => kind === 'list')) return undefined;
  const arrays = items.flatMap(item =>
    item.kind === 'list' ? (withoutNesting(item) ?? itemsOf(item) ?? [item]) : [item],
  );
  return arrays.every(({ kind }) => kind === 'tensor') ? arrays : undefined;
}

/** What an input is called in a dict: as the dict that the model was made of calls it, else as its layer is called. */
function keysOf(core: ModelCore): (input: TensorValue) => string | number | undefined {
  const made = core.ends()?.input;
  if (made?.kind !== 'dict') return input => layerOf(nodeOf(input)?.layer)?.name;
  const entries = [...made.entries.value.known];
  return input => entries.find(([, value]) => value === input)?.[0];
}

export function shapeOfData(value: Value): Shape | undefined {
  return value.kind === 'tensor' ? shapeOf(value) : literalShape(value);
}

interface Data {
  readonly value: Value;
  readonly shape: Shape;
  readonly at: Argument['at'];
}

/** The data's shape as the model sees it; null: refused. */
function fitted(scene: Scene, core: ModelCore, data: Data, wanted: Shape): Shape | null {
  const { name } = core.flavour;
  const isGraph = data.value.kind === 'tensor' && data.value.graph;
  if (name === 'keras2' || name === 'tfjs' || name === 'tf1') {
    // What is symbolic, and what a model within another one is given, only its layers look at.
    const isCompared = !isGraph && !isWithinLayer() && (name !== 'tf1' || isFeeding(scene.host));
    return isCompared ? fitExactly(scene, core, data, wanted) : data.shape;
  }
  // What is symbolic meets the functional model that a Sequential makes of itself.
  const comparesSizes = core.kind === 'functional' || name !== 'keras3' || isGraph;
  const { shape } = data;
  const isRaised = isOfOneMore(wanted, shape);
  const isLowered = isOfOneMore(shape, wanted);
  const other = comparesSizes ? firstOther(data, wanted, true) : undefined;
  if (other) {
    if (isRaised || isLowered || shape.length === wanted.length) refuseSize(scene, operand(data), other);
    else refuseOtherRank(scene, core, data, wanted);
    return null;
  }
  if (!comparesSizes && core.isBuiltByData?.() !== true && !holdsGraphs(core))
    suspectShape(scene, data, wanted, isRaised);
  if (shape.length === wanted.length) return shape;
  if (isLowered) return withoutOne(shape);
  if (isRaised) return [...shape, size(1)];
  if (name !== 'keras3') return shape;
  refuseOtherRank(scene, core, data, wanted);
  return null;
}

/** Whether a functional model is among the layers, which compares sizes itself. */
export const holdsGraphs = (core: ModelCore): boolean =>
  core.layers().some(({ model, class: { name } }) => model !== undefined && name === 'Functional');

/** A Sequential model of Keras 3 adds the axis of features, and runs on any number of steps: one sample without a batch may be read as so many of one step. */
function suspectShape(scene: Scene, data: Data, wanted: Shape, isRaised: boolean): void {
  if (!isRaised) {
    suspectSteps(scene, data, wanted);
    return;
  }
  if (!firstOther({ ...data, shape: [...data.shape, size(1)] }, wanted, false)) return;
  const { framework, operation, layer } = scene;
  scene.host.suspect({
    kind: 'input-rank',
    framework,
    operation,
    at: data.at,
    layer,
    input: operand(data),
    ranks: [wanted.length],
    axes: axisNames(wanted.length),
    wanted,
  });
}

/** A Sequential model of Keras 3 runs on another number of steps than it was declared with. */
function suspectSteps(scene: Scene, data: Data, wanted: Shape): void {
  if (data.shape.length !== wanted.length) return;
  const other = firstOther(data, wanted, false);
  if (!other || other.axis === wanted.length - 1) return;
  const { framework, operation, layer } = scene;
  scene.host.suspect({
    kind: 'feature-size',
    framework,
    operation,
    at: data.at,
    layer,
    input: operand(data),
    setBy: other.expected.origins[0] ?? scene.site,
    ...other,
  });
}

function fitExactly(scene: Scene, core: ModelCore, data: Data, wanted: Shape): Shape | null {
  const isColumn = core.flavour.name !== 'tfjs' && data.shape.length === 1;
  const shape = isColumn ? [...data.shape, size(1)] : data.shape;
  if (shape.length !== wanted.length) {
    refuseOtherRank(scene, core, data, wanted);
    return null;
  }
  const other = firstOther({ ...data, shape }, wanted, false);
  if (!other) return shape;
  refuseSize(scene, operand({ ...data, shape }), other);
  return null;
}

function refuseOtherRank(scene: Scene, core: ModelCore, data: Data, wanted: Shape): void {
  // What an Embedding looks up are the steps of a text, not features.
  const isLookedUp = wanted.length === 2 && core.layers().some(({ class: { name } }) => name === 'Embedding');
  const axes = isLookedUp ? ['batch', 'steps'] : axisNames(wanted.length);
  refuseRank(scene, operand(data), [wanted.length], axes, undefined, wanted);
}

const operand = ({ value, shape, at }: Data) => ({
  role: 'input',
  shape,
  tensor: value.kind === 'tensor' ? value : undefined,
  at,
});

/** Whether a shape is another with a last axis of 1 behind it. */
const isOfOneMore = (longer: Shape, shorter: Shape): boolean =>
  longer.length === shorter.length + 1 && withoutOne(longer) !== longer;

/** Compares sizes axis by axis, the batch left out; a last axis of 1 does not count on either side where that is allowed. */
function firstOther(data: Data, wanted: Shape, dropsOnes: boolean): WrongSize | undefined {
  const [a, b] = dropsOnes ? [withoutOne(data.shape), withoutOne(wanted)] : [data.shape, wanted];
  for (let axis = 1; axis < Math.min(a.length, b.length); axis++) {
    const [actual, expected] = [a[axis], b[axis]];
    if (!actual || !expected || isNone(expected) || !differs(actual, expected, true)) continue;
    return { axis, expected, actual, parameter: undefined };
  }
  return undefined;
}

function withoutOne(shape: Shape): Shape {
  const last = shape[shape.length - 1];
  return last && constantOf(last) === 1 ? shape.slice(0, -1) : shape;
}

/** Symbolic tensors stay themselves; arrays become tensors of the framework, of as many rows as are given at once. */
function asTensor(core: ModelCore, call: Call, value: Value | undefined, whole: Shape | undefined): Value {
  if (value?.kind === 'tensor' && value.graph) return value;
  const batch = batchFed(call.host);
  const shape = whole && batch && whole.length > 0 ? [batch, ...whole.slice(1)] : whole;
  const source =
    value?.kind === 'tensor' ? value.source : { operation: 'data', site: call.site, role: 'data' as const };
  return tensor(call.host, {
    framework: core.flavour.framework,
    shape,
    dtype: value?.kind === 'tensor' ? value.dtype : undefined,
    content: value?.kind === 'tensor' && !batch ? contentIn(value) : undefined,
    source: { ...source, parents: value?.kind === 'tensor' ? [value] : [] },
  });
}
