/**
 * What a framework provably refuses, or runs although it is almost surely not meant. The engine states conflicts with their operands, axes and
 * origins; src/rules puts them into words. No text for people in here but names.
 */
import type { Dim, Mismatch, Origin, Shape } from '../shapes/index.ts';
import type { FrameworkName, Version } from './framework.ts';
import type { NativeValue } from './native.ts';
import type { TensorValue } from './value.ts';

/** A tensor (or what stands in its place) that takes part in a conflict. */
export interface Operand {
  /** 'input', 'h_0', 'left', 'kernel'. */
  readonly role: string;
  readonly shape: Shape | undefined;
  readonly tensor: TensorValue | undefined;
  /** Where it stands in the refused statement. */
  readonly at: Origin;
  /** It is one column of a table, which takes no subscripts that add axes. */
  readonly isColumn?: boolean;
}

interface Base {
  readonly framework: FrameworkName;
  /** 'LSTM', 'Linear', 'torch.cat': as the framework names it. */
  readonly operation: string;
  /** The offending argument. */
  readonly at: Origin;
  readonly layer?: NativeValue;
  /** The tensor whose method it is: as uncertain as that is what its method takes. */
  readonly receiver?: TensorValue;
  /** Which of a framework's ways to behave states it, where one name stands for several: 'tf_keras', 'keras2'. */
  readonly dialect?: string;
  /** The framework's own words, where they are known: shown so that a search finds them. `…` stands for what is not, or differs by version. */
  readonly says?: string;
}

/** A layer that takes tensors of certain ranks is given another. */
export interface RankConflict extends Base {
  readonly kind: 'input-rank';
  readonly input: Operand;
  readonly ranks: readonly number[];
  /** Axis names of what is expected: ['batch', 'steps', 'features']. */
  readonly axes: readonly string[];
  /** What a model was made for, the batch first. */
  readonly wanted?: Shape;
}

/** An axis of an input has another size than the layer was made for. */
export interface SizeConflict extends Base {
  readonly kind: 'feature-size';
  readonly input: Operand;
  readonly axis: number;
  readonly expected: Dim;
  readonly actual: Dim;
  /** Where the layer got the size it expects. */
  readonly setBy: Origin;
  /** The argument that says so: 'input_size', 'in_features', or undefined where a first call built the layer. */
  readonly parameter: string | undefined;
  /** The axis is one of an image. */
  readonly isSpatial?: boolean;
}

/** An initial state that does not fit. `aspect` says in what respect. */
export interface StateConflict extends Base {
  readonly kind: 'initial-state';
  readonly aspect: 'count' | 'rank' | 'structure' | 'shape';
  /** Which one: 'h_0', 'c_0', 'state'. */
  readonly state: Operand;
  readonly expected: Shape | undefined;
  /** For 'count'. */
  readonly expectedCount: number | undefined;
  readonly actualCount: number | undefined;
  /** For 'structure', of stacked cells: how many states each of them takes in a list of its own. */
  readonly groups?: readonly number[] | undefined;
  /** For 'shape': the first axis that differs, and what its size means ('num_layers * num_directions', 'batch', 'hidden_size'). */
  readonly axis: number | undefined;
  readonly axisMeaning: string | undefined;
}

/** Two or more operands of a tensor function do not fit: matmul, cat, broadcast, reshape, split, index. */
export interface OperandConflict extends Base {
  readonly kind: 'operands';
  readonly operands: readonly Operand[];
  readonly mismatch: Mismatch;
}

/** What a suspicion about an argument is about, where a rule tells it in words of its own; a member for each such rule. */
export type Suspicion =
  | 'dropout-on-one-layer'
  | 'softmax-of-one'
  | 'softmax-over-steps'
  | 'unbounded-state'
  | 'slow-kernel'
  | 'bias-as-batch-first';

/** A constructor or function call whose arguments the framework refuses. */
export interface ArgumentConflict extends Base {
  readonly kind: 'argument';
  readonly aspect: 'unknown' | 'missing' | 'repeated' | 'too-many' | 'value' | 'type';
  readonly parameter: string;
  /** For 'value' and 'type': what is allowed, as a noun phrase ("a positive integer"). */
  readonly allowed: string | undefined;
  /** What was given, as code. */
  readonly given: string | undefined;
  /** For 'unknown': names that are accepted; for 'missing': names in the call that are ignored. */
  readonly known: readonly string[];
  /** For 'missing' in Python: all that are missing, where they are of one sort. */
  readonly lacking?: { readonly names: readonly string[]; readonly keywordOnly: boolean };
  /** Of what is only suspected; absent: told as an argument that does not do what its name says. */
  readonly about?: Suspicion;
}

/** A tuple of outputs and states is used where one tensor is needed. */
export interface TupleConflict extends Base {
  readonly kind: 'tuple-as-tensor';
  /** Where the tuple was made. */
  readonly from: Origin;
  readonly producer: NativeValue | undefined;
  readonly count: number;
}

