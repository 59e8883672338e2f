/** `Input`: the symbolic tensor a model begins with, and its input layer. */
import { type Origin, type Shape, withOrigin } from '../../../shapes/index.ts';
import { refuseArgument, refuseUnknown, type Scene } from '../../array/scene.ts';
import {
  type Argument,
  asDim,
  asString,
  type Bound,
  bind,
  bindOptions,
  type Call,
  type Host,
  type NativeClass,
  type NativeValue,
  nativeFunction,
  signature,
  string,
  type TensorValue,
  tensor,
  type Value,
  whole,
} from '../../parts.ts';
import { shapeValue } from './attributes.ts';
import { shapeFrom } from './declared.ts';
import type { Flavour, FlavourName } from './flavour.ts';
import { nodeOf, recordInput } from './graph.ts';
import { refusesOldShape, refusesShape } from './input-refusals.ts';
import { qualifiedName } from './layer-class.ts';
import { autoName } from './names.ts';
import { none } from './none.ts';
import { camelCase, flagSize } from './options.ts';
import { registerLayer } from './registry.ts';

/** A symbolic tensor of this shape with an input layer behind it. */
export function inputTensor(
  host: Host,
  flavour: Flavour,
  shape: Shape | undefined,
  site: Origin,
  name?: string,
): TensorValue {
  const made = tensor(host, {
    framework: flavour.framework,
    shape,
    graph: true,
    dtype: 'float',
    source: { operation: 'Input', site, role: 'input' },
  });
  const given = name ?? inputName(host, flavour);
  const layer: NativeValue = {
    kind: 'native',
    id: host.nextId(),
    class: inputClass(flavour),
    site,
    layer: undefined,
    model: undefined,
    behaviour: {
      attribute: (_host, attribute) => inputAttribute(given, made, shape, attribute),
    },
  };
  registerLayer({
    value: layer,
    flavour,
    name: given,
    declared: shape,
    description: undefined,
    input: made,
    weights: () => [],
    run: () => made,
  });
  recordInput(made, layer);
  return made;
}

/** 'input_layer' in Keras 3, 'input_1' before. */
function inputName(host: Host, flavour: Flavour): string {
  return autoName(host, flavour.name === 'keras3' ? flavour : { ...flavour, firstName: 1 }, 'InputLayer');
}

const CLASSES = new Map<FlavourName, NativeClass>();

/** `InputLayer(input_shape=...)` gives the layer whose tensor `Input` would give. */
export function inputClass(flavour: Flavour): NativeClass {
  const known = CLASSES.get(flavour.name);
  if (known) return known;
  const type: NativeClass = {
    kind: 'native-class',
    role: 'layer',
    name: 'InputLayer',
    qualified: qualifiedName(flavour, 'InputLayer'),
    framework: flavour.framework,
    ancestors: [qualifiedName(flavour, 'Layer')],
    construct: call =>
      layerBehind(makeInput(call, flavour, true)) ?? call.host.unknown('an input layer', call.site),
  };
  CLASSES.set(flavour.name, type);
  return type;
}

function layerBehind(value: Value): NativeValue | undefined {
  return value.kind === 'tensor' ? nodeOf(value)?.layer : undefined;
}

function inputAttribute(
  name: string,
  input: TensorValue,
  shape: Shape | undefined,
  attribute: string,
): Value | undefined {
  switch (attribute) {
    case 'name':
      return string(name);
    case 'output':
    case 'input':
      return input;
    case 'get_weights':
      return nativeFunction('InputLayer.get_weights', () => whole([], 'list'));
    case 'weights':
      return whole([], 'list');
    case 'batch_shape':
    case 'input_shape':
    case 'output_shape':
      return shape && shapeValue(shape);
    default:
      return undefined;
  }
}

const KERAS3 =
  'shape=None, batch_size=None, dtype=None, sparse=None, ragged=None, batch_shape=None, name=None, tensor=None, optional=False';
const BEFORE =
  'shape=None, batch_size=None, name=None, dtype=None, sparse=None, tensor=None, ragged=None, type_spec=None, optional=False, **kwargs';

const SIGNATURES: Readonly<Record<FlavourName, string>> = {
  keras3: KERAS3,
  tf_keras: BEFORE,
  tf1: 'shape=None, batch_size=None, name=None, dtype=None, sparse=False, tensor=None, ragged=False, **kwargs',
  keras2: 'shape=None, batch_shape=None, name=None, dtype=None, sparse=False, tensor=None',
  tfjs: 'shape=None, batchShape=None, name=None, dtype=None, sparse=None',
};

/** Of the layer, where its order is another than that of `Input`: under the names that `Input` has. */
const OF_LAYER: Readonly<Partial<Record<FlavourName, string>>> = {
  keras3: `${KERAS3}, **kwargs`,
  tf_keras:
    'shape=None, batch_size=None, dtype=None, tensor=None, sparse=None, name=None, ragged=None, type_spec=None, **kwargs',
  tf1: 'shape=None, batch_size=None, dtype=None, tensor=None, sparse=False, name=None, ragged=False, **kwargs',
  keras2: 'shape=None, batch_size=None, batch_shape=None, dtype=None, tensor=None, sparse=False, name=None',
  tfjs: 'inputShape=None, batchInputShape=None, batchSize=None, name=None, dtype=None, sparse=None',
};

