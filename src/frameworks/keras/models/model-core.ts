/** What Sequential, functional and subclassed models have in common, as their attributes, training and reports see it. */
import type { Shape } from '../../../shapes/index.ts';
import type { Call, Host, NativeValue, Slot, Value } from '../../parts.ts';
import type { Flavour } from '../core/flavour.ts';
import type { ModelEnds } from '../core/registry.ts';

/** `standing`: whether `compile` has been called; 'maybe': by code that is not followed. */
export interface Compiled {
  readonly standing: 'no' | 'yes' | 'maybe';
  readonly loss: Value | undefined;
  readonly metrics: Value | undefined;
  /** `sample_weight_mode`, before TensorFlow 2. */
  readonly weightMode: Value | undefined;
  /** There are metrics besides. */
  readonly hasMore: boolean;
}

export interface ModelCore {
  readonly value: NativeValue;
  readonly flavour: Flavour;
  readonly name: string;
  readonly kind: 'sequential' | 'functional' | 'subclass';
  /** In the order of `model.layers`. */
  readonly layers: () => readonly NativeValue[];
  /** As `layers`, with what is not known where it stands; undefined: which place a layer has is not known. Absent: those are all. */
  readonly places?: () => readonly Value[] | undefined;
  /** Whether there are certainly no other layers; absent: not. */
  readonly isClosed?: () => boolean;
  /** Whether there are any number of layers: they were added in a loop of which the rounds are not known. */
  readonly hasAnyNumber?: () => boolean;
  /** What `summary` lists where that differs. */
  readonly ends: () => ModelEnds | undefined;
  /** Of a Sequential model of Keras 3, whose ends are not those of the graph inside: what it was first called on, and gave. */
  readonly calledOn?: () => ModelEnds | undefined;
  /** Whether its input is that of the data that it was first called on. */
  readonly isBuiltByData?: () => boolean;
  /** Builds it for data of this shape, if it has no input yet, as `fit` does before it runs. */
  readonly begin?: (call: Call, shape: Shape) => void;
  /** `model(x)`. */
  readonly run: (call: Call) => Value;
  /** What it is trained with. */
  readonly compiled: Slot<Compiled>;
  /** The user's own `train_step`, which `fit` runs on each batch in place of what it does else. */
  readonly ownStep?: (host: Host, site: Call['site']) => Value | undefined;
  /** Methods of this kind of model only. */
  readonly methods: Readonly<Record<string, (call: Call) => Value>>;
  readonly build?: (call: Call) => Value;
  /** Code that is not known may add layers. */
  readonly escape?: (host: Host) => void;
}
