/** What Keras knows of each layer instance beyond what is shown: its name, version, declared input, and where a model's parts are. */
import type { Origin, Shape } from '../../../shapes/index.ts';
import {
  type Argument,
  beside,
  type Call,
  type Host,
  type NativeValue,
  type TensorValue,
  type Value,
  type Weight,
} from '../../parts.ts';
import type { LayerDescription } from './description.ts';
import type { Flavour } from './flavour.ts';

export interface KerasLayer {
  readonly value: NativeValue;
  readonly flavour: Flavour;
  readonly name: string;
  /** The input shape that a constructor argument declares, batch included. */
  readonly declared: Shape | undefined;
  /** Whether an argument that is not known may declare one. */
  readonly mayDeclare?: boolean;
  /** A declared shape that is none, which Keras 3 finds out where the layer is added to a model. */
  readonly misdeclared?: Argument | undefined;
  /** Absent for models and layers of the user's. */
  readonly description: LayerDescription | undefined;
  /** The tensor of an input layer. */
  readonly input?: TensorValue;
  /** A model's symbolic input and output, once they are known. */
  readonly ends?: () => ModelEnds | undefined;
  /** A model's layers. */
  readonly layers?: () => readonly NativeValue[];
  /** It stands for layers of a model that are not told apart. */
  readonly isMany?: boolean;
  /** Layers that a layer of the user's holds. */
  readonly held?: () => readonly NativeValue[];
  readonly weights: () => readonly Weight[] | undefined;
  /** Makes another layer of the same configuration that nobody sees; undefined where that is not possible. */
  readonly clone?: (host: Host, change: Readonly<Record<string, Value>>) => NativeValue | undefined;
  readonly run: (call: Call) => Value;
  /** Makes its weights for inputs of these shapes, unless it has them; absent for models and layers of the user's. */
  readonly build?: (host: Host, shapes: readonly Shape[], at: Origin) => void;
}

export interface ModelEnds {
  /** Single tensors, lists or dicts of them, as given. */
  readonly input: Value;
  readonly output: Value;
}

const LAYERS = beside<NativeValue, KerasLayer>();

export function registerLayer(layer: KerasLayer): void {
  LAYERS.set(layer.value, layer);
}

/** The Keras layer behind a value: an instance of one of Keras's classes or of a user's class deriving from them. */
export function layerOf(value: Value | undefined): KerasLayer | undefined {
  if (value?.kind === 'native') return LAYERS.get(value);
  if (value?.kind === 'object') return value.base.value && LAYERS.get(value.base.value);
  return undefined;
}

/** Whether the weights of a layer are these and no others: one of Keras's own whose arguments are known, and so are the layers inside it. */
export function isCounted(layer: KerasLayer | undefined): boolean {
  if (!layer?.description || layer.description.held) return false;
  const inner = layer.value.layer?.inner ?? [];
  return (
    (layer.weights() ?? []).every(weight => weight.shape) &&
    inner.every(one => {
      const description = layerOf(one)?.description;
      return description && !description.held;
    })
  );
}
