/**
 * `tf.layers` of TensorFlow 1: classes of Keras, and functions that make such a layer and call it at once.
 * https://www.tensorflow.org/versions/r1.15/api_docs/python/tf/layers; `fully_connected`: tensorflow/contrib/layers/python/layers/layers.py.
 */
import { takeTensor } from '../array/operand.ts';
import { refused, refuseRank, result, type Scene } from '../array/scene.ts';
import {
  type Argument,
  asDim,
  bind,
  type Call,
  type Host,
  type ModuleValue,
  nativeFunction,
  signature,
  type Value,
} from '../parts.ts';

/** What each function makes. */
const MADE: Readonly<Record<string, string>> = {
  dense: 'Dense',
  dropout: 'Dropout',
  flatten: 'Flatten',
  batch_normalization: 'BatchNormalization',
  conv1d: 'Conv1D',
  conv2d: 'Conv2D',
  conv3d: 'Conv3D',
  separable_conv1d: 'SeparableConv1D',
  separable_conv2d: 'SeparableConv2D',
  conv2d_transpose: 'Conv2DTranspose',
  conv3d_transpose: 'Conv3DTranspose',
  max_pooling1d: 'MaxPooling1D',
  max_pooling2d: 'MaxPooling2D',
  max_pooling3d: 'MaxPooling3D',
  average_pooling1d: 'AveragePooling1D',
  average_pooling2d: 'AveragePooling2D',
  average_pooling3d: 'AveragePooling3D',
};

/** Said of the call or of the graph, not of the layer. */
const OF_THE_CALL = new Set([
  'inputs',
  'training',
  'reuse',
  '_reuse',
  'name',
  'renorm',
  'virtual_batch_size',
  'fused',
]);

/** How many arguments by position after the inputs are the layer's; others are the call's and the name. */
function mostPlaced(name: string): number {
  if (name === 'flatten') return 0;
  if (name === 'dropout') return 3;
  return name.includes('pooling') ? 4 : Number.POSITIVE_INFINITY;
}

/** https://www.tensorflow.org/versions/r1.15/api_docs/python/tf/layers/Dropout: Keras has no rate by default. */
const HALF: Value = { kind: 'number', dim: undefined, float: 0.5 };

const withRate = (made: string, args: readonly Argument[], at: Argument['at']): readonly Argument[] =>
  made !== 'Dropout' || args.some(({ name }) => name === undefined || name === 'rate')
    ? args
    : [...args, { name: 'rate', value: HALF, at }];

/** The layers of Keras, as this version has them. */
export type Layers = (host: Host) => Value | undefined;

function classOf(layers: Layers, host: Host, name: string): Value | undefined {
  const module = layers(host);
  const type = module?.kind === 'module' ? module.member(host, name) : undefined;
  if (type?.kind !== 'native-class') return type;
  return {
    ...type,
    construct: call =>
      type.construct(call.open ? call : { ...call, args: withRate(name, call.args, call.site) }),
  };
}

/** `tf.layers.dense(x, 5)`: with `reuse` it may be a layer that there is already, so that only its kind is known. */
const functional = (layers: Layers, name: string, made: string) =>
  nativeFunction(`tf.layers.${name}`, call => {
    const { host, site, args, open } = call;
    const inputs =
      args.find(given => given.name === 'inputs') ?? args.find(given => given.name === undefined);
    const type = classOf(layers, host, made);
    const isShared = args.some(given => given.name === 'reuse' && given.value.kind !== 'none');
    if (!inputs || !type || open || isShared)
      return host.unknown(`the result of \`tf.layers.${name}\``, site);
    const named = args.filter(given => given.name !== undefined && !OF_THE_CALL.has(given.name));
    const placed = args.filter(given => given !== inputs && given.name === undefined);
    const rest = [...placed.slice(0, mostPlaced(name)), ...named.filter(given => given !== inputs)];
    const layer = host.call(type, rest, site);
    return layer.kind === 'native'
      ? host.call(layer, [{ ...inputs, name: undefined }], site)
      : host.unknown(`the result of \`tf.layers.${name}\``, site);
  });

export function legacyLayers(layers: Layers): ModuleValue {
  const functions = new Map(
    Object.entries(MADE).map(([name, made]) => [name, functional(layers, name, made)]),
  );
  const classes = new Set(Object.values(MADE));
  return {
    kind: 'module',
    name: 'tf.layers',
    names: () => [...functions.keys(), ...classes],
    member: (host: Host, name: string): Value | undefined =>
      functions.get(name) ?? (classes.has(name) ? classOf(layers, host, name) : undefined),
  };
}

const FULLY_CONNECTED =
  'inputs, num_outputs, activation_fn=None, normalizer_fn=None, normalizer_params=None, weights_initializer=None, weights_regularizer=None, biases_initializer=None, biases_regularizer=None, reuse=None, variables_collections=None, outputs_collections=None, trainable=True, scope=None';

/** The last axis becomes another; its weights are named otherwise than those of a dense layer. */
export const fullyConnected = nativeFunction('tf.contrib.layers.fully_connected', (call: Call) => {
  const { host, site } = call;
  const scene: Scene = { host, framework: 'tensorflow', operation: 'fully_connected', site };
  const bound = bind(call, signature(FULLY_CONNECTED), 'fully_connected', 'tensorflow');
  const given: Argument | undefined = bound.given('inputs');
  const outputs = asDim(bound.value('num_outputs'));
  const input = given && !bound.refused ? takeTensor(scene, given.value, given.at, 'inputs') : undefined;
  if (!input) return refused(scene);
  if (input.shape && input.shape.length < 2) return refuseRank(scene, input, [2, 3], ['batch', 'features']);
  const shape = input.shape && outputs && [...input.shape.slice(0, -1), outputs];
  return result(scene, shape, { parents: [input.tensor], dtype: 'float' });
});
