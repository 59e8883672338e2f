/**
 * Abstract values: what the interpreter knows about a value of the user's program. Each is partly known: a number may be a symbol, a
 * tensor may lack its shape; `unknown` says why nothing is known.
 */
import type { Dim, Origin, Shape } from '../shapes/index.ts';
import type { ClassStmt, FunctionExpr } from '../syntax/tree.ts';
import type { FrameworkName } from './framework.ts';
import type { Call, Host } from './host.ts';
import type { LayerFacet, ModelFacet, WeightOf } from './layer.ts';
import type { Reason } from './reason.ts';
import type { Slot } from './slot.ts';

export type Value =
  | UnknownValue
  | NumberValue
  | StringValue
  | BoolValue
  | NoneValue
  | EllipsisValue
  | SliceValue
  | ListValue
  | DictValue
  | TensorValue
  | NativeValue
  | ObjectValue
  | ClassValue
  | NativeClass
  | FunctionValue
  | NativeFunction
  | BoundMethod
  | ModuleValue
  | UnionValue;

/** `symbol`: a parameter that nobody passes; where it is used as a size or a flag it counts as the symbol of that name. */
export interface UnknownValue {
  readonly kind: 'unknown';
  readonly reason: Reason;
  readonly symbol?: { readonly name: string; readonly id: string; readonly origin: Origin };
  /** Arithmetic with such a parameter: should it be a size, then this one. (It may as well be a tensor, so it stays unknown.) */
  readonly size?: Dim;
}

/** An integer (a Dim, which may be symbolic) or a float (`dim` undefined; `float` its value where known). */
export interface NumberValue {
  readonly kind: 'number';
  readonly dim: Dim | undefined;
  readonly float: number | undefined;
  /** Python's `2j`, and what is computed with it: no float. */
  readonly isComplex?: true;
  /** Of a float that is not known: `from` <= it < `below`. */
  readonly within?: { readonly from: number; readonly below: number };
  /** Of a whole number that is not known: where a counter stands. */
  readonly place?: Place;
}

/** `at` is written with a symbol for the counter of this `round`, which is at least `from` and less than `below`; it rises with the counter. */
export interface Place {
  readonly round: number;
  readonly at: Dim;
  readonly from: Dim;
  readonly below: Dim;
}

export interface StringValue {
  readonly kind: 'string';
  /** undefined: some string. */
  readonly value: string | undefined;
  /** Of some string: how many characters it has (`text-length.ts`). */
  readonly characters?: { readonly count: Dim; readonly isMost: boolean };
}

/**
 * `flag`: a truth value that is not known but has a name; the Dim is a flag symbol (0 or 1), so that `2 if flag else 1` stays exact. `isChance`: a random
 * number decides, so that it may be either whatever else is so.
 */
export interface BoolValue {
  readonly kind: 'bool';
  readonly value: boolean | undefined;
  readonly flag: Dim | undefined;
  readonly isChance?: boolean;
}

/**
 * `assumed`: the default of a parameter that nobody passes; who calls for real may well pass something. `isGiven`: a parameter's, where the program's own
 * call passes None or nothing, or what is had of a function that gives nothing. `isSize`: of a shape that leaves it open.
 */
export interface NoneValue {
  readonly kind: 'none';
  readonly assumed?: boolean;
  readonly isGiven?: true;
  readonly isSize?: true;
}

export interface EllipsisValue {
  readonly kind: 'ellipsis';
}

export interface SliceValue {
  readonly kind: 'slice';
  readonly start: Value;
  readonly stop: Value;
  readonly step: Value;
}

/**
 * Contents of a list whose items are not all known: any number of values like `element`. `counted`: of a list that a loop fills, how many it would hold
 * after the rounds that have been run, had it dropped none.
 */
export type Items =
  | { readonly known: readonly Value[] }
  | { readonly element: Value; readonly length: Dim | undefined; readonly counted?: number };

/**
 * Lists, tuples and sets (mutability is Python's affair: all live in a slot). An iterator gives each item once, and holds those that are left; a range
 * gives them as often as it is asked.
 */
export interface ListValue {
  readonly kind: 'list';
  readonly flavour: 'list' | 'tuple' | 'set' | 'range' | 'iterator';
  readonly items: Slot<Items>;
  /** A `.shape`: the tensor it is the shape of. */
  readonly shapeOf: TensorValue | undefined;
  /** Written down as `[...]`: surely of Python's own class. */
  readonly isDisplay?: true;
  /** Of a typed array of JavaScript's: what tensors made of it hold. */
  readonly dtype?: Dtype;
  /** Of a deque that drops items at one end when others are added at the other: how many it holds at most. */
  readonly most?: Dim;
}

/** String, integer or boolean keys only; `rest` stands for entries that are not known. */
export interface DictValue {
  readonly kind: 'dict';
  readonly entries: Slot<DictEntries>;
  /** JavaScript's `Map`, whose entries are no properties. */
  readonly isMap?: true;
}

