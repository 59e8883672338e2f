/**
 * Abstract values: what the interpreter knows about a value of the user's program. Each is partly known: a number may be a symbol, a
 * tensor may lack its shape; `unknown` says why nothing is known.
 */
import type { Dim, Origin, Shape } from '../shapes/index.ts';
import type { ClassStmt, FunctionExpr } from '../syntax/tree.ts';
import type { FrameworkName } from './framework.ts';
import type { Host } from './host.ts';
import type { WeightOf } from './layer.ts';
import type { NativeClass, NativeFunction, NativeValue } from './native.ts';
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
