/** What reports must know of a framework. */
export interface Manner {
  /** It has layers, which the JSON document tells by its name; those of others would be 'unknown' there. */
  readonly hasLayers: boolean;
  /** Its parameter counts include weights that are not trained: moving averages, frozen layers. */
  readonly countsUntrained: boolean;
  /** 'keras': models print a summary of their own: Layer (type), Output Shape, Param #. */
  readonly summary: 'keras' | 'names';
}

export const LAYERS: Manner = { hasLayers: true, countsUntrained: true, summary: 'names' };
export const KERAS: Manner = { ...LAYERS, summary: 'keras' };
/** Running averages are buffers, or state of their own, and no parameters. */
export const PARAMETERS_ONLY: Manner = { ...LAYERS, countsUntrained: false };
export const NO_LAYERS: Manner = { ...LAYERS, hasLayers: false };
