/**
 * What one kind of message says: its pattern, and what its numbers mean. The words of the message are the frameworks' own; what is said of them is ours.
 *
 * All that comes from a message is data: numbers are compared, names looked up, nothing is run.
 */
import type { Conflict, FrameworkName } from '../values/index.ts';
import { SHAPE, type Size, type Sizes } from './sizes.ts';

/** What the numbers of a message are, as far as its words say so. */
export interface Meaning {
  /** What it means in plain words, with its numbers assigned; whole sentences, code in backquotes. */
  readonly sentences: readonly string[];
  /** The size that was needed, and the one that came. */
  readonly expected?: Size;
  readonly actual?: Size;
  /** The number of axes that was needed, and that of what came. */
  readonly rank?: { readonly expected: number | undefined; readonly actual: number };
  /** Shapes that it names: of what came in, in the order of the message. */
  readonly shapes?: readonly Sizes[];
  /** Names of arguments, attributes and functions in it. */
  readonly names?: readonly string[];
  /** What it says of the layer: sizes by which it can be told from others. */
  readonly layer?: LayerClue;
  /** Kinds of conflicts that lead to these words, where they are fewer than those of the saying. */
  readonly about?: readonly Conflict['kind'][];
}

export interface LayerClue {
  /** Classes that say so. */
  readonly types?: RegExp;
  readonly inputSize?: number;
  readonly units?: number;
}

export interface Saying {
  readonly frameworks: readonly FrameworkName[];
  /** Kinds of conflicts that lead to these words. */
  readonly about: readonly Conflict['kind'][];
  /** Applied to the message alone, bounded in length. No group of it repeats what it begins with. */
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray) => Meaning;
}

export const KERAS: readonly FrameworkName[] = ['keras', 'tensorflow'];
export const TORCH: readonly FrameworkName[] = ['torch'];
export const TFJS: readonly FrameworkName[] = ['tfjs'];
/** TensorFlow.js goes by Keras 2, and says some of it in the same words. */
export const KERAS_AND_TFJS = [...KERAS, ...TFJS];
export const JAX: readonly FrameworkName[] = ['jax', 'flax', 'haiku', 'equinox'];
export const NUMPY: readonly FrameworkName[] = ['numpy'];
/** Words that come from Python itself, and so from the code of any framework. */
export const ANY: readonly FrameworkName[] = [];

/** A pattern in which `<shape>` stands for a shape, `<n>` for a number, each with a group. */
export function words(text: string): RegExp {
  return new RegExp(text.replaceAll('<shape>', SHAPE).replaceAll('<n>', String.raw`(-?\d{1,15})`));
}

export const LINEAR = /^(?:Linear|Dense|LazyLinear|NonDynamicallyQuantizableLinear|EinsumDense)$/;
export const RECURRENT = /LSTM|GRU|RNN/;
