/** The mask that Embedding and Masking put beside their output, as far as it is carried on. https://keras.io/guides/understanding_masking_and_padding/ */
import { suspectMisreading } from '../../array/scene.ts';
import type { NativeValue, TensorValue } from '../../parts.ts';
import type { Use } from '../core/description.ts';

/** Layers that hand on the mask of what they are given. */
const CARRYING =
  /^(Dropout|SpatialDropout1D|GaussianDropout|GaussianNoise|AlphaDropout|Activation|LayerNormalization|BatchNormalization|ReLU|LeakyReLU|ELU|Dense)$/;

const FARTHEST = 16;

/** The layer that the mask of a tensor comes from; undefined where there is none, or none that is known. */
export function maskMaker(tensor: TensorValue | undefined): NativeValue | undefined {
  let at = tensor;
  for (let steps = 0; at && steps < FARTHEST; steps++) {
    const { layer, parents } = at.source;
    const facet = layer?.layer;
    if (!layer || !facet) return undefined;
    if (facet.type === 'Masking' || (facet.type === 'Embedding' && facet.flags.get('mask_zero') === true))
      return layer;
    const carries = CARRYING.test(facet.type) || (facet.recurrent && facet.flags.get('return_sequences'));
    if (!carries || parents.length !== 1) return undefined;
    at = parents[0];
  }
  return undefined;
}

/** Flatten gives no mask, and what was padding counts as data from there on. */
export function suspectLostMask(use: Use): void {
  const [input] = use.inputs;
  const maker = maskMaker(input?.tensor);
  if (!input || !maker) return;
  suspectMisreading(use, {
    about: 'lost-mask',
    tensor: input,
    axes: ['batch', 'steps', 'features'],
    axis: 1,
    at: input.at,
    names: [maker.class.name],
  });
}
