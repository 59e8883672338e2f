/** What an analysis yields: plain facts by file, for report, rules, server and command line. */
import type { Origin, Shape } from '../shapes/index.ts';
import type { Module } from '../syntax/tree.ts';
import type {
  Finding,
  FrameworkName,
  NativeValue,
  Reason,
  TensorValue,
  Value,
  Version,
} from '../values/index.ts';

export interface Analysis {
  /** Every file that was analysed or imported, by path. */
  readonly files: ReadonlyMap<string, FileFacts>;
  /** Files of data that programs have read, by path. */
  readonly dataFiles: ReadonlySet<string>;
}

export interface FileFacts {
  readonly path: string;
  readonly text: string;
  readonly module: Module;
  /** Layers whose constructor call stands in this file, in the order they were made; one entry an instance. */
  readonly layers: readonly LayerFact[];
  readonly models: readonly ModelFact[];
  /** What frameworks refuse (`findings`) and what runs but is almost surely not meant (`suspicions`), at statements of this file. */
  readonly findings: readonly Finding[];
  readonly suspicions: readonly Finding[];
  /** Assignments whose value is a tensor of known rank, in source order. */
  readonly tensors: readonly TensorFact[];
  /** Values of expressions, by range: what hovers read. */
  readonly observations: readonly Observation[];
  /** Spellings that the language refuses although what is meant is plain (`get_weights[0]`). */
  readonly slips: readonly Slip[];
  /** What was cut off: a loop of 10,000 layers, a recursion, the step budget. */
  readonly cuts: readonly Cut[];
  /** Versions of frameworks that decided anything in the file. */
  readonly versions: ReadonlyMap<FrameworkName | 'tf_keras', Version>;
  /** Whether the file imports anything of a known framework. */
  readonly relevant: boolean;
}

export interface LayerFact {
  readonly layer: NativeValue;
  /** What the code calls it: 'self.lstm', 'model.layers[0]', 'encoder'; undefined where it has no name. */
  readonly name: string | undefined;
  /** What distinguishes this instance from others of the same constructor call: 'Encoder(128)', 'i=2'; undefined where there is one. */
  readonly instance: string | undefined;
}

export interface ModelFact {
  readonly model: NativeValue;
  /** The variable or class that names it: 'model', 'Net'. */
  readonly name: string | undefined;
  readonly site: Origin;
  /** Names of parts that may hold more layers than the model tells: containers that a loop fills, attributes that are called and not known. */
  readonly unknownParts: readonly string[];
}

export interface TensorFact {
  /** As written at the assignment: 'y', 'self.h0'. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly tensor: TensorValue;
  readonly shape: Shape;
  /** undefined at module level, else the qualified name of the function. */
  readonly scope: string | undefined;
}

export interface Observation {
  readonly start: number;
  readonly end: number;
  /** One a run of the expression, at most four; the last one first. */
  readonly values: readonly Value[];
}

/** A spelling that cannot work, and the edit that makes of it what is meant. */
export interface Slip {
  readonly start: number;
  readonly end: number;
  /** What the language says of it. */
  readonly says: string;
  readonly edit: { readonly start: number; readonly end: number; readonly text: string };
}

export interface Cut {
  readonly at: Origin;
  readonly reason: Reason;
}
