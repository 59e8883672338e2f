/** How messages speak of each framework. A framework that is new in `FrameworkName` needs its row here: the compiler asks for it. */
import type { FrameworkName } from '../../../values/index.ts';
import { equinox, flax, haiku, jax } from './jax.ts';
import { keras, sonnet, tensorflow, tfjs } from './keras.ts';
import { mindspore, mlx, mxnet, paddle, torch } from './modules.ts';
import { PLAIN, type Wording } from './wording.ts';

export type { RecurrentForm, Results, Wording } from './wording.ts';

const numpy: Wording = {
  ...PLAIN,
  title: 'NumPy',
  addAxis: '`[..., None]`',
  moveAxis: '`np.moveaxis`',
  keepAxis: '`keepdims=True`',
};

const WORDINGS: Readonly<Record<FrameworkName, Wording>> = {
  keras,
  tensorflow,
  tfjs,
  sonnet,
  torch,
  paddle,
  mindspore,
  mxnet,
  mlx,
  jax,
  flax,
  haiku,
  equinox,
  numpy,
  brainjs: { ...PLAIN, title: 'brain.js', language: 'javascript', units: 'hiddenLayers' },
  python: { ...PLAIN, title: 'Python' },
  javascript: { ...PLAIN, title: 'JavaScript', language: 'javascript' },
};

export function wordingOf(framework: FrameworkName): Wording {
  return WORDINGS[framework];
}
