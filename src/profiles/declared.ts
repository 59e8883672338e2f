/** Generated from src/frameworks by `npm run generate`: edit the framework's own file, not this one. */
import type { DeclaredProfile } from './declared-profile.ts';

export const DECLARED = {
  tinygrad: {
    title: 'tinygrad',
    about:
      'Methods and functions of `Tensor`, the layers of `tinygrad.nn`, and the state of a model of plain classes. What it stretches along axes of size 1 is not refused.',
    packages: ['tinygrad'],
    minors: [[0, 14]],
    tensorClass: 'tinygrad.Tensor',
    isOfItsClass: 'always',
    tensors: { layersConvert: true },
    wording: {
      units: 'hidden_size',
      sizes: { Linear: 'out_features', Embedding: 'embed_size', Conv1d: 'out_channels' },
      addAxis: '`unsqueeze`',
      removeAxis: 'Merge axes with `flatten`, or drop one with `squeeze` or an index',
      moveAxis: '`transpose`',
      keepAxis: '`keepdim=True`',
      results: { 'lstm-cell': { code: 'h, c = ...', words: 'its hidden and its cell state', output: 0 } },
      takesNoBatch: true,
      dropLast: '`drop_last=True`',
    },
  },
} satisfies Record<string, DeclaredProfile>;

/** Those of them that store the weights of a cell in a way of their own, which has their name. */
export const DECLARED_LAYOUTS = ['tinygrad'] as const;
