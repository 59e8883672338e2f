/**
 * Every recorder of test/goldens as data: the script, what it is given, and what an interpreter needs for it (packages by the names of their index; a version is a
 * prefix). A script ending in .cjs or .mjs is run by Node.js.
 */
const TORCH = { torch: '', numpy: '' };
const KERAS = { keras: '3', tensorflow: '2' };
const TF_KERAS = { 'tf-keras': '', tensorflow: '2' };
const KERAS_2 = { keras: '2.2.4', tensorflow: '1.15' };
const TENSORFLOW_1 = { tensorflow: '1.15' };
const FLAX = { flax: '', jax: '' };
const HAIKU = { 'dm-haiku': '', jax: '' };
const EQUINOX = { equinox: '', jax: '' };
const TINYGRAD = { tinygrad: '', numpy: '' };
const SONNET = { 'dm-sonnet': '', tensorflow: '2' };
const MXNET = { mxnet: '' };
const MLX = { mlx: '' };
const PADDLE = { paddlepaddle: '' };
const MINDSPORE = { mindspore: '' };
const NUMPY = { numpy: '' };

/** Where the records of a framework are in a file of its own. */
const BY_FRAMEWORK = {
  equinox: EQUINOX,
  flax_linen: FLAX,
  flax_nnx: FLAX,
  haiku: HAIKU,
  keras: KERAS,
  keras2_2_4: KERAS_2,
  mindspore: MINDSPORE,
  numpy: NUMPY,
  paddle: PADDLE,
  tf_keras: TF_KERAS,
  torch: TORCH,
};

const RAISED = Object.fromEntries(
  Object.entries(BY_FRAMEWORK).map(([name, needs]) => [
    name.replace('flax_', 'flax.').replace('2_2_4', '2.2.4'),
    needs,
  ]),
);

const ARRAYS = {
  equinox: EQUINOX,
  flax_linen: FLAX,
  flax_nnx: FLAX,
  haiku: HAIKU,
  jax: { jax: '' },
  keras: KERAS,
  keras_backend: KERAS,
  mindspore: MINDSPORE,
  mlx: MLX,
  mlx_nn: MLX,
  mxnet: MXNET,
  mxnet_np: MXNET,
  numpy: { numpy: '', 'scikit-learn': '' },
  paddle: PADDLE,
  sonnet: SONNET,
  symbolic: TORCH,
  tensorflow: { tensorflow: '2' },
  tinygrad: TINYGRAD,
  torch: TORCH,
  torch_layers: TORCH,
};

const PROGRAMS = {
  flax: { ...FLAX, optax: '' },
  jax: { ...HAIKU, ...EQUINOX, optax: '' },
  mlx: MLX,
  mxnet: MXNET,
  paddle: PADDLE,
  sonnet: SONNET,
  tf1: TENSORFLOW_1,
  tinygrad: TINYGRAD,
};

const WRITTEN = {
  jax: { ...FLAX, ...HAIKU, ...EQUINOX, optax: '' },
  keras: { ...KERAS, pandas: '', 'scikit-learn': '' },
  keras2: KERAS_2,
  mlx: MLX,
  numpy: { ...NUMPY, scipy: '' },
  paddle: PADDLE,
  pandas: { pandas: '', 'scikit-learn': '', torch: '' },
  tensorflow: { tensorflow: '2' },
  torch: TORCH,
};

const KERAS_FILES = {
  keras3: KERAS,
  keras2: KERAS_2,
  keras2_arguments: KERAS_2,
  tf1_keras: TENSORFLOW_1,
  tf_keras: TF_KERAS,
  tf_keras_arguments: TF_KERAS,
};

const NAMES = {
  jax: { jax: '' },
  keras: KERAS,
  mlx: MLX,
  numpy: NUMPY,
  tensorflow: { tensorflow: '2' },
  torch: TORCH,
};
const WEIGHTS = {
  torch: { ...TORCH, onnx: '', safetensors: '' },
  keras: { ...KERAS, h5py: '' },
  numpy: { ...NUMPY, safetensors: '' },
  hdf5: { h5py: '' },
};

const one = (name, script, args, needs) => ({ name, script, args, needs });
const each = (table, make) => Object.entries(table).map(([name, needs]) => make(name, needs));

export const RECORDERS = [
  ...each(ARRAYS, (name, needs) => one(`arrays/${name}`, 'arrays/record.py', [name], needs)),
  ...each({ numpy: NUMPY, torch: TORCH, tensorflow: { tensorflow: '2' } }, (name, needs) =>
    one(`shapes/${name}`, 'shapes/record.py', [name], needs),
  ),
  one('dtypes', 'dtypes/record.py', [], TORCH),
  ...each(PROGRAMS, (name, needs) => one(name, `${name}/record.py`, [], needs)),
  ...each(
    { 'mindspore/programs': MINDSPORE, 'flax/shown': FLAX, 'jax/shown': { ...HAIKU, ...EQUINOX } },
    (name, needs) => one(name, 'rerun.py', [`${name}.json`], needs),
  ),
  one('brainjs', 'brainjs/record.cjs', [], { 'brain.js': '' }),
  ...each(
    { mlx: MLX, jax: { ...HAIKU, ...EQUINOX }, tf1: TENSORFLOW_1, tinygrad: TINYGRAD, mxnet: MXNET },
    (name, needs) => one(`cells/${name}`, `${name}/record_vectors.py`, [], needs),
  ),
  one('cells/keras_dropout', 'keras/record_dropout.py', [], KERAS),
  ...each(KERAS_FILES, (name, needs) =>
    one(`keras/${name}`, 'keras/record.py', [`keras/${name}.json`], needs),
  ),
  ...['arguments', 'generated', 'programs'].flatMap(name =>
    each({ torch: TORCH, keras: KERAS }, (framework, needs) =>
      one(
        `${framework}/${name}`,
        '../differential/record.py',
        [framework, `${framework}/${name}.json`],
        needs,
      ),
    ),
  ),
  ...each(BY_FRAMEWORK, (name, needs) => one(`errors/${name}`, 'errors/record.py', [`${name}.json`], needs)),
  ...each({ ...BY_FRAMEWORK, mxnet: MXNET, tf1: TENSORFLOW_1 }, (name, needs) =>
    name === 'numpy' ? [] : one(`truth/${name}`, 'truth/record.py', [name, '--write'], needs),
  ).flat(),
  one('truth/tfjs', 'truth/record.cjs', [], { '@tensorflow/tfjs': '' }),
  ...each(WRITTEN, (name, needs) => one(`written/${name}`, 'written/record.py', [`${name}.json`], needs)),
  ...each({ torch: TORCH, keras: KERAS, numpy: NUMPY, jax: { jax: '' } }, (name, needs) =>
    one(`messages/${name}`, 'messages/record_words.py', [name], needs),
  ),
  ...each(RAISED, (name, needs) =>
    one(`messages/raised_${name}`, 'rerun.py', ['messages/messages.json', name], needs),
  ),
  one('messages/tfjs', 'messages/words/tfjs.cjs', [], { '@tensorflow/tfjs': '' }),
  ...each(NAMES, (name, needs) => one(`names/${name}`, 'names/record.py', [name], needs)),
  one('names/tfjs', 'names/record.mjs', [], { '@tensorflow/tfjs': '' }),
  ...each(WEIGHTS, (name, needs) => one(`weights/${name}`, 'weights/record.py', [name], needs)),
  one('weights/tfjs', 'weights/record.cjs', [], { '@tensorflow/tfjs': '' }),
];