/** `Input` has no names of its layer. */
const KNOWS_ONE_NAME: ReadonlySet<FlavourName> = new Set(['keras3', 'keras2']);

/** Before Keras 3 the layer has none of those of `Input`. */
const isOfInput = ({ name = '' }: Argument): boolean => ['shape', 'batch_shape', 'tensor'].includes(name);

/** TensorFlow's Keras takes the shape of a whole batch among its `**kwargs`, and nothing else. */
const isUnknownToInput = ({ name }: Argument): boolean => renamed(name) !== 'batch_shape';

function refuseName(
  { host, site }: Call,
  { framework }: Flavour,
  operation: string,
  given: Argument,
  known: readonly string[],
): Value {
  refuseUnknown({ host, framework, operation, site }, given, known);
  return host.because({ missing: 'an input that is refused', at: site });
}

/** `Input(shape=(8, 8))`, also as `InputLayer(...)`. */
export function makeInput(call: Call, flavour: Flavour, asLayer = false): Value {
  const wanted = signature((asLayer && OF_LAYER[flavour.name]) || SIGNATURES[flavour.name]);
  // `Input` of Keras 3 has the names of now alone, its layer has those of before too.
  const isLayer =
    asLayer || (!KNOWS_ONE_NAME.has(flavour.name) && call.args.some(({ name }) => renamed(name) !== name));
  const isTensorflow = flavour.name === 'tf_keras' || flavour.name === 'tf1';
  const other =
    asLayer && (isTensorflow || flavour.name === 'keras2') ? call.args.find(isOfInput) : undefined;
  if (other)
    return refuseName(call, flavour, 'InputLayer', other, [
      'input_shape',
      'batch_input_shape',
      'input_tensor',
    ]);
  const named = isLayer
    ? { ...call, args: call.args.map(argument => ({ ...argument, name: renamed(argument.name) })) }
    : call;
  const bound = flavour.options
    ? bindOptions(named, wanted)
    : bind(named, wanted, 'Input', flavour.framework);
  if (bound.refused) return call.host.unknown('an input that is refused', call.site);
  const ofLayer = asLayer ? undefined : call.args.find(({ name }) => name === 'input_shape');
  const further = isTensorflow ? (ofLayer ?? bound.keywords.find(isUnknownToInput)) : undefined;
  const operation = asLayer ? 'InputLayer' : 'Input';
  if (further) return refuseName(call, flavour, operation, further, [...bound.names, 'batch_shape']);
  if (flavour.name === 'keras3' ? refusesShape(call, bound) : refusesOldShape(call, flavour, bound, asLayer))
    return call.host.because({ missing: 'an input that is refused', at: call.site });
  const shape = shapeOfInput(call, flavour, bound);
  if (shape === null) return call.host.because({ missing: 'an input that is refused', at: call.site });
  const made = inputTensor(call.host, flavour, shape, call.site, asString(bound.value('name')));
  return made;
}

function renamed(name: string | undefined): string | undefined {
  if (name === 'input_shape') return 'shape';
  if (name === 'input_tensor') return 'tensor';
  return name === 'batch_input_shape' ? 'batch_shape' : name;
}

/** undefined: not known; null: refused. */
function shapeOfInput(call: Call, flavour: Flavour, bound: Bound): Shape | undefined | null {
  const own = (name: string) => (flavour.options ? camelCase(name) : name);
  const isLayer = bound.names.includes('inputShape');
  const whole =
    bound.given(isLayer ? 'batchInputShape' : own('batch_shape')) ??
    bound.keywords.find(argument => argument.name === 'batch_shape' || argument.name === 'batch_input_shape');
  const scene: Scene = {
    host: call.host,
    framework: flavour.framework,
    dialect: flavour.name,
    operation: 'Input',
    site: call.site,
  };
  if (whole?.value.kind === 'number') return refuseNumber(scene, 'batch_shape', whole);
  if (whole && whole.value.kind !== 'none')
    return shapeFrom(call.host, { ...whole, name: whole.name ?? 'batch_shape' }, 'Input', []);
  const given = bound.given(isLayer ? 'inputShape' : 'shape');
  if (!given || given.value.kind === 'none') return undefined;
  const ofBatch = bound.value(own('batch_size'));
  const fixed = asDim(ofBatch) ?? flagSize(ofBatch);
  const batch = fixed
    ? withOrigin(fixed, { ...bound.at(own('batch_size')), what: 'batch_size of Input' })
    : none(call.host, 'batch', call.site);
  if (given.value.kind !== 'number')
    return shapeFrom(call.host, { ...given, name: given.name ?? 'shape' }, 'Input', [batch]);
  if ((flavour.name === 'tf_keras' || flavour.name === 'tf1') && given.value.dim)
    return [batch, given.value.dim];
  return refuseNumber(scene, 'shape', given);
}

function refuseNumber(scene: Scene, parameter: string, { at }: Argument): null {
  refuseArgument(scene, { parameter, aspect: 'type', allowed: 'a tuple of integers, such as `(8,)`', at });
  return null;
}