/** A result is unpacked into another number of names than it has. */
export interface UnpackConflict extends Base {
  readonly kind: 'unpack-count';
  readonly expected: number;
  readonly actual: number;
  readonly producer: NativeValue | undefined;
  readonly shape: Shape | undefined;
}

/** Targets that do not fit a model's output under its loss. */
export interface TargetConflict extends Base {
  readonly kind: 'target-shape';
  readonly output: Operand;
  readonly target: Operand;
  readonly loss: string;
  readonly mismatch: Mismatch;
}

/** A statement that Python or JavaScript itself refuses: an attribute that is not there, a call of what is not callable. */
export interface ProgramConflict extends Base {
  readonly kind: 'program';
  readonly aspect: 'attribute' | 'call' | 'subscript' | 'assignment' | 'sequence' | 'initialiser';
  readonly name: string;
  /** A sentence: what to write instead. */
  readonly instead: string | undefined;
}

/** `assert out.shape == (2, 5, 16)` of a tensor that has another shape. */
export interface AssertionConflict extends Base {
  readonly kind: 'assertion';
  readonly tensor: Operand;
  /** All axes, or the size of one. */
  readonly asserted: { readonly shape: Shape } | { readonly axis: number; readonly dim: Dim };
}

/** What is read as something that it is not: the names of the rules that tell it. */
export type Misreading =
  | 'sample-as-last-step'
  | 'last-step-of-backward-half'
  | 'padding-as-last-step'
  | 'one-direction-as-state'
  | 'first-layer-as-state'
  | 'pooled-samples'
  | 'cell-state-as-hidden-state'
  | 'states-mixed-with-samples'
  | 'squeeze-without-effect'
  | 'reshape-as-transpose'
  | 'single-time-step'
  | 'reversed-sequence'
  | 'lost-mask'
  | 'swapped-kernels'
  | 'batch-as-steps'
  | 'attention-over-samples'
  | 'normalised-steps'
  | 'steps-as-classes'
  | 'length-beyond-steps'
  | 'sequence-as-step'
  | 'elementwise-as-product'
  | 'product-as-elementwise'
  | 'samples-as-gates'
  | 'softmax-over-samples'
  | 'missing-keepdims'
  | 'column-against-vector'
  | 'transposed-vector'
  | 'misnamed-results'
  | 'exchanged-states'
  | 'unpacked-samples'
  | 'foreign-gate-order'
  | 'unordered-gates'
  | 'random-bias'
  | 'lost-bias'
  | 'undetached-state'
  | 'samples-as-steps';

/** A program that runs, but on something else than its code says. */
export interface MisreadConflict extends Base {
  readonly kind: 'misread';
  readonly about: Misreading;
  /** What is misread. */
  readonly tensor: Operand;
  /** Names of its axes, where they are known: ['steps', 'batch', 'features']. */
  readonly axes: readonly string[];
  /** The axis in question. */
  readonly axis: number | undefined;
  /** The shape of what comes of it. */
  readonly gives: Shape | undefined;
  /** What it is combined with. */
  readonly other: Operand | undefined;
  /** Names in the order in which they stand, and in which they ought to. */
  readonly names: readonly string[];
  readonly meant: readonly string[];
  /** The names put in that order, where all of them are known. */
  readonly reordered?: readonly string[];
}

/** A layer that nothing uses. Only a whole program shows that: the analysis states it once a file has been run. */
export interface UnusedConflict extends Base {
  readonly kind: 'unused-layer';
  /** What nothing reads: the attribute that holds the layer, or the variable that its output is assigned to. */
  readonly what: 'layer' | 'output';
  /** As the code spells it: 'self.lstm2'. */
  readonly name: string;
  /** Whether its weights are there although nothing has called it. */
  readonly hasWeights: boolean;
}

export type Conflict =
  | RankConflict
  | SizeConflict
  | StateConflict
  | OperandConflict
  | ArgumentConflict
  | TupleConflict
  | UnpackConflict
  | TargetConflict
  | ProgramConflict
  | AssertionConflict
  | MisreadConflict
  | UnusedConflict;

/** What an error rests on besides the program text; named in its message. */
export type Assumption =
  | { readonly kind: 'version'; readonly framework: FrameworkName; readonly version: Version }
  | { readonly kind: 'default'; readonly parameter: string; readonly at: Origin }
  | { readonly kind: 'entry'; readonly name: string; readonly at: Origin };

/** A conflict in its place: the statement that is refused and the calls that led there. */
export interface Finding {
  readonly conflict: Conflict;
  readonly file: string;
  /** The statement that the framework refuses. */
  readonly statement: Origin;
  /** Calls of the user's own functions that led there, outermost first. */
  readonly callers: readonly Origin[];
  readonly assumptions: readonly Assumption[];
  /** The file whose own run found it, which may be one that imports `file`. */
  readonly root: string;
  /** Of what only the whole program shows: asked when all of it has run. */
  readonly isSo?: () => boolean;
}
