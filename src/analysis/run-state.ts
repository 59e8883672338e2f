/** What one run has used and made so far: the rest is what nothing calls. */
import type { ClassStmt, FunctionExpr, Stmt } from '../syntax/tree.ts';
import type { ModuleValue, ObjectValue, Recording, Scope, Value } from '../values/index.ts';
import type { Frame } from './frame.ts';

export class RunState {
  /** Functions and classes that something used: the others are analysed with symbols. */
  readonly called = new Set<FunctionExpr | ClassStmt>();
  /** Functions that the program calls somewhere, on paths that it does not take too. */
  readonly mentioned = new Set<FunctionExpr>();
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
  /** Those of them that need not be as they are: one for each of several possible values, instances of a base by itself. */
  readonly possible = new Set<ObjectValue>();
  /** Blocks of conditions that were run, taken or not. */
  readonly executed = new Set<readonly Stmt[]>();
  /** Variables of the workspace's modules, whichever run has made them. */
  readonly scopes: WeakMap<ModuleValue, Scope>;
  /** What the program has put into modules of frameworks, by the module's name: `torch.zeros = mine`. */
  readonly patches = new Map<string, Scope>();
  /** Classes of frameworks that the program has changed: nothing is known of their instances any more. */
  readonly patchedClasses = new Set<string>();
  /** Where classes were defined, for the fields of their instances. */
  readonly classFrames = new Map<ClassStmt, Frame>();

  constructor(scopes: RunState['scopes'] = new WeakMap()) {
    this.scopes = scopes;
  }

  copy(): RunState {
    const copy = new RunState(this.scopes);
    copy.add(this);
    for (const [name, scope] of this.patches) copy.patches.set(name, scope);
    for (const name of this.patchedClasses) copy.patchedClasses.add(name);
    return copy;
  }

  /** A copy without what others have that were added to it. */
  without(others: readonly RunState[]): RunState {
    const copy = new RunState(this.scopes);
    copy.add(this);
    const theirs = new Set(others.flatMap(({ objects }) => objects));
    copy.objects.splice(0, copy.objects.length, ...this.objects.filter(object => !theirs.has(object)));
    for (const { recursions } of others)
      for (const [code, times] of recursions)
        copy.recursions.set(code, (copy.recursions.get(code) ?? 0) - times);
    return copy;
  }

  /** Takes over what another run of the same program's parts has used and made; patches of frameworks are not among it. */
  add(other: RunState): void {
    for (const each of other.called) this.called.add(each);
    for (const each of other.mentioned) this.mentioned.add(each);
    for (const each of other.doubted) this.doubted.add(each);
    for (const [code, times] of other.recursions)
      this.recursions.set(code, (this.recursions.get(code) ?? 0) + times);
    for (const [code, ids] of other.calledOn)
      this.calledOn.set(code, new Set([...(this.calledOn.get(code) ?? []), ...ids]));
    for (const each of other.definitions) this.definitions.add(each);
    this.objects.push(...other.objects);
    for (const each of other.possible) this.possible.add(each);
    for (const each of other.executed) this.executed.add(each);
    for (const [code, frame] of other.classFrames) this.classFrames.set(code, frame);
  }
}

/** What running a file once has done, for replaying it where another file imports it. */
export interface ModuleRun {
  readonly module: ModuleValue;
  /** Runs that it has replayed itself: they come first where it is replayed. */
  readonly needs: readonly ModuleRun[];
  /** What it wrote besides. */
  readonly writes: Recording;
  /** What it used and made besides. */
  readonly run: RunState;
  /** It and what it imported, by path. */
  readonly modules: ReadonlyMap<string, Value>;
  readonly unresolvedImports: number;
}
