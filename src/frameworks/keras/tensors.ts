/** What can be done to tensors of Keras and TensorFlow; what is done to symbolic ones becomes part of the model. */
import { arrayBehaviour } from '../array/behaviour.ts';
import { define, type FunctionTable } from '../array/operation.ts';
import { converted, unary } from '../array/pointwise.ts';
import { reduction } from '../array/reductions.ts';
import { reshape, squeeze } from '../array/reshaping.ts';
import {
  type Call,
  type FrameworkName,
  type Host,
  type Items,
  type NativeValue,
  NONE,
  nativeFunction,
  shapeOf,
  type TensorBehaviour,
  type TensorValue,
  tensor,
  type Value,
} from '../parts.ts';
import { shapeValue } from './core/attributes.ts';
import { flavourOf } from './core/graph-flavour.ts';
import { isNone } from './core/none.ts';
import { arrayFlavour, shapeOfTensor } from './functions.ts';
import { onGraph } from './graph-function.ts';
import { settledSubscript } from './subscripts.ts';

const METHODS: FunctionTable = {
  reshape: define('input, *shape', reshape),
  squeeze: define('input, axis=None', squeeze),
  astype: define('input, dtype', converted),
  get_shape: define('input', shapeOfTensor),
  read_value: define('input', unary()),
  value: define('input', unary()),
  ...Object.fromEntries(
    ['sum', 'mean', 'max', 'min'].map(name => [
      name,
      define('input, axis=None, keepdims=False', reduction()),
    ]),
  ),
};

export function tensorBehaviourOf(framework: FrameworkName): TensorBehaviour {
  const plain = arrayBehaviour({
    flavour: arrayFlavour(framework, framework),
    methods: METHODS,
    attribute,
    lacks: tensorLacks,
    own: ['numpy', 'assign', 'assign_add', 'assign_sub', 'set_shape', 'path'],
    around: onGraph,
  });
  return {
    ...plain,
    index: call => refuseOneSlice(call) ?? subscripted(call, plain),
    iterate: (host, self, site) => loop(host, self, site, plain),
  };
}

/** What layers and models have, and neither the symbolic tensors of any version nor TensorFlow's. */
const OF_LAYERS = new Set(
  `input_shape output_shape count_params get_weights set_weights weights trainable_weights non_trainable_weights layers get_layer summary compile fit
   evaluate predict train_on_batch test_on_batch save_weights load_weights get_config add_weight units filters kernel recurrent_kernel
   forward_layer backward_layer cell state_size return_sequences return_state merge_mode use_bias`.split(
    /\s+/,
  ),
);

const tensorLacks = (_tensor: unknown, name: string): boolean => OF_LAYERS.has(name);

/**
 * `x[:2]`, `x[...]`, `x[None]` of a symbolic tensor of Keras 3, whose `GetItem` takes one integer, a tuple or a list (keras/src/ops/core.py). Inside of a layer's
 * `call` it is the backend's tensor, which takes them: only what the module itself does is refused.
 */
function refuseOneSlice(call: Call): Value | undefined {
  const { host, site, args } = call;
  const [self, index, second] = args;
  const isOne = index && !second && /^(slice|ellipsis|none)$/.test(index.value.kind);
  if (!isOne || self?.value.kind !== 'tensor' || !self.value.graph || !host.isTopLevel()) return undefined;
  if (flavourOf(self.value)?.name !== 'keras3') return undefined;
  host.refuse({
    kind: 'program',
    aspect: 'subscript',
    framework: 'keras',
    operation: 'A symbolic tensor',
    at: site,
    name: host.textOf(index.at),
    instead: `Write \`${host.textOf(self.at)}[:, ...]\` with an index for each axis.`,
    says: 'Unsupported key type for array slice',
  });
  return host.because({ missing: 'a part of a symbolic tensor, which is refused here', at: site });
}

function subscripted(call: Call, plain: TensorBehaviour): Value {
  const settled = settledSubscript(call);
  return settled
    ? plain.index(settled)
    : call.host.because({ missing: 'a part of a tensor, which is refused here', at: call.site });
}

function attribute(_host: Host, self: TensorValue, name: string): Value | undefined {
  const { weight } = self;
  const shape = shapeOf(self);
  switch (name) {
    case 'shape':
      return self.graph && shape ? { ...shapeValue(shape), shapeOf: self } : undefined;
    case 'numpy':
      return nativeFunction('numpy', call => array(call, self));
    case 'assign':
    case 'assign_add':
    case 'assign_sub':
    case 'set_shape':
      return nativeFunction(name, () => NONE);
    case 'path':
      return weight && { kind: 'string', value: undefined };
    default:
      return undefined;
  }
}

function array(call: Call, self: TensorValue): Value {
  const { dtype, weight, content } = self;
  return tensor(call.host, {
    framework: 'numpy',
    shape: shapeOf(self),
    dtype,
    weight,
    content,
    source: { ...self.source, parents: [self] },
  });
}

function loop(host: Host, self: TensorValue, site: Call['site'], plain: TensorBehaviour): Items {
  if (self.graph && refusesLoop(host, self, site))
    return { element: host.because({ missing: 'an item of what has none', at: site }), length: undefined };
  return plain.iterate(host, self, site);
}

/** Symbolic tensors cannot be looped over or unpacked; tf_keras can where the batch is fixed. */
function refusesLoop(host: Host, self: TensorValue, site: Call['site']): boolean {
  const flavour = flavourOf(self);
  const [first] = shapeOf(self) ?? [];
  if (flavour?.framework !== 'keras' || (flavour.name === 'tf_keras' && (!first || !isNone(first))))
    return false;
  const { layer } = self.source;
  host.refuse({
    kind: 'program',
    aspect: 'sequence',
    framework: 'keras',
    operation: layer?.class.name ?? self.source.operation,
    at: site,
    layer,
    name: 'a symbolic tensor',
    instead: moreResults(layer),
    says:
      flavour.name === 'keras3'
        ? 'Iterating over a symbolic KerasTensor is not supported.'
        : flavour.name === 'tf_keras'
          ? 'Cannot iterate over a Tensor with unknown first dimension.'
          : undefined,
  });
  return true;
}

/** What asks a layer for more than one result. */
function moreResults(layer: NativeValue | undefined): string | undefined {
  if (layer?.layer?.recurrent) return 'A recurrent layer also returns its states with `return_state=True`.';
  return layer && /^(Additive|MultiHead)?Attention$/.test(layer.class.name)
    ? `${layer.class.name} gives one tensor; it also returns its weights where it is called with \`return_attention_scores=True\`.`
    : undefined;
}

export const kerasTensors: TensorBehaviour = tensorBehaviourOf('keras');
