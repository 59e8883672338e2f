/**
 * Layers that came later than all versions of an older Keras, or that Keras 3 has dropped: the names of `dir(keras.layers)` of Keras 2.2.4 and 2.3.1, of `tf.keras.layers` of
 * TensorFlow 1.15.5 and of tf_keras 2.21, against those of Keras 3.15.
 */
import type { FlavourName } from '../core/flavour.ts';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const SINCE_KERAS_3 = words(`
  AdaptiveAveragePooling1D AdaptiveAveragePooling2D AdaptiveAveragePooling3D AdaptiveMaxPooling1D AdaptiveMaxPooling2D AdaptiveMaxPooling3D
  AutoContrast Equalization RMSNormalization RandomColorDegeneration RandomColorJitter RandomElasticTransform RandomErasing RandomGaussianBlur
  RandomGrayscale RandomHue RandomInvert RandomPerspective RandomPosterization RandomSaturation RandomSharpness RandomShear Solarization`);

const SINCE_TENSORFLOW_2 = words(`
  CategoryEncoding CenterCrop Conv1DTranspose Convolution1DTranspose DepthwiseConv1D Discretization EinsumDense GroupNormalization Hashing Identity
  IntegerLookup Normalization RandomBrightness RandomContrast RandomCrop RandomFlip RandomRotation RandomTranslation RandomZoom Rescaling Resizing
  SpectralNormalization StringLookup TextVectorization UnitNormalization`);

/** What transposed convolutions of two and three axes were called before Keras 2.4 alone. */
const UNTIL_KERAS_2 = words('Deconvolution2D Deconvolution3D Deconv2D Deconv3D');

/** Of the old ones the conversions to the interface of Keras 2 among them. */
const UNTIL_KERAS_3 = words(`
  DenseFeatures RandomHeight RandomWidth AtrousConv1D AtrousConv2D AtrousConvolution1D AtrousConvolution2D
  ConvLSTM2DCell ConvRNN2D ConvRecurrent2D Highway MaxoutDense Recurrent`);

const ABSENT: Partial<Record<FlavourName, ReadonlySet<string>>> = {
  keras3: new Set([...UNTIL_KERAS_3, ...UNTIL_KERAS_2, 'ThresholdedReLU']),
  tf_keras: new Set([...SINCE_KERAS_3, ...UNTIL_KERAS_2]),
  tf1: new Set([...SINCE_KERAS_3, ...SINCE_TENSORFLOW_2, ...UNTIL_KERAS_2]),
  keras2: new Set([...SINCE_KERAS_3, ...SINCE_TENSORFLOW_2, 'LayerNormalization', 'Convolution3DTranspose']),
};

export const isAbsent = (name: string, flavour: FlavourName): boolean => ABSENT[flavour]?.has(name) === true;

export const absentNames = (flavour: FlavourName): readonly string[] => [...(ABSENT[flavour] ?? [])];
