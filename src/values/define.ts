/** How a framework is declared: its modules by import root, and what its tensors can do. src/frameworks/index.ts collects them. */

import type { Origin } from '../shapes/index.ts';
import type { BinaryOp, CompareOp, UnaryExpr } from '../syntax/tree.ts';
import type { Conflict } from './conflict.ts';
import type { FrameworkName } from './framework.ts';
import type { Call, Host } from './host.ts';
import type { Items, ModuleValue, TensorValue, Value } from './value.ts';

export interface Framework {
  readonly name: FrameworkName;
  /** Top-level import names and the module each gives: 'torch', 'tensorflow', '@tensorflow/tfjs'. The host's versions may decide. */
  readonly modules: Readonly<Record<string, (host: Host) => ModuleValue>>;
  readonly tensors?: TensorBehaviour;
  /** The framework's own words for what it refuses, where they are known and no version changes them; `…` in them stands for what is not. */
  readonly words?: (conflict: Conflict) => string | undefined;
  /** The first version of each way in which it is modelled to behave, oldest first; absent: all versions behave alike. */
  readonly editions?: readonly Edition[];
}

/** A version as a boundary: it and what follows, up to the next one, behave alike. */
export interface Edition {
  readonly major: number;
  readonly minor: number;
}

/** What can be done to a framework's tensors. `call.site` is the whole expression; operands come with their own ranges. */
export interface TensorBehaviour {
  /** `x.shape`, `x.view` (a bound function): undefined where there is none as far as is known. */
  readonly attribute: (host: Host, tensor: TensorValue, name: string, site: Origin) => Value | undefined;
  /** Whether a tensor surely has no attribute of this name. */
  readonly lacks?: (tensor: TensorValue, name: string) => boolean;
  /** What `attribute` answers to. */
  readonly names: readonly string[];
  /** `x[a, :, None]`: `call.args[0]` is the tensor, the rest its indices (slices as SliceValue, a bare `...` as ellipsis). */
  readonly index: (call: Call) => Value;
  readonly setIndex?: (call: Call, value: Value) => void;
  readonly setAttribute?: (host: Host, tensor: TensorValue, name: string, value: Value) => void;
  /** Code that is not known may do anything to it from here on. */
  readonly escape?: (host: Host, tensor: TensorValue) => void;
  /** Two operands, at least one of them a tensor of this framework. */
  readonly binary: (call: Call, op: BinaryOp) => Value;
  /** `x += y`, which writes into x: states what does not fit; absent: it is `x = x + y`. True where that has been refused. */
  readonly refusesAugmented?: (call: Call, op: BinaryOp) => boolean;
  readonly compare?: (call: Call, op: CompareOp) => Value;
  readonly unary?: (call: Call, op: UnaryExpr['op']) => Value;
  /** What a `for` over it sees: slices of the first axis. */
  readonly iterate: (host: Host, tensor: TensorValue, site: Origin) => Items;
}
