/**
 * The modules that make a file worth analysing, by the names under which programs import them.
 *
 * The editor starts the server with the first document that may import one of them; the server and the command line choose the
 * files to analyse with the same table.
 */
import type { FrameworkModule } from './declaration.ts';
import { DECLARED_MODULES } from './declared.ts';

const RECURRENT_WORDS = ['lstm', 'gru', 'rnn', 'sigmoid', 'recurrent'] as const;

function python(...modules: readonly string[]): readonly FrameworkModule[] {
  return modules.map(module => ({ module, language: 'python' }));
}

function typescript(...modules: readonly string[]): readonly FrameworkModule[] {
  return modules.map(module => ({ module, language: 'typescript' }));
}

export const FRAMEWORK_MODULES: readonly FrameworkModule[] = [
  ...python('keras', 'tensorflow', 'tf_keras', 'keras_core', 'keras_nlp', 'keras_hub'),
  ...python('torch', 'pytorch_lightning', 'lightning'),
  ...python('jax', 'flax', 'haiku', 'equinox', 'sonnet'),
  ...python('paddle', 'mindspore', 'mlx', 'mxnet'),
  { module: 'numpy', language: 'python', onlyWith: RECURRENT_WORDS },
  ...typescript('@tensorflow/tfjs', 'brain.js'),
  ...DECLARED_MODULES,
];

/** The modules' names in one language, NumPy and its like included. */
export function moduleNames(language: FrameworkModule['language']): readonly string[] {
  return FRAMEWORK_MODULES.filter(entry => entry.language === language).map(entry => entry.module);
}
