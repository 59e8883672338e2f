/** One paragraph for each framework: what its tables do not say. */
import type { FrameworkName } from '../../values/index.ts';

export interface About {
  readonly title: string;
  readonly text: string;
}

/** The languages themselves are on no page. */
export const ABOUT: Readonly<Record<FrameworkName, About | undefined>> = {
  keras: {
    title: 'Keras',
    text: 'Keras 3, `tf.keras`, `tf_keras` and Keras 2 are flavours of one description, chosen by the version that counts; the tables are those of Keras 3 and `tf_keras`. Sequential, functional and subclassed models, layers of your own with `build` and `add_weight`, and what `fit`, `predict` and losses do with targets are modelled.',
  },
  tensorflow: {
    title: 'TensorFlow',
    text: '`tf.keras` is Keras, above. Functions of tensors, `tf.data` and the cells of TensorFlow 1 (where version 1 is pinned, and below `tf.compat.v1`) are modelled.',
  },
  tfjs: {
    title: 'TensorFlow.js',
    text: 'In JavaScript and TypeScript. A name that `tf.layers` does not have is refused, as it is no function there.',
  },
  brainjs: {
    title: 'brain.js',
    text: 'The matrices of its recurrent networks under their names in `net.model`, sizes from the options or the training data, and what `train` refuses of the data.',
  },
  torch: {
    title: 'PyTorch',
    text: 'Modules with all their parameters and buffers by name, containers, recurrent layers with packed sequences, functions, methods and losses. Lightning modules are modules. Everything that `torch.nn` lists may be derived from.',
  },
  paddle: {
    title: 'PaddlePaddle',
    text: 'Layers, recurrent layers and cells with the names that `named_parameters()` gives their weights, `RNN` and `BiRNN` around any cell, functions and methods of tensors.',
  },
  mindspore: {
    title: 'MindSpore',
    text: 'Layers, recurrent layers and cells with their weights in the order of `get_parameters()`, containers, functions and methods of tensors.',
  },
  mlx: {
    title: 'MLX',
    text: 'Layers with their parameters as `parameters()` nests them, losses, functions and methods of arrays, and the transformations of functions. What MLX computes without a look at it is not refused either: places outside of an array, classes that a table does not have.',
  },
  mxnet: {
    title: 'MXNet',
    text: 'Gluon layers with the weights that they have once their first input is known, recurrent layers and cells with what wraps them, losses, and the functions and methods of `mx.nd`, `mx.np` and `mx.npx`.',
  },
  sonnet: {
    title: 'Sonnet',
    text: 'Modules, recurrent cores with what unrolls and stacks them, and layers; they compute with the tensors of TensorFlow.',
  },
  jax: {
    title: 'JAX',
    text: '`jax.numpy`, `jax.lax` with its loops, `jax.nn`, `jax.random`, trees, and the transformations of functions. It has no layers of its own.',
  },
  equinox: {
    title: 'Equinox',
    text: 'Modules whose fields are their parameters; layers and cells take one example, batches are made with `jax.vmap`.',
  },
  haiku: {
    title: 'Haiku',
    text: 'Modules inside of `hk.transform`, with their parameters under the names that `init` gives them.',
  },
  flax: {
    title: 'Flax',
    text: 'NNX and Linen. Functions that both take from `jax.nn` are listed under each.',
  },
  numpy: {
    title: 'NumPy',
    text: 'Functions and methods of arrays; of scikit-learn what splits and scales data.',
  },
  python: undefined,
  javascript: undefined,
};
