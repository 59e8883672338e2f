/** What a layer of Keras is, as far as shapes are concerned: the form that all tables of src/frameworks/keras/layers are written in. */
import type { Dim, Shape } from '../../../shapes/index.ts';
import type { Scene } from '../../array/scene.ts';
import type {
  Argument,
  CellDescription,
  LayerState,
  NativeValue,
  Operand,
  Value,
  Weight,
} from '../../parts.ts';
import type { Flavour, FlavourName } from './flavour.ts';
import type { Options } from './options.ts';

/** Numbers of axes that a layer takes. */
export type RankRule = { readonly exactly: number } | { readonly least: number };

export interface LayerDescription {
  readonly units?: Dim;
  readonly cell?: CellDescription;
  /** The class of the cell that it makes and runs itself: 'LSTMCell'. */
  readonly innerCell?: string;
  /** Layers it owns. */
  readonly inner?: readonly NativeValue[];
  /** Layers that an object of the user's holds: their weights come after its own. */
  readonly held?: () => readonly NativeValue[];
  /** Whether there are any number of them; absent: there are not. */
  readonly isOpen?: () => boolean;
  readonly flags?: Readonly<Record<string, boolean | undefined>>;
  /** Takes a list of tensors. */
  readonly many?: boolean;
  /** A list of tensors is the input and its initial states (before Keras 3). */
  readonly listIsState?: boolean;
  /** Takes one tensor only, although its rank is free. */
  readonly single?: boolean;
  /** Takes dicts of tensors too (images, labels, boxes), and gives such dicts. */
  readonly takesDicts?: boolean;
  /** Checked at every call; a list of tensors is then refused too (Keras's `input_spec`). */
  readonly ranks?: RankRule;
  /** Once it is built it takes as many axes as then. */
  readonly keepsRank?: boolean;
  /** Axes whose size the weights depend on: fixed by the first call. */
  readonly sized?: (shape: Shape) => readonly number[];
  /** Those of them that are axes of images. */
  readonly spatial?: (shape: Shape) => readonly number[];
  /** Whether these sizes are checked even while a model is only being described. */
  readonly sizedAtOnce?: boolean;
  /** The parameters of `call`, where they are not just the inputs. */
  readonly call?: string;
  /** The weights for a first input; shapes of all inputs where there are several. undefined: not known for these. */
  readonly weights?: (shapes: readonly Shape[]) => readonly Weight[] | undefined;
  readonly outputs: (use: Use) => Outcome | Value;
  /** Attributes beyond weights and constructor arguments. */
  readonly attributes?: Readonly<Record<string, Value>>;
}

export interface LayerSpec {
  /** 'LSTM' */
  readonly name: string;
  readonly aliases?: readonly string[];
  /** As the documentation of Keras 3 has it. */
  readonly signature: string;
  /** Where an older version differs. */
  readonly signatures?: Partial<Record<FlavourName, string>>;
  /** Names among `**kwargs` that this layer takes besides those that all take. */
  readonly keywords?: readonly string[];
  /** Those that Keras 3 does not take any more. */
  readonly oldKeywords?: readonly string[];
  readonly recurrent?: boolean;
  /** Base classes, nearest first, without 'Layer'. */
  readonly bases?: readonly string[];
  /** Versions that do not have it. */
  readonly missingIn?: readonly FlavourName[];
  /** Keras 1 names that Keras 2 still translates. */
  readonly legacy?: Readonly<Record<string, string>>;
  /** undefined: the constructor refuses its arguments, which has been stated. */
  readonly make: (options: Options) => LayerDescription | undefined;
}

/** One tensor given to a layer. Its shape has the layer's rank wherever that is certain. */
export type Input = Operand;

/** One call of a layer. */
export interface Use extends Scene {
  readonly layer: NativeValue;
  readonly flavour: Flavour;
  readonly inputs: readonly Input[];
  /** A model is being described, and this version of Keras checks sizes only when it runs. */
  readonly symbolic: boolean;
  /** The shapes that the weights were made for. */
  readonly built: readonly Shape[];
  /** Whether the inputs are symbolic tensors. */
  readonly graph: boolean;
  /** Unknown further arguments were passed. */
  readonly open: boolean;
  /** Another argument of the call by its Python name. */
  readonly argument: (name: string) => Argument | undefined;
}

/** The result of a call with what is shown of it. */
export interface Outcome {
  readonly value: Value;
  readonly states?: readonly LayerState[];
  readonly step?: ReadonlyMap<string, Shape>;
  readonly steps?: Dim;
  readonly inputSize?: Dim;
}
