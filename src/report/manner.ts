/** What reports must know of a framework: one row each. A framework that is new in `FrameworkName` needs its row here. */
import type { FrameworkName } from '../values/index.ts';

export interface Manner {
  /** It has layers, which the JSON document tells by its name; those of others would be 'unknown' there. */
  readonly hasLayers: boolean;
  /** Its parameter counts include weights that are not trained: moving averages, frozen layers. */
  readonly countsUntrained: boolean;
  /** 'keras': models print a summary of their own: Layer (type), Output Shape, Param #. */
  readonly summary: 'keras' | 'names';
}

const LAYERS: Manner = { hasLayers: true, countsUntrained: true, summary: 'names' };
const KERAS: Manner = { ...LAYERS, summary: 'keras' };
/** Running averages are buffers, or state of their own, and no parameters. */
const PARAMETERS_ONLY: Manner = { ...LAYERS, countsUntrained: false };
const NO_LAYERS: Manner = { ...LAYERS, hasLayers: false };

export const MANNERS: Readonly<Record<FrameworkName, Manner>> = {
  keras: KERAS,
  tensorflow: KERAS,
  tfjs: KERAS,
  torch: PARAMETERS_ONLY,
  flax: PARAMETERS_ONLY,
  haiku: PARAMETERS_ONLY,
  equinox: PARAMETERS_ONLY,
  sonnet: PARAMETERS_ONLY,
  paddle: PARAMETERS_ONLY,
  mindspore: PARAMETERS_ONLY,
  mlx: PARAMETERS_ONLY,
  mxnet: LAYERS,
  brainjs: LAYERS,
  jax: NO_LAYERS,
  numpy: NO_LAYERS,
  python: NO_LAYERS,
  javascript: NO_LAYERS,
};
