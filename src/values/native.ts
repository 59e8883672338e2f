/** What frameworks put behind values: their instances, classes and functions. What these do is theirs; their state lives in slots. */
import type { Origin, Shape } from '../shapes/index.ts';
import type { FrameworkName } from './framework.ts';
import type { Call, Host } from './host.ts';
import type { LayerFacet, ModelFacet } from './layer.ts';
import type { Dtype, FunctionValue, Items, ObjectValue, TensorValue, Value } from './value.ts';

/** An instance of a framework's own class: a layer, a model, an optimiser, a data loader. Its state lives in slots closed over by its behaviour. */
export interface NativeValue {
  readonly kind: 'native';
  readonly id: number;
  readonly class: NativeClass;
  readonly site: Origin;
  readonly layer: LayerFacet | undefined;
  readonly model: ModelFacet | undefined;
  readonly behaviour: Behaviour;
}

export interface Behaviour {
  /** `x(...)`; absent: not callable. */
  readonly invoke?: (call: Call) => Value;
  /** `x.name`; undefined: there is no such attribute as far as is known. */
  readonly attribute?: (host: Host, name: string, site: Origin) => Value | undefined;
  /** Whether there surely is no attribute of this name; what is raised of it, where the framework says so in words of its own. */
  readonly lacks?: (name: string) => boolean | Lack;
  readonly setAttribute?: (host: Host, name: string, value: Value) => void;
  /** `del x.name`. */
  readonly deleteAttribute?: (host: Host, name: string) => void;
  readonly index?: (call: Call) => Value;
  /** Whether there surely is no item of this index. */
  readonly lacksItem?: (index: Value) => boolean;
  readonly setIndex?: (call: Call, value: Value) => void;
  /** `del x[i]`; undefined: of a slice. */
  readonly deleteIndex?: (host: Host, index: Value | undefined) => void;
  /** Code that is not known may do anything to it from here on. */
  readonly escape?: (host: Host) => void;
  /** What an operator gives where this is one of its operands (`call.args`). */
  readonly operate?: (call: Call) => Value;
  /** As `operate`, of comparisons. */
  readonly compare?: (call: Call) => Value;
  /** The array that NumPy makes of it; undefined: not known. */
  readonly array?: () => { readonly shape: Shape; readonly dtype: Dtype | undefined } | undefined;
  /** A table as it is now: how large, and what its columns are called, where that is known. */
  readonly table?: () => TableFacts;
  /** The items a loop sees; undefined: unknown number of unknown items. */
  readonly iterate?: (host: Host, site: Origin) => Items;
  /** Another one like it as it is now, as `copy.deepcopy` makes one; absent: nothing that matters of it changes, or copies of it are not followed. */
  readonly copy?: (copying: Copying) => NativeValue;
}

/** One making of a copy. */
export interface Copying {
  readonly host: Host;
  /** The copy of what it holds: of each thing one, however many hold it. */
  readonly copied: (value: Value) => Value;
  /** The object whose native side is copied: the new one. */
  readonly owner: ObjectValue | undefined;
}

export interface TableFacts {
  /** Rows, and columns where it is more than one of them. */
  readonly shape: Shape;
  readonly columns: readonly (string | number)[] | undefined;
}

/** An attribute that is not there, or not there yet. */
export interface Lack {
  readonly says: string;
  /** A sentence: what to do instead. */
  readonly instead?: string;
}

/**
 * How much is known of what a framework's name gives; absent: all that shapes need. `opaque`: the name is known and what it gives is not, so that
 * it is unknown without being an error; `refused`: this version of the framework does not have it.
 */
export type Standing = 'opaque' | 'refused';

/** What the instances of a framework's class are; absent: neither of these. */
export type Role = 'recurrent' | 'layer' | 'model' | 'loss';

