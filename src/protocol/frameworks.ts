/**
 * The modules that make a file worth analysing, by the names under which programs import them.
 *
 * The editor starts the server with the first document that may import one of them; the server and the command line choose the
 * files to analyse with the same table.
 */
import { DECLARED_MODULES } from './declared.ts';

export interface FrameworkModule {
  /**
   * The module's first name part in Python, the package name (with its scope) in TypeScript and JavaScript, which covers packages
   * that continue it with a hyphen (`@tensorflow/tfjs-node`).
   */
  readonly module: string;
  readonly language: 'python' | 'typescript';
  /**
   * Words of which one must stand in the text (in any case) for the module to start the server: NumPy is in nearly
   * every Python file and says nothing by itself. The command line analyses NumPy files without asking.
   */
  readonly onlyWith?: readonly string[];
}

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
