/** What one run has used and made so far: the rest is what nothing calls. */
import type { ClassStmt, FunctionExpr, Stmt } from '../syntax/tree.ts';
import type { ModuleValue, ObjectValue, Scope, Value } from '../values/index.ts';
import type { Frame } from './frame.ts';

export class RunState {
  /** Functions and classes that something used: the others are analysed with symbols. */
  readonly called = new Set<FunctionExpr | ClassStmt>();
  /** Functions with a refusal on a path that their callers may not take: it counts where it occurs whatever they are called with. */
  readonly doubted = new Set<FunctionExpr>();
  /** How often each function was called from within itself. */
  readonly recursions = new Map<FunctionExpr, number>();
  /** On which objects a method was called. */
  readonly calledOn = new Map<FunctionExpr, Set<number>>();
  /** Functions and classes defined at module level, in order. */
  readonly definitions = new Set<Value>();
  /** Instances of the user's classes, for running the methods that nothing calls. */
  readonly objects: ObjectValue[] = [];
  /** Blocks of conditions that were run, taken or not. */
  readonly executed = new Set<readonly Stmt[]>();
  /** Variables of the workspace's modules. */
  readonly scopes = new WeakMap<ModuleValue, Scope>();
  /** What the program has put into modules of frameworks, by the module's name: `torch.zeros = mine`. */
  readonly patches = new Map<string, Scope>();
  /** Classes of frameworks that the program has changed: nothing is known of their instances any more. */
  readonly patchedClasses = new Set<string>();
  /** Where classes were defined, for the fields of their instances. */
  readonly classFrames = new Map<ClassStmt, Frame>();
}
