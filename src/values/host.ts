/**
 * What a framework's functions may ask of the interpreter. The frameworks see this interface only, so that they stay data and pure functions
 * beside it; src/analysis implements it.
 */
import type { Dim, Origin, Shape } from '../shapes/index.ts';
import type { Conflict } from './conflict.ts';
import type { FrameworkName, Version } from './framework.ts';
import type { NativeValue } from './native.ts';
import type { Reason } from './reason.ts';
import type { Slot } from './slot.ts';
import type { Uses } from './uses.ts';
import type { Dtype, Items, TensorValue, Value } from './value.ts';
import type { AnySlot } from './write.ts';

export interface Argument {
  /** undefined: positional. */
  readonly name: string | undefined;
  readonly value: Value;
  /** The argument as written. */
  readonly at: Origin;
  /** Spread from a dictionary that may lack it: a name that is not taken proves nothing. */
  readonly isPossible?: boolean;
}

/** One call as a framework's function sees it: spreads are already resolved. */
export interface Call {
  readonly host: Host;
  /** The whole call expression. */
  readonly site: Origin;
  readonly args: readonly Argument[];
  /** True where `*args`/`**kwargs` of unknown content were passed: missing and unknown arguments prove nothing. */
  readonly open: boolean;
  /** All that is passed, where it is any number of arguments alike: `zip(*pairs)`. */
  readonly each?: Items | undefined;
  /** The tensor whose method is called, which is among `args` too. */
  readonly receiver?: TensorValue;
}

/** A tensor of a file of weights or of an array on disk, as far as programs on shapes go. */
export interface StoredTensor {
  /** Empty where the format names none (.npy). */
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
}

/** A file of delimited text (CSV), as far as it says how large a table it is. */
export interface TextTable {
  /** Its first lines, without what ends them. */
  readonly head: readonly string[];
  /** How many lines are not empty, each of them one row; undefined: not known. */
  readonly lines: number | undefined;
}

export interface Host {
  /** States what the framework refuses at this call. The caller then returns `unknown`, so that one mistake is told once. */
  refuse(conflict: Conflict): void;
  /** Runs it, but almost surely not as meant: becomes a warning. */
  suspect(conflict: Conflict): void;
  /** As `suspect`, of what only the whole program shows: `isSo` is asked when all of it has run. */
  suspectAtEnd(conflict: Conflict, isSo: () => boolean): void;
  /** Notes what the program does with a value from here on; values of equal names, made in other rounds or by other calls of a function, share one note. */
  watch(value: TensorValue | NativeValue, name: string): Uses;
  /** Autograd goes back through what made a value. */
  noteSpent(value: TensorValue): void;
  write<T>(place: Slot<T>, value: T): void;
  nextId(): number;
  /** Registers a layer: called once by every constructor of a layer. */
  layerMade(layer: NativeValue): void;
  /** Registers a model for the report. */
  modelMade(model: NativeValue): void;
  /** Calls any value: user functions, layers, classes; `open`: with more arguments than these, of which nothing is known. */
  call(callee: Value, args: readonly Argument[], site: Origin, open?: boolean): Value;
  /** Runs something, and notes what is called in there that is not known and may make parts of a model: its code. */
  watchUnknownCalls<T>(note: (code: string) => void, action: () => T): T;
  /** Passes a call of the program on with all that it gives: arguments that a function of the user's does not take are refused. */
  passOn(callee: Value, call: Call): Value;
  attribute(value: Value, name: string, site: Origin): Value;
  /** Whether an object or a class of the user's surely has no attribute of this name: its classes, up to the framework's `base`, do not write it anywhere. */
  lacks(value: Value, name: string, base: string): boolean;
  /** Whether what stands there is a name for a list that its file only makes empty, appends to, counts, reads and joins: if it is empty, no round has filled it. */
  isFilledInSight(at: Origin): boolean;
  /** The present call surely raises this exception of Python's, which is no mistake where it is caught. */
  raises(name: string): void;
  /** The items of anything iterable, or undefined. */
  items(value: Value): readonly Value[] | undefined;
  /** What a loop over it sees, however many times. */
  iterate(value: Value, site: Origin): Items;
  /** The text of a file that the program names, relative to itself or to the workspace's folder; undefined where there is none in the workspace. */
  readText(name: string): string | undefined;
  /** What the program itself has saved to the file that a value names: undefined in it where nothing was. undefined: its name is not known. */
  saved(file: Value): Slot<Value | undefined> | undefined;
  /**
   * What a file of the workspace holds that the program names and nothing in it writes; undefined where there is none, or where what it holds when the
   * program comes to it is not certain.
   */
  tensorsIn(file: Value): readonly StoredTensor[] | undefined;
  /** As `tensorsIn`, of a file of delimited text. */
  tableIn(file: Value): TextTable | undefined;
  version(framework: FrameworkName | 'tf_keras'): Version;
  /** Records that use has taught the shape of a tensor that was not (fully) known. */
  learn(tensor: TensorValue, shape: Shape): void;
  /** Records that use has shown a size, of which only the name was known, to be another one: what would not fit has been refused here. */
  equate(named: Dim, is: Dim): void;
  unknown(missing: string, site?: Origin, settle?: string): Value;
  because(reason: Reason): Value;
  /** Whether a statement of the module itself runs, no function of the user's: what is true here is true of the program. */
  isTopLevel(): boolean;
  /** Whether something runs that the program itself does not: a function that nothing calls, a method of a model. */
  isEntry(): boolean;
  /** Whether what is made now stands for any number of its kind: a loop is run whose rounds are not known. */
  isRepeating(): boolean;
  /** What the parameters hold of the function in which the present call is written; undefined: it is in none. Nothing of a call may keep it. */
  parameters(): ReadonlyMap<string, Value> | undefined;
  /**
   * A value that is only assumed (None, of a parameter that nobody passes) stands where the framework takes no such value: who calls for real passes
   * another, and what follows in this entry is no longer certain.
   */
  contradict(): void;
  /** Whether a place stands from before a loop or comprehension of an unknown number of rounds that is being run. */
  outlastsRound(place: AnySlot): boolean;
  /** Whether such a loop has changed how many things the place holds: how many there are in the round that comes to this is not known. */
  isFilling(place: AnySlot): boolean;
  /** Runs what would run for each of any number of items. */
  repeating<T>(action: () => T): T;
  /** The code of a range, for messages; shortened. */
  textOf(origin: Origin): string;
  /** Whether the file of the statement that runs has this text anywhere. */
  mentions(text: string): boolean;
  /** A fresh symbol for a size that nothing says, named after what it is ('batch', 'seq_len'). Equal names made at different sites are different sizes. */
  freshSymbol(name: string, site: Origin): Dim;
}
