/** The library in which a framework's cell would be written by hand, and how. */
import {
  jaxOperands,
  numpyOperands,
  type OperandWords,
  tfjsOperands,
  torchOperands,
} from '../../words/index.ts';

export interface Library {
  readonly title: string;
  readonly words: OperandWords;
  readonly language: 'python' | 'javascript';
}

const numpy: Library = { title: 'NumPy', words: numpyOperands, language: 'python' };
const torch: Library = { title: 'PyTorch', words: torchOperands, language: 'python' };
const jax: Library = { title: 'JAX', words: jaxOperands, language: 'python' };
const tfjs: Library = { title: 'TensorFlow.js', words: tfjsOperands, language: 'javascript' };

const libraries: Readonly<Record<string, Library>> = {
  torch,
  flax: jax,
  'flax-nnx': jax,
  'flax-nnx-fused': jax,
  equinox: jax,
  haiku: jax,
  tfjs,
};

/** By the name of a layout, or the title of the library that a cell by hand is written in; weights of the others are read as NumPy arrays. */
export function libraryOf(layout: string, title: string | undefined): Library {
  return libraries[layout] ?? Object.values(libraries).find(each => each.title === title) ?? numpy;
}
