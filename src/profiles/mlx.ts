/** MLX. Sources: ml-explore.github.io/mlx, and its list of releases. */
import { PARAMETERS_ONLY } from './manner.ts';
import type { Profile } from './profile.ts';
import { CONVERTING } from './tensor-kind.ts';
import { hiddenAndCell, SQUEEZING } from './torch.ts';
import { PLAIN } from './wording.ts';

export const mlx = {
  title: 'MLX',
  about:
    'Layers with their parameters as `parameters()` nests them, losses, functions and methods of arrays, and the transformations of functions. What MLX computes without a look at it is not refused either: places outside of an array, classes that a table does not have.',
  packages: ['mlx'],
  minors: [[0, 32]],
  tensorClass: 'mlx.core.array',
  isOfItsClass: 'always',
  tensors: { ...CONVERTING, refusesWholeFactors: true, layersConvert: true },
  manner: PARAMETERS_ONLY,
  wording: {
    ...PLAIN,
    units: 'hidden_size',
    sizes: { Linear: 'output_dims', Embedding: 'dims', Conv1d: 'out_channels' },
    addAxis: '`mx.expand_dims`',
    removeAxis: SQUEEZING,
    moveAxis: '`mx.moveaxis`',
    keepAxis: '`keepdims=True`',
    statePair: 'hidden=h, cell=c',
    results: { lstm: { ...hiddenAndCell, words: 'its hidden and its cell states' } },
  },
} satisfies Profile;
