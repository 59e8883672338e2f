/** What decides between the Keras versions, as named facts: each description asks for the fact it depends on, never for a version number. */
import type { Edition, FrameworkName, Host, LayoutName, Version } from '../../parts.ts';

export type FlavourName = 'keras3' | 'tf_keras' | 'tf1' | 'keras2' | 'tfjs';

export interface Flavour {
  readonly name: FlavourName;
  readonly framework: FrameworkName;
  /** Prefix of qualified names: 'keras', 'tf'. */
  readonly root: string;
  /** GRU's default for `reset_after`. */
  readonly resetAfter: boolean;
  /** LSTM's and GRU's default recurrent activation. */
  readonly recurrentActivation: 'sigmoid' | 'hard_sigmoid';
  /** What its cells compute: Keras 2's hard_sigmoid is another function than Keras 3's. */
  readonly layout: Extract<LayoutName, 'keras' | 'keras2' | 'tfjs'>;
  /** Layers take arrays and compute at once; otherwise only symbolic tensors. */
  readonly eager: boolean;
  /**
   * 'run': calling a recurrent layer on symbolic tensors checks ranks only, sizes and states are found wrong when the model runs (Keras 3 derives
   * symbolic outputs from `compute_output_shape`); 'build': all is checked at the call.
   */
  readonly checks: 'run' | 'build';
  /** Automatic names begin `lstm`, `lstm_1` (0) or `lstm_1`, `lstm_2` (1). */
  readonly firstName: 0 | 1;
  /** What a layer with several results returns. */
  readonly results: 'tuple' | 'list';
  /** What a layer's constructor checks of its sizes. */
  readonly sizes: 'positive' | 'late';
  /** `input_dim=8` stands for shape (8,) on every layer (Keras 3); otherwise recurrent layers read it as (None, 8). */
  readonly flatInputDim: boolean;
  /** `add_weight` must be given a name. */
  readonly namesWeights: boolean;
  /** `keras.losses` has classes. */
  readonly lossClasses: boolean;
  /** `Sequential` takes the tensor that `Input` returns. */
  readonly inputInSequential: boolean;
  /** All layers of a `Sequential` must have one output. */
  readonly singleOutputs: boolean;
  /** Where images have their channels if nothing says so: 'unknown' where that went with the backend and its `keras.json`. */
  readonly imageFormat: 'channels_last' | 'unknown';
  /** Unknown options are ignored (TensorFlow.js). */
  readonly options: boolean;
}

const KERAS3: Flavour = {
  name: 'keras3',
  framework: 'keras',
  root: 'keras',
  resetAfter: true,
  recurrentActivation: 'sigmoid',
  layout: 'keras',
  eager: true,
  checks: 'run',
  firstName: 0,
  results: 'tuple',
  sizes: 'positive',
  flatInputDim: true,
  namesWeights: false,
  lossClasses: true,
  inputInSequential: true,
  singleOutputs: false,
  imageFormat: 'channels_last',
  options: false,
};

const TF_KERAS: Flavour = {
  ...KERAS3,
  name: 'tf_keras',
  layout: 'keras2',
  checks: 'build',
  results: 'list',
  flatInputDim: false,
  singleOutputs: true,
};

const TF1: Flavour = {
  ...TF_KERAS,
  name: 'tf1',
  resetAfter: false,
  recurrentActivation: 'hard_sigmoid',
  sizes: 'late',
};

const KERAS2: Flavour = {
  ...TF1,
  name: 'keras2',
  eager: false,
  firstName: 1,
  inputInSequential: false,
};

/** Keras 2.0 to 2.2. */
const KERAS22: Flavour = { ...KERAS2, namesWeights: true, lossClasses: false };

/** What Keras 2 takes of the programs of Keras 1; there Theano's order of axes was the default, until 1.1. */
const KERAS1: Flavour = { ...KERAS22, imageFormat: 'unknown' };

/** TensorFlow.js layers: Keras 2.2 in camel case, with options objects. */
export const TFJS: Flavour = {
  ...KERAS2,
  name: 'tfjs',
  layout: 'tfjs',
  framework: 'tfjs',
  root: 'tf',
  eager: true,
  sizes: 'positive',
  inputInSequential: false,
  options: true,
};

/**
 * How `RNN` gives and takes the states of stacked cells: those of each cell in a list, or all in a row. TensorFlow's Keras had the last cell's first,
 * before 1.13.
 */
export function statesOfCells(
  { name }: Flavour,
  host: Pick<Host, 'version'>,
): 'grouped' | 'flat' | 'reversed' {
  if (name === 'keras3' || name === 'tf_keras') return 'grouped';
  if (name === 'tfjs') return 'reversed';
  if (name === 'keras2') return 'flat';
  return isAtLeast(host.version('tensorflow'), 1, 13) ? 'grouped' : 'reversed';
}

export const KERAS_EDITIONS: readonly Edition[] = [
  { major: 0, minor: 0 },
  { major: 2, minor: 0 },
  { major: 2, minor: 3 },
  { major: 2, minor: 4 },
  { major: 3, minor: 0 },
  { major: 3, minor: 14 },
];

/** Whether `Softmax` stretches its input to a mask: Keras 3.14 has come to refuse such a mask. */
export const stretchesToMasks = (host: Pick<Host, 'version'>): boolean =>
  !isAtLeast(host.version('keras'), 3, 14);

/** The package `keras`: since 2.4 it was TensorFlow's own, since 3 it is new. */
export function kerasFlavour(host: Pick<Host, 'version'>): Flavour {
  const version = host.version('keras');
  if (version.major >= 3) return KERAS3;
  if (isAtLeast(version, 2, 4)) return TF_KERAS;
  if (version.major < 2) return KERAS1;
  return isAtLeast(version, 2, 3) ? KERAS2 : KERAS22;
}

export const TENSORFLOW_EDITIONS: readonly Edition[] = [
  { major: 0, minor: 0 },
  { major: 2, minor: 0 },
  { major: 2, minor: 16 },
];

/** `tensorflow.keras`: Keras 3 since TensorFlow 2.16. */
export function tensorflowFlavour(host: Pick<Host, 'version'>): Flavour {
  const version = host.version('tensorflow');
  if (isAtLeast(version, 2, 16)) return KERAS3;
  return version.major >= 2 ? TF_KERAS : TF1;
}

/** The package `tf_keras`. */
export const legacyFlavour = (): Flavour => TF_KERAS;

function isAtLeast(version: Version, major: number, minor: number): boolean {
  return version.major > major || (version.major === major && version.minor >= minor);
}
