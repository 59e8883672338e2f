/**
 * tf.contrib.cudnn_rnn: whole stacks of layers for GPUs; sequences have time first, and the states of all layers and directions lie along axis 0.
 * https://github.com/tensorflow/tensorflow/blob/v1.15.5/tensorflow/contrib/cudnn_rnn/python/layers/cudnn_rnn.py
 */
import { multiply, size, unknownDim } from '../../shapes/index.ts';
import { instance } from '../array/opaque.ts';
import { result, type Scene } from '../array/scene.ts';
import { Options } from '../modules/options.ts';
import {
  asBool,
  asString,
  bind,
  type Call,
  type NativeClass,
  shapeOf,
  signature,
  tuple,
  type Value,
} from '../parts.ts';

const SIGNATURE =
  "num_layers, num_units, input_mode='linear_input', direction='unidirectional', dropout=0.0, seed=None, dtype=None, kernel_initializer=None, bias_initializer=None, name=None";
const CALL = 'inputs, initial_state=None, sequence_lengths=None, time_major=True, training=True, **kwargs';

function cudnnClass(name: string, states: 1 | 2): NativeClass {
  const type: NativeClass = {
    kind: 'native-class',
    role: 'recurrent',
    name,
    qualified: `tf.contrib.cudnn_rnn.${name}`,
    framework: 'tensorflow',
    ancestors: [],
    construct: call => {
      const bound = bind(call, signature(SIGNATURE), name, 'tensorflow');
      const scene: Scene = { host: call.host, framework: 'tensorflow', operation: name, site: call.site };
      if (bound.refused) return call.host.unknown(`a layer \`${name}\``, call.site);
      const options = new Options(scene, bound);
      const [layers, units] = [options.size('num_layers'), options.size('num_units')];
      const direction = asString(bound.value('direction'));
      const both =
        direction === 'bidirectional' ? size(2) : direction === 'unidirectional' ? size(1) : undefined;
      return instance(call.host, type, call.site, {
        invoke: inner => run(inner, { name, states, layers, units, directions: both ?? unknownDim() }),
      });
    },
  };
  return type;
}

interface Stack {
  readonly name: string;
  readonly states: 1 | 2;
  readonly layers: ReturnType<typeof size>;
  readonly units: ReturnType<typeof size>;
  readonly directions: ReturnType<typeof size>;
}

function run(call: Call, { name, states, layers, units, directions }: Stack): Value {
  const scene: Scene = { host: call.host, framework: 'tensorflow', operation: name, site: call.site };
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
  const batch = (isTimeFirst === undefined ? undefined : leading?.[isTimeFirst ? 1 : 0]) ?? unknownDim();
  const state = [multiply(layers, directions), batch, units];
  const roles = states === 2 ? (['h', 'c'] as const) : (['h'] as const);
  return tuple([output, tuple(roles.map(role => result(scene, state, { dtype: 'float', role })))]);
}

export const CUDNN_CLASSES: readonly NativeClass[] = [
  cudnnClass('CudnnLSTM', 2),
  cudnnClass('CudnnGRU', 1),
  cudnnClass('CudnnRNNTanh', 1),
  cudnnClass('CudnnRNNRelu', 1),
];
