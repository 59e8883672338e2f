/**
 * The mask that Embedding and Masking put beside their output, as far as it is carried on, and the old layers that refuse one.
 * https://keras.io/guides/understanding_masking_and_padding/, Keras 2.2 engine/base_layer.py (compute_mask), layers/cudnn_recurrent.py
 */
import { refuseArgument } from '../../array/scene.ts';
import type { NativeValue, TensorValue, Value } from '../../parts.ts';
import type { Use } from './description.ts';

/** Layers that hand on the mask of what they are given. */
const CARRYING =
  /^(Dropout|SpatialDropout1D|GaussianDropout|GaussianNoise|AlphaDropout|Activation|LayerNormalization|BatchNormalization|ReLU|LeakyReLU|ELU|Dense)$/;

const FARTHEST = 16;

/** The layer that the mask of a tensor comes from; undefined where there is none, or none that is known. */
export const maskMaker = (tensor: TensorValue | undefined): NativeValue | undefined =>
  masked(tensor)?.source.layer;

/** The output of that layer. */
export function masked(tensor: TensorValue | undefined): TensorValue | undefined {
  let at = tensor;
  for (let steps = 0; at && steps < FARTHEST; steps++) {
    const { layer, parents, role } = at.source;
    const facet = layer?.layer;
    if (!layer || !facet) return undefined;
    if (makesMask(layer)) return at;
    // Beside the sequence there are states, which have no mask.
    const isSequence = facet.recurrent && facet.flags.get('return_sequences') && role === 'sequence';
    if (!(isSequence || CARRYING.test(facet.type)) || parents.length !== 1) return undefined;
    at = parents[0];
  }
  return undefined;
}

/** Whether it gives a mask of its own beside its output. */
export const makesMask = ({ layer }: NativeValue): boolean =>
  layer?.type === 'Masking' || (layer?.type === 'Embedding' && layer.flags.get('mask_zero') === true);

/** Those of Keras 2.2 that take sequences and no mask (`supports_masking` is False). */
const REFUSING =
  /^(Flatten|Reshape|Permute|Conv1D|SeparableConv1D|LocallyConnected1D|Cropping1D|ZeroPadding1D|UpSampling1D|(Global)?MaxPooling1D|AveragePooling1D)$/;

/** Only the symbolic tensors of old Keras carry masks to layers that refuse them. */
export function refuseMask(use: Use): Value | undefined {
  const [input] = use.inputs;
  const { type = '', inner = [] } = use.layer.layer ?? {};
  if (!input || !use.graph || use.flavour.checks !== 'build') return undefined;
  const isCudnn = [type, ...inner.map(layer => layer.layer?.type)].some(name => name?.startsWith('CuDNN'));
  const isRefused = isCudnn || (use.flavour.name === 'keras2' && REFUSING.test(type));
  const maker = isRefused && maskMaker(input.tensor);
  if (!maker) return undefined;
  return refuseArgument(use, {
    parameter: 'inputs',
    aspect: 'value',
    allowed: 'a tensor without a mask, as the layer cannot skip padded steps',
    given: `one with the mask of ${maker.class.name}`,
    at: input.at,
    says: isCudnn
      ? 'Masking is not supported for CuDNN RNNs.'
      : 'Layer … does not support masking, but was passed an input_mask: …',
  });
}
