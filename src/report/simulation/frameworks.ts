/** Where a spec's constructor call stands: the imports that it takes for granted, by the names that recorded runs give frameworks. */
import { DECLARED } from '../../frameworks/declared.ts';

export interface Home {
  readonly language: 'python' | 'typescript';
  /** Lines before the call. */
  readonly imports: string;
  /** The call is legal inside of a function only. */
  readonly isInFunction?: boolean;
  /** Versions of frameworks that count for the call. */
  readonly versions?: (version: string | undefined) => Readonly<Record<string, string>>;
}

const python = (imports: string, more: Partial<Home> = {}): Home => ({
  language: 'python',
  imports,
  ...more,
});

/** '3.15.1', '2.13.0+cpu': what stands before the build. */
const release = (version: string): string => /^\d+(\.\d+)*/.exec(version)?.[0] ?? version;

/** The newest TensorFlow whose own Keras was Keras 2. */
const LAST_TENSORFLOW_WITH_KERAS_2 = '2.15.0';

const HOMES: Readonly<Record<string, Home>> = {
  torch: python('import torch\nimport torch.nn as nn\nfrom torch.nn import *\n'),
  keras: python(
    'import keras\nimport tensorflow as tf\nfrom keras import layers\nfrom keras.layers import *\n',
    {
      versions: (version): Readonly<Record<string, string>> =>
        version === undefined ? {} : { keras: release(version) },
    },
  ),
  tf_keras: python(
    'import tf_keras\nimport tf_keras as keras\nimport tensorflow as tf\nfrom tf_keras import layers\n',
    {
      versions: () => ({ tensorflow: LAST_TENSORFLOW_WITH_KERAS_2 }),
    },
  ),
  'flax.linen': python(
    'import jax\nimport jax.numpy as jnp\nimport flax.linen as nn\nfrom flax import linen\n',
  ),
  'flax.nnx': python('import jax\nimport jax.numpy as jnp\nfrom flax import nnx\nrngs = nnx.Rngs(0)\n'),
  haiku: python('import jax\nimport haiku as hk\n', { isInFunction: true }),
  equinox: python('import jax\nimport equinox as eqx\nfrom equinox import nn\nkey = jax.random.PRNGKey(0)\n'),
  paddle: python('import paddle\nimport paddle.nn as nn\n'),
  mindspore: python('import mindspore\nimport mindspore as ms\nfrom mindspore import nn\n'),
  mxnet: python('import mxnet as mx\nfrom mxnet import gluon\nfrom mxnet.gluon import nn, rnn\n'),
  mlx: python('import mlx.core as mx\nimport mlx.nn as nn\n'),
  sonnet: python('import tensorflow as tf\nimport sonnet as snt\n'),
  tf1: python('import tensorflow as tf\nrnn_cell = tf.nn.rnn_cell\n', {
    versions: version => ({ tensorflow: version === undefined ? '1.15.5' : release(version) }),
  }),
  tfjs: { language: 'typescript', imports: "import * as tf from '@tensorflow/tfjs';\n" },
  ...Object.fromEntries(
    DECLARED.flatMap(({ name, declared: { imports } }) =>
      imports === undefined ? [] : [[name, python(imports)]],
    ),
  ),
  onnx: python('from onnx import helper\n'),
  chainer: python('import chainer\nimport chainer.links as L\n'),
};

/** Keras before 3 goes under its version: 'keras2.2.4'. */
const KERAS_OF_A_VERSION = /^keras(\d[\d.]*)$/;

export const SIMULATED_FRAMEWORKS: readonly string[] = Object.keys(HOMES);

/** undefined: no layer of this framework can be run here. */
export function homeOf(framework: string): Home | undefined {
  if (Object.hasOwn(HOMES, framework)) return HOMES[framework];
  const [, version] = KERAS_OF_A_VERSION.exec(framework) ?? [];
  const keras = HOMES.keras;
  return version === undefined || !keras ? undefined : { ...keras, versions: () => ({ keras: version }) };
}