/** A framework's class: calling it constructs; a user's class may derive from it. */
export interface NativeClass {
  readonly kind: 'native-class';
  /** 'LSTM' */
  readonly name: string;
  /** 'torch.nn.LSTM' */
  readonly qualified: string;
  readonly framework: FrameworkName;
  /** Names of the framework's classes that it derives from, qualified, nearest first: for `isinstance` and `issubclass`. */
  readonly ancestors: readonly string[];
  readonly role?: Role;
  readonly standing?: Standing | undefined;
  readonly construct: (call: Call) => Value;
  /** Static members: `Model.from_config`. */
  readonly member?: (host: Host, name: string, site: Origin) => Value | undefined;
  /** Whether the class itself surely has no attribute of this name, though objects of it may. */
  readonly lacks?: (name: string) => boolean;
  /** What an object of a user's class gets by deriving from this one. */
  readonly extend?: Extension;
}

export interface Extension {
  /** `super().__init__(...)`, or the class's own constructor where the user's class has none. The result becomes the object's `base`. */
  readonly initialise: (call: Call, self: ObjectValue) => NativeValue | undefined;
  /** It is there before any initialiser runs, which need not call the one of its base class (Equinox, flax.nnx). */
  readonly precedes?: boolean;
  /** Annotated fields of the user's class are its parameters, unless it or a base has an initialiser: as in dataclasses. */
  readonly fields?: boolean;
  /** Parameters beside the fields: `name` of flax.linen. */
  readonly moreFields?: readonly string[];
  /** What the object has where the code assigns a value to one of its attributes; undefined: the value itself. */
  readonly keeps?: (host: Host, value: Value, site: Origin) => Value | undefined;
  /** Runs the initialisers of an object of the user's class. */
  readonly constructing?: (host: Host, self: ObjectValue, run: () => void) => void;
  /** Runs a method of the user's class; what has to be in place around it is the framework's affair. */
  readonly around?: (host: Host, self: ObjectValue, method: string, run: () => Value, site: Origin) => Value;
  /** `self(...)`, where the user's class does not say what that does itself. */
  readonly invoke?: (call: Call, self: ObjectValue) => Value;
  /** The method that calling an instance runs ('forward', 'call'): analysed for instances that nothing calls. */
  readonly entry?: string;
  /** What the framework itself passes to a parameter of the entry: `F` of MXNet's hybrid_forward. */
  readonly passes?: (host: Host, self: ObjectValue, parameter: string) => Value | undefined;
  /** Names that no object of a class derived from this one alone has, as far as nobody has given it one. */
  readonly lacks?: (name: string) => boolean;
  /** Whether each object has an attribute of this name by itself; absent: not all such names are known. */
  readonly inherited?: ((name: string) => boolean) | undefined;
  /** Inherited attributes and methods. */
  readonly attribute?: (host: Host, self: ObjectValue, name: string, site: Origin) => Value | undefined;
  /** Gives what makes the object hold the same parts as now, whatever has changed; `isMadeHere`: the program itself makes it. Absent: nothing is kept. */
  readonly keepParts?: (self: ObjectValue, isMadeHere: boolean) => Restore;
}

/** Puts something back to what it was. */
export type Restore = (write: Host['write']) => void;

export interface NativeFunction {
  readonly kind: 'native-function';
  /** 'torch.cat' */
  readonly name: string;
  readonly invoke: (call: Call) => Value;
  readonly standing?: Standing | undefined;
  /** As a decorator it makes something else of a function: `@jax.vmap`. Others are taken to keep the function what it is. */
  readonly decorates?: boolean;
  /** As a member of a class it is given the object first: what a decorator has added to the class. */
  readonly isMethod?: boolean;
  /** The function of the user's that a decorator made it of; as a method it gets its object first. */
  readonly wraps?: FunctionValue;
  /** The tensor whose method it is. */
  readonly receiver?: TensorValue;
  /** Surely a function in its framework too; others may be classes or what else is called there, and may be subscripted. */
  readonly isFunction?: boolean | undefined;
  /** What it has itself: `np.add.reduce`. */
  readonly member?: (host: Host, name: string) => Value | undefined;
}
