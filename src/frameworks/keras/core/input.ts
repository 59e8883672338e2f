/** `Input`: the symbolic tensor a model begins with, and its input layer. */
import { less, type Origin, type Shape, size, withOrigin } from '../../../shapes/index.ts';
import { refuseArgument, refuseUnknown, type Scene } from '../../array/scene.ts';
import { isWrittenNone } from '../../kinds.ts';
import {
  type Argument,
  asBool,
  asDim,
  asString,
  type Bound,
  bind,
  bindOptions,
  type Call,
  type Host,
  itemsOf,
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
import { isDtype } from './common-kinds.ts';
import { shapeFrom } from './declared.ts';
import type { Flavour, FlavourName } from './flavour.ts';
import { nodeOf, recordInput } from './graph.ts';
import { qualifiedName } from './layer-class.ts';
import { autoName } from './names.ts';
import { none } from './none.ts';
import { flagSize } from './options.ts';
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
  tf1: BEFORE,
  keras2: 'shape=None, batch_shape=None, name=None, dtype=None, sparse=False, tensor=None',
  tfjs: 'shape=None, batchShape=None, name=None, dtype=None, sparse=None',
};

/** `Input` has no names of its layer. */
const KNOWS_ONE_NAME: ReadonlySet<FlavourName> = new Set(['keras3', 'keras2']);

/** In Keras 2.2 the layer has none of those of `Input`. */
const isOfInput = ({ name = '' }: Argument): boolean => ['shape', 'batch_shape', 'tensor'].includes(name);

/** `Input(shape=(8, 8))`, also as `InputLayer(...)`. */
export function makeInput(call: Call, flavour: Flavour, asLayer = false): Value {
  const wanted = signature(
    `${SIGNATURES[flavour.name]}${asLayer && flavour.name === 'keras3' ? ', **kwargs' : ''}`,
  );
  // `Input` of Keras 3 has the names of now alone, its layer has those of before too.
  const isLayer =
    asLayer || (!KNOWS_ONE_NAME.has(flavour.name) && call.args.some(({ name }) => renamed(name) !== name));
  const other = asLayer && flavour.name === 'keras2' ? call.args.find(isOfInput) : undefined;
  if (other) {
    const scene = { host: call.host, framework: flavour.framework, operation: 'InputLayer', site: call.site };
    refuseUnknown(scene, other, ['input_shape', 'batch_input_shape', 'input_tensor']);
    return call.host.because({ missing: 'an input that is refused', at: call.site });
  }
  const named = isLayer
    ? { ...call, args: call.args.map(argument => ({ ...argument, name: renamed(argument.name) })) }
    : call;
  const bound = flavour.options
    ? bindOptions(named, wanted)
    : bind(named, wanted, 'Input', flavour.framework);
  if (bound.refused) return call.host.unknown('an input that is refused', call.site);
  if (flavour.name === 'keras3' && isNoShape(call, bound))
    return call.host.because({ missing: 'an input that is refused', at: call.site });
  const shape = shapeOfInput(call, flavour, bound);
  if (shape === null) return call.host.because({ missing: 'an input that is refused', at: call.site });
  const made = inputTensor(call.host, flavour, shape, call.site, asString(bound.value('name')));
  return made;
}

/** Keras 3 wants a shape, of sizes that are whole, not negative, or None (`standardize_shape` of keras/src/backend/common/variables.py). */
function isNoShape(call: Call, bound: Bound): boolean {
  const scene: Scene = { host: call.host, framework: 'keras', operation: 'Input', site: call.site };
  const given = ['batch_shape', 'shape'].flatMap(name => {
    const argument = bound.given(name);
    return argument && argument.value.kind !== 'none' ? [{ ...argument, name }] : [];
  });
  // A default of None that is handed on stands for what callers give.
  const isLeftOpen = ['shape', 'batch_shape'].some(name => {
    const argument = bound.given(name);
    return argument && !isWrittenNone(call.host, argument.value, argument.at);
  });
  if (given.length === 0 && !isLeftOpen && !bound.open && bound.value('tensor').kind === 'none') {
    const says = 'You must pass a `shape` argument.';
    refuseArgument(scene, {
      parameter: 'shape',
      aspect: 'value',
      allowed: 'a shape',
      given: 'None',
      at: call.site,
      says,
    });
    return true;
  }
  const [first, second] = given;
  if (first && (second || bound.given('batch_size')) && first.name === 'batch_shape') {
    const other = second ?? bound.given('batch_size');
    if (other && isSurelyGiven(first.value) && isSurelyGiven(other.value)) {
      const says = 'at the same time.';
      refuseArgument(scene, {
        parameter: other.name ?? 'batch_size',
        aspect: 'value',
        allowed: 'left out beside `batch_shape`',
        at: other.at,
        says,
      });
      return true;
    }
  }
  const option = wrongOption(bound);
  if (option) {
    refuseArgument(scene, { ...option, at: bound.at(option.parameter) });
    return true;
  }
  const batch = bound.given('batch_size');
  const sizes = batch && isNoSize(batch.value) ? { ...batch, name: 'batch_size' } : undefined;
  const wrong = sizes ?? given.find(({ value }) => isNoSequence(value) || itemsOf(value)?.some(isNoSize));
  if (!wrong) return false;
  const { name: parameter, at } = wrong;
  refuseArgument(scene, {
    parameter,
    aspect: 'value',
    allowed: 'a tuple of sizes, each at least 0, or None',
    at,
  });
  return true;
}

/** A dtype that there is not, or a name that is no text. */
function wrongOption(bound: Bound) {
  const [dtype, name] = [bound.value('dtype'), bound.value('name')];
  const text = asString(dtype);
  const isFlag = asBool(dtype) !== undefined;
  if ((text !== undefined && !isDtype(text)) || dtype.kind === 'number' || isFlag)
    return {
      parameter: 'dtype',
      aspect: 'value',
      allowed: 'the name of a dtype',
      says: 'Invalid dtype',
    } as const;
  if (name.kind === 'number' || asBool(name) !== undefined || asString(name)?.includes('/'))
    return {
      parameter: 'name',
      aspect: 'value',
      allowed: 'a text without `/`',
      says: 'Argument `name` must be a string',
    } as const;
  return undefined;
}

/** What is not known may be None. */
const isSurelyGiven = (value: Value): boolean => value.kind === 'list' || value.kind === 'number';

const isNoSequence = (value: Value): boolean => asString(value) !== undefined || asBool(value) !== undefined;

const isNoSize = (value: Value): boolean =>
  value.kind === 'string' ||
  value.kind === 'list' ||
  (value.kind === 'number' &&
    (value.float !== undefined || (value.dim !== undefined && less(value.dim, size(0)) === true)));

function renamed(name: string | undefined): string | undefined {
  if (name === 'input_shape') return 'shape';
  if (name === 'input_tensor') return 'tensor';
  return name === 'batch_input_shape' ? 'batch_shape' : name;
}

/** undefined: not known; null: refused. */
function shapeOfInput(call: Call, flavour: Flavour, bound: Bound): Shape | undefined | null {
  const whole =
    bound.given(flavour.options ? 'batchShape' : 'batch_shape') ??
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
  const given = bound.given('shape');
  if (!given || given.value.kind === 'none') return undefined;
  const fixed = asDim(bound.value('batch_size')) ?? flagSize(bound.value('batch_size'));
  const batch = fixed
    ? withOrigin(fixed, { ...bound.at('batch_size'), what: 'batch_size of Input' })
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