export interface DictEntries {
  readonly known: ReadonlyMap<string | number, Value>;
  /** The value of any other key; undefined: there is no other key. */
  readonly rest: Value | undefined;
  /** What any other key is like; undefined: not known. */
  readonly keys?: Value | undefined;
  /** Keys of `known` that one of the ways here has not set. */
  readonly possible?: ReadonlySet<string | number>;
}

export type Dtype = 'float' | 'int' | 'bool' | 'string' | 'complex';

/** How precise floats are: of 16, 32 or 64 bits; those of bfloat16 have the range of 32. */
export type Precision = 'half' | 'bfloat16' | 'single' | 'double';

export interface TensorValue {
  readonly kind: 'tensor';
  readonly id: number;
  /** Whose methods it has. */
  readonly framework: FrameworkName;
  /** undefined: not even the rank is known. Ask `shapeOf`, which knows what was learned since. */
  readonly shape: Shape | undefined;
  /** What use has taught about a shape that was not fully known. */
  readonly learned: Slot<Shape | undefined>;
  readonly dtype: Dtype | undefined;
  /** Of floats, where it is known. */
  readonly precision: Precision | undefined;
  readonly source: TensorSource;
  /** What a small constant integer array was made of, for lengths, axes and targets given as tensors; `contentIn` says what it holds by now. */
  readonly content: readonly number[] | undefined;
  /** A layer's weight as code sees it. */
  readonly weight: WeightOf | undefined;
  /** Symbolic input or output of a Keras graph. */
  readonly graph: boolean;
}

/** How a tensor came to be: the first link of a cause chain. */
export interface TensorSource {
  /** 'LSTM', 'torch.cat', 'parameter x', 'Input'. */
  readonly operation: string;
  readonly site: Origin;
  readonly layer: NativeValue | undefined;
  /** Which of the operation's results this is. */
  readonly role: TensorRole;
  /** Of the operation only the name is known. */
  readonly gap?: true;
  /** The tensors it was made of, for conversions that keep what it is (slices, transposes). */
  readonly parents: readonly TensorValue[];
}

export type TensorRole =
  | 'value'
  | 'input'
  | 'parameter'
  /** Of an array of NumPy and a value that is not known: were that another framework's tensor, so would this be. */
  | 'mixed'
  | 'sequence'
  | 'last-step'
  | 'h'
  | 'c'
  | 'weight'
  | 'constant'
  | 'data'
  /** Stated by a comment: nobody has checked it. */
  | 'comment';

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

/** An instance of a class of the user's. */
export interface ObjectValue {
  readonly kind: 'object';
  readonly id: number;
  readonly class: ClassValue;
  readonly site: Origin;
  readonly attributes: Slot<ReadonlyMap<string, Value>>;
  /** What a framework's base class made of it (a Keras model's or a torch module's own state). */
  readonly base: Slot<NativeValue | undefined>;
  /** What distinguishes this instance: 'Encoder(128)'; undefined at an only one. */
  readonly label: string;
}

export interface ClassValue {
  readonly kind: 'class';
  readonly id: number;
  readonly name: string;
  readonly statement: ClassStmt;
  readonly file: string;
  readonly bases: readonly Value[];
  readonly members: Slot<ReadonlyMap<string, Value>>;
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
}

/** `this`/`self` of a closure are ordinary variables of its scope. */
export interface FunctionValue {
  readonly kind: 'function';
  readonly id: number;
  readonly name: string;
  readonly function: FunctionExpr;
  readonly file: string;
  readonly scope: Scope;
  /** Defaults, evaluated where the function was defined. */
  readonly defaults: readonly (Value | undefined)[];
  /** The class it was defined in, for `super()`. */
  readonly owner: Slot<ClassValue | undefined>;
  /** It takes what its definition says: no decorator may have made something else of it. */
  readonly keepsParameters: boolean;
  readonly decoration: 'none' | 'static' | 'class' | 'property' | 'abstract';
}

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

export interface BoundMethod {
  readonly kind: 'bound';
  readonly self: Value;
  readonly function: FunctionValue | NativeFunction;
}

/** A module of the workspace (its variables) or of a framework (`member` resolves a name). */
export interface ModuleValue {
  readonly kind: 'module';
  readonly name: string;
  readonly member: (host: Host, name: string) => Value | undefined;
  /** Names that `from module import *` binds. */
  readonly names?: () => readonly string[];
  /** The file of the workspace that it is; absent: a module of a framework or of a library. */
  readonly file?: string;
}

/** One of a few values: what two branches left. Never nested, never holds an unknown. */
export interface UnionValue {
  readonly kind: 'union';
  readonly options: readonly Value[];
}

/** Variables by name; a function's scope has the defining one as parent. */
export interface Scope {
  readonly variables: Map<string, Slot<Value | undefined>>;
  readonly parent: Scope | undefined;
  /** Function and module scopes hold Python's variables; TypeScript's blocks are scopes too. */
  readonly kind: 'module' | 'function' | 'class' | 'block';
  readonly file: string;
  /** The serial of the place that was made last before it. */
  readonly born: number;
}
