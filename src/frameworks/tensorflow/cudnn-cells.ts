/**
 * tf.contrib.cudnn_rnn: whole stacks of layers for GPUs; sequences have time first, and the states of all layers and directions lie along axis 0.
 * https://github.com/tensorflow/tensorflow/blob/v1.15.5/tensorflow/contrib/cudnn_rnn/python/layers/cudnn_rnn.py
 */
import { add, constantOf, type Dim, multiply, type Shape, size, unknownDim } from '../../shapes/index.ts';
import { result, scenesOf } from '../array/scene.ts';
import { makeLayer, noteCall, weight } from '../layer.ts';
import { Options } from '../modules/options.ts';
import {
  asBool,
  asString,
  bind,
  type Call,
  type NativeClass,
  type NativeValue,
  shapeOf,
  signature,
  tuple,
  type Value,
  type Weight,
} from '../parts.ts';
import { classOf, RECURRENT_LAYER } from './classes.ts';

const sceneOf = scenesOf('tensorflow');
const SIGNATURE =
  "num_layers, num_units, input_mode='linear_input', direction='unidirectional', dropout=0.0, seed=None, dtype=None, kernel_initializer=None, bias_initializer=None, name=None";
const CALL = 'inputs, initial_state=None, sequence_lengths=None, time_major=True, training=True, **kwargs';

function cudnnClass(name: string, states: 1 | 2, gates: number): NativeClass {
  return classOf(`tf.contrib.cudnn_rnn.${name}`, RECURRENT_LAYER, (call, type) => {
    const bound = bind(call, signature(SIGNATURE), name, 'tensorflow');
    if (bound.refused) return call.host.unknown(`a layer \`${name}\``, call.site);
    const options = new Options(sceneOf(call, name), bound);
    const [layers, units] = [options.size('num_layers'), options.size('num_units')];
    const direction = asString(bound.value('direction'));
    const both =
      direction === 'bidirectional' ? size(2) : direction === 'unidirectional' ? size(1) : undefined;
    const stack = { name, states, gates, layers, units, directions: both ?? unknownDim() };
    return makeLayer(call, {
      class: type,
      recurrent: true,
      units,
      bound,
      behave: layer => ({ invoke: inner => run(inner, layer, stack) }),
    });
  });
}

interface Stack {
  readonly name: string;
  readonly states: 1 | 2;
  readonly gates: number;
  readonly layers: Dim;
  readonly units: Dim;
  readonly directions: Dim;
}

/**
 * cuDNN's one buffer for all layers and directions: in each, for each gate, a matrix of the input, one of the state, and a bias for both
 * (`canonical_weight_shapes`, `canonical_bias_shapes`). undefined: the number of layers is not known.
 */
function opaqueKernel(
  { gates, layers, units, directions }: Stack,
  features: Dim,
): readonly Weight[] | undefined {
  const count = constantOf(layers);
  if (count === undefined) return undefined;
  const cells = (inputs: Dim): Dim =>
    [directions, size(gates), units, add(add(inputs, units), size(2))].reduce(multiply);
  const upper = multiply(size(count - 1), cells(multiply(units, directions)));
  return [weight('opaque_kernel', [add(cells(features), upper)])];
}

function run(call: Call, layer: NativeValue, stack: Stack): Value {
  const { name, states, layers, units, directions } = stack;
  const scene = sceneOf(call, name);
  const bound = bind(call, signature(CALL), name, 'tensorflow');
  if (bound.refused) return call.host.unknown(`what \`${name}\` gives`, call.site);
  const input = bound.value('inputs');
  const shape = input.kind === 'tensor' ? shapeOf(input) : undefined;
  const isTimeFirst = asBool(bound.value('time_major'));
  const leading = shape?.length === 3 ? shape.slice(0, 2) : undefined;
  const parents = input.kind === 'tensor' ? [input] : [];
  const features = multiply(units, directions);
  const output = result(scene, leading && [...leading, features], {
    parents,
    dtype: 'float',
    role: 'sequence',
  });
  const axis = (which: 0 | 1) =>
    isTimeFirst === undefined ? undefined : leading?.[isTimeFirst ? 1 - which : which];
  const batch = axis(0) ?? unknownDim();
  const state = [multiply(layers, directions), batch, units];
  note(
    call,
    layer,
    { input: shape, output: leading && [...leading, features], state, steps: axis(1) },
    stack,
  );
  const roles = states === 2 ? (['h', 'c'] as const) : (['h'] as const);
  return tuple([output, tuple(roles.map(role => result(scene, state, { dtype: 'float', role })))]);
}

interface Ran {
  readonly input: Shape | undefined;
  readonly output: Shape | undefined;
  readonly state: Shape;
  readonly steps: Dim | undefined;
}

/** The first input makes the weights. */
function note({ host }: Call, layer: NativeValue, ran: Ran, stack: Stack): void {
  const built = layer.layer?.built;
  const inputs = ran.input?.at(-1);
  if (built && inputs && !built.value.weights)
    host.write(built, { ...built.value, weights: opaqueKernel(stack, inputs), inputSize: inputs });
  const names = stack.states === 2 ? ['h', 'c'] : ['h'];
  const states = names.map(name => ({ name, shape: ran.state }));
  noteCall({ host, layer }, [ran.input], [ran.output], { states, steps: ran.steps });
}

export const CUDNN_CLASSES: readonly NativeClass[] = [
  cudnnClass('CudnnLSTM', 2, 4),
  cudnnClass('CudnnGRU', 1, 3),
  cudnnClass('CudnnRNNTanh', 1, 1),
  cudnnClass('CudnnRNNRelu', 1, 1),
];
