/** What a layer and a model show to the outside: the facts behind hover, report and JSON. */
import { DECLARED_LAYOUTS } from '../profiles/index.ts';
import type { Dim, Origin, Shape } from '../shapes/index.ts';
import type { FrameworkName } from './framework.ts';
import type { NativeValue } from './native.ts';
import type { Reason } from './reason.ts';
import type { Slot } from './slot.ts';

export interface Weight {
  /** The framework's own name: 'kernel', 'weight_ih_l0'. */
  readonly name: string;
  readonly shape: Shape | undefined;
  /** Gate letters in storage order along `gateAxis`, as the framework's documentation spells them. */
  readonly gates: readonly string[];
  readonly gateAxis: number | undefined;
  readonly trainable: boolean;
  /** What it was made as, where the program has given it to this layer too (tied weights). */
  readonly sharedWith?: SharedWeight | undefined;
}

/** A weight of a layer, by name. */
export type SharedWeight = Pick<WeightOf, 'layer' | 'name'>;

/** A tensor that is a layer's weight: `layer.get_weights()[0]`, `lstm.weight_ih_l0`, or some gates of one. */
export interface WeightOf {
  readonly layer: NativeValue;
  readonly name: string;
  readonly gates: readonly string[];
  readonly gateAxis: number | undefined;
}

export interface LayerState {
  readonly name: string;
  readonly shape: Shape | undefined;
}

/**
 * How a framework stores a cell's weights and writes its symbols: names of the layouts in src/cells/layouts, which this room may not import. A test
 * compares the two lists.
 */
export const LAYOUT_NAMES = [
  'keras',
  'keras2',
  'tfjs',
  'brainjs',
  'torch',
  'paddle',
  'mindspore',
  'mlx',
  'mxnet',
  'flax',
  'flax-nnx',
  'flax-nnx-fused',
  'equinox',
  'haiku',
  'tensorflow1',
  'tensorflow1-gru-block',
  'sonnet',
  'onnx',
  'chainer',
  'chainer-nstep',
  'by-hand',
  ...DECLARED_LAYOUTS,
] as const;

export type LayoutName = (typeof LAYOUT_NAMES)[number];

/** The arithmetic of one step that a layer runs: what hover, report and calculator hand to src/cells. */
export interface CellDescription {
  readonly kind: 'lstm' | 'gru' | 'simple-rnn' | 'conv-lstm' | 'other';
  /** The name of the cell in src/cells, where `kind` and the rest do not say it: peepholes, a minimal gated unit. */
  readonly variant?: CellVariant | undefined;
  readonly layout: LayoutName;
  readonly activation: string;
  readonly recurrentActivation: string;
  readonly bias: boolean;
  /** GRU: the reset gate is applied after the matrix product. */
  readonly resetAfter: boolean;
  readonly bidirectional: boolean;
  readonly numLayers: Dim | undefined;
  readonly projection: Dim | undefined;
  /** Added to the forget gate inside of the formula; absent: what the framework adds by itself. */
  readonly forgetBias?: number | undefined;
  /** The share of the state before that is dropped in training, for each gate; absent: none. */
  readonly recurrentDropout?: number | undefined;
}

/** Names of src/cells, which this room may not import; a test looks each up there. */
export const CELL_VARIANTS = [
  'lstm-peephole',
  'lstm-peephole-projected',
  'mgu',
  'mgu-without-reset',
  'simple-rnn-residual',
] as const;

export type CellVariant = (typeof CELL_VARIANTS)[number];

/** What is known about a layer once it has been built or called; grows, never shrinks. */
export interface Built {
  /** undefined: not built yet (Keras makes weights from the first input). */
  readonly weights: readonly Weight[] | undefined;
  /** Why weights or shapes are missing. */
  readonly missing: Reason | undefined;
  /** The inputs of the first call. */
  readonly inputs: readonly (Shape | undefined)[];
  readonly outputs: readonly (Shape | undefined)[];
  readonly states: readonly LayerState[];
  /** Per-step shapes by symbol: x_t, h_prev, c_prev, i_t ... */
  readonly step: ReadonlyMap<string, Shape>;
  readonly inputSize: Dim | undefined;
  readonly steps: Dim | undefined;
  readonly called: boolean;
}

export interface LayerFacet {
  readonly framework: FrameworkName;
  /** The class as the framework names it: 'LSTM'. */
  readonly type: string;
  /** 'keras.layers.LSTM' */
  readonly call: string;
  readonly recurrent: boolean;
  readonly units: Dim | undefined;
  readonly cell: CellDescription | undefined;
  /** Layers it owns: Bidirectional's LSTM, an RNN's cell; their weights are counted in this layer's too. */
  readonly inner: readonly NativeValue[];
  /** Layers that an object of the user's holds in its attributes, counted with it; gives undefined where there may be others. Absent: it is no such object. */
  readonly held?: () => readonly NativeValue[] | undefined;
  readonly built: Slot<Built>;
  /** It stands for the layers that a loop of unknown rounds makes: a call of it may be the first call of another one. */
  readonly isOneOfMany: boolean;
  /** The number of features that its constructor was given. */
  readonly givenInputSize: Dim | undefined;
  /** What the framework calls it in summaries ('lstm_1') or the user with `name=`. */
  readonly givenName: string | undefined;
  /** Constructor arguments that shape the output, for messages: return_sequences, batch_first. */
  readonly flags: ReadonlyMap<string, boolean | undefined>;
  /** What joins the path of the layer in its model and the name of a weight, where the framework names weights by both: '.' of 'encoder.out.kernel'. */
  readonly pathSeparator?: string;
  /** Origin of each argument given, by name: where a fix would change it. */
  readonly arguments: ReadonlyMap<string, Origin>;
}

export interface ModelRow {
  readonly layer: NativeValue;
  /** Name in the summary: 'lstm', '0', 'encoder.lstm'. */
  readonly name: string;
  readonly output: readonly (Shape | undefined)[];
  /** What stands in its place on other paths of the program: other layers, or none (undefined). Absent: nothing does. */
  readonly instead?: readonly (NativeValue | undefined)[];
}

export interface ModelFacet {
  readonly framework: FrameworkName;
  readonly type: string;
  readonly rows: () => readonly ModelRow[];
  /** Whether there may be more layers than these; absent: there are none. */
  readonly isOpen?: () => boolean;
  /** The parts that may hold more layers than the rows say, by their names: 'net'; absent: there are none. */
  readonly openParts?: () => readonly string[];
  /** Whether there surely are no others; absent: that is not known. */
  readonly isWhole?: () => boolean;
  /** The objects of which it consists, itself among them (''), by their names. */
  readonly holders?: () => readonly (readonly [string, NativeValue])[];
  /** The code that leads from the model to the layer of a row: '.layers[0]', '[0]', '.encoder.lstm'. */
  readonly place: (row: ModelRow, index: number) => string;
  readonly inputs: () => readonly (Shape | undefined)[];
  readonly outputs: () => readonly (Shape | undefined)[];
  /** Weights that the user's own code has made beside the layers, each once; absent: there are none. */
  readonly own?: () => readonly OwnWeight[];
}

/** A weight that no layer has but an object of the user's: `self.v = nn.Parameter(...)`, `self.param('v', ...)`. */
export interface OwnWeight {
  /** The native side of the object, or what the function that made it belongs to. */
  readonly holder: NativeValue;
  /** From the model on: 'decoder.v'. */
  readonly path: string;
  /** As its holder names it: 'v'. */
  readonly weight: Weight;
  /** The framework names weights by their paths in the outermost model (flax.nnx). */
  readonly isNamedByPath: boolean;
}
