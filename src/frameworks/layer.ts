/** Makes the value of a layer: facts for hover and report on one side, behaviour for the interpreter on the other. */
import { add, type Dim, isUnknown, type Origin, product, type Shape, size } from '../shapes/index.ts';
import {
  type Behaviour,
  type Bound,
  type Built,
  type Call,
  type CellDescription,
  type Host,
  joinShapes,
  type LayerFacet,
  type LayerState,
  type NativeClass,
  type NativeValue,
  slot,
  type Value,
  type Weight,
} from './parts.ts';

export const NOT_BUILT: Built = {
  weights: undefined,
  missing: undefined,
  inputs: [],
  outputs: [],
  states: [],
  step: new Map(),
  inputSize: undefined,
  steps: undefined,
  called: false,
};

/** A cell as most are: tanh and sigmoid, a bias, one layer in one direction, no projection. `changed`: what is otherwise. */
export const plainCell = (
  kind: CellDescription['kind'],
  layout: CellDescription['layout'],
  changed: Partial<CellDescription> = {},
): CellDescription => ({
  kind,
  layout,
  activation: 'tanh',
  recurrentActivation: 'sigmoid',
  bias: true,
  resetAfter: false,
  bidirectional: false,
  numLayers: size(1),
  projection: undefined,
  ...changed,
});

/** The name of an activation that is given as a function, or by name; `otherwise` where none is given, 'unknown' for a function of the program's own. */
export function activationName(value: Value | undefined, otherwise: string): string {
  if (value === undefined || value.kind === 'none') return otherwise;
  if (value.kind === 'string') return value.value ?? 'unknown';
  return value.kind === 'native-function' ? (value.name.split('.').at(-1) ?? 'unknown') : 'unknown';
}

export interface LayerParts {
  readonly class: NativeClass;
  readonly recurrent: boolean;
  readonly units?: Dim;
  readonly cell?: LayerFacet['cell'];
  readonly inner?: readonly NativeValue[];
  readonly held?: LayerFacet['held'];
  readonly givenName?: string;
  readonly flags?: Readonly<Record<string, boolean | undefined>>;
  /** The bound constructor arguments, for their ranges. */
  readonly bound?: Bound;
  /** Weights that exist from construction on (PyTorch); absent: built by the first input (Keras). */
  readonly weights?: readonly Weight[];
  readonly inputSize?: Dim;
  readonly pathSeparator?: string;
  /** Gets the finished layer, so that calls can update `built` and tensors can name their layer. */
  readonly behave: (layer: NativeValue) => Behaviour;
}

/** While it is made: its behaviour has to know the layer itself. */
export type Unfinished = Omit<NativeValue, 'behaviour'> & { behaviour: Behaviour };

/** Creates a layer at a constructor call and registers it with the host. */
export function makeLayer(call: Call, parts: LayerParts): NativeValue {
  const facet: LayerFacet = {
    framework: parts.class.framework,
    type: parts.class.name,
    call: parts.class.qualified,
    recurrent: parts.recurrent,
    units: parts.units,
    cell: parts.cell,
    inner: parts.inner ?? [],
    ...(parts.held && { held: parts.held }),
    built: slot<Built>({ ...NOT_BUILT, weights: parts.weights, inputSize: parts.inputSize }, joinBuilt),
    isOneOfMany: call.host.isRepeating(),
    givenInputSize: parts.inputSize,
    givenName: parts.givenName,
    ...(parts.pathSeparator !== undefined && { pathSeparator: parts.pathSeparator }),
    flags: new Map(Object.entries(parts.flags ?? {})),
    arguments: parts.bound ? argumentRanges(parts.bound) : new Map(),
  };
  const layer: Unfinished = {
    kind: 'native',
    id: call.host.nextId(),
    class: parts.class,
    site: call.site,
    layer: facet,
    model: undefined,
    behaviour: {},
  };
  layer.behaviour = parts.behave(layer);
  call.host.layerMade(layer);
  return layer;
}

function argumentRanges(bound: Bound): ReadonlyMap<string, Origin> {
  const ranges = new Map<string, Origin>();
  for (const argument of bound.call.args) if (argument.name) ranges.set(argument.name, argument.at);
  for (const name of bound.names) {
    const given = bound.given(name);
    if (given) ranges.set(name, given.at);
  }
  return ranges;
}

/** A layer built in one branch only: what is known of it is what that branch says. */
function joinBuilt(a: Built, b: Built): Built {
  const kept = b.weights && !a.weights ? b : a.called || !b.called ? a : b;
  if (!a.weights || !b.weights || a.weights === b.weights) return kept;
  return { ...kept, weights: joinWeights(a.weights, b.weights) };
}

function joinWeights(a: readonly Weight[], b: readonly Weight[]): readonly Weight[] | undefined {
  if (a.length !== b.length) return undefined;
  return a.map((weight, i) => ({ ...weight, shape: joinShapes(weight.shape, b[i]?.shape) }));
}

/** What the first run tells of a layer beside the shapes that went in and came out; what is left out stays as it was. */
export type RunFacts = Partial<Pick<Built, 'states' | 'step' | 'steps' | 'inputSize'>>;

/** Keeps the shapes of a layer's first call, for hover and report; later calls change nothing. */
export function noteCall(
  { host, layer }: { readonly host: Host; readonly layer: NativeValue },
  inputs: readonly (Shape | undefined)[],
  outputs: readonly (Shape | undefined)[],
  facts: RunFacts = {},
): void {
  const built = layer.layer?.built;
  if (!built || built.value.called) return;
  host.write(built, { ...built.value, ...facts, inputs, outputs, called: true });
}

/** Number of scalars in these weights; undefined where a shape is not known. */
export function parameterCount(weights: readonly Weight[]): Dim | undefined {
  let total = size(0);
  for (const weight of weights) {
    if (!weight.shape) return undefined;
    total = add(total, product(weight.shape));
  }
  return isUnknown(total) ? undefined : total;
}

export function weight(
  name: string,
  shape: Shape | undefined,
  gates: readonly string[] = [],
  gateAxis?: number,
  trainable = true,
): Weight {
  return { name, shape, gates, gateAxis, trainable };
}

/** A shape with an axis of this size more; negative axes count in the new shape. */
export function withNewAxis(shape: Shape, size: Dim, axis: number): Shape {
  const at = axis < 0 ? axis + shape.length + 1 : axis;
  return [...shape.slice(0, at), size, ...shape.slice(at)];
}

/** A weight that stands for those of several layers, along an axis of its own. */
export function stackedWeight(one: Weight, size: Dim, axis: number): Weight {
  const { shape, gateAxis } = one;
  const isBefore = gateAxis !== undefined && axis >= 0 && axis <= gateAxis;
  return {
    ...one,
    shape: shape && withNewAxis(shape, size, axis),
    gateAxis: isBefore ? gateAxis + 1 : gateAxis,
  };
}

/** What `stackedWeight` made it of. */
export function unstackedWeight(one: Weight, axis: number): Weight {
  const { shape, gateAxis } = one;
  const isBefore = gateAxis !== undefined && axis >= 0 && axis < gateAxis;
  return { ...one, shape: shape?.toSpliced(axis, 1), gateAxis: isBefore ? gateAxis - 1 : gateAxis };
}

/** Classes as the members of a module. */
export const byName = (classes: readonly NativeClass[]): Readonly<Record<string, NativeClass>> =>
  Object.fromEntries(classes.map(type => [type.name, type]));

export function state(name: string, shape: Shape | undefined): LayerState {
  return { name, shape };
}
