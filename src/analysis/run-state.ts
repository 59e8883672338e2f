/** What one run has used and made so far: the rest is what nothing calls. */
import type { ClassStmt, FunctionExpr, Stmt } from '../syntax/tree.ts';
import type { FunctionValue, ModuleValue, ObjectValue, Recording, Scope, Value } from '../values/index.ts';
import type { Frame } from './frame.ts';

export class RunState {
  readonly #called = new Set<FunctionExpr | ClassStmt>();
  readonly #mentioned = new Set<FunctionExpr>();
  readonly #doubted = new Set<FunctionExpr>();
  readonly #recursions = new Map<FunctionExpr, number>();
  readonly #calledOn = new Map<FunctionExpr, Set<number>>();
  readonly #definitions = new Set<Value>();
  readonly #inner = new Map<FunctionExpr, FunctionValue>();
  readonly #objects: ObjectValue[] = [];
  readonly #possible = new Set<ObjectValue>();
  readonly #executed = new Set<readonly Stmt[]>();
  readonly #patches = new Map<string, Scope>();
  readonly #patchedClasses = new Set<string>();
  readonly #classFrames = new Map<ClassStmt, Frame>();
  /** Variables of the workspace's modules, whichever run has made them. */
  readonly scopes: WeakMap<ModuleValue, Scope>;
  /** What a part of the run adds by itself, and what it was told of the rest. */
  #part: RunPart | undefined;

  constructor(scopes: RunState['scopes'] = new WeakMap()) {
    this.scopes = scopes;
  }

  /** Functions and classes that something used: the others are analysed with symbols. */
  get called(): ReadonlySet<FunctionExpr | ClassStmt> {
    return this.#called;
  }

  use(code: FunctionExpr | ClassStmt): void {
    this.#called.add(code);
    this.#part?.own.use(code);
  }

  /** Functions that the program calls somewhere, on paths that it does not take too. */
  get mentioned(): ReadonlySet<FunctionExpr> {
    return this.#mentioned;
  }

  mention(code: FunctionExpr): void {
    this.#mentioned.add(code);
    this.#part?.own.mention(code);
  }

  /** Functions with a refusal on a path that their callers may not take: it counts where it occurs whatever they are called with. */
  get doubted(): ReadonlySet<FunctionExpr> {
    return this.#doubted;
  }

  doubt(code: FunctionExpr): void {
    this.#doubted.add(code);
    this.#part?.own.doubt(code);
  }

  /** Counts a call of a function from within itself; gives how many there were. */
  recur(code: FunctionExpr): number {
    const before = this.#recursions.get(code) ?? 0;
    this.#recursions.set(code, before + 1);
    if (this.#part) {
      const { own, asked } = this.#part;
      if (!own.#recursions.has(code)) asked.push(run => (run.#recursions.get(code) ?? 0) === before);
      own.recur(code);
    }
    return before + 1;
  }

  /** On which objects a method was called. */
  get calledOn(): ReadonlyMap<FunctionExpr, ReadonlySet<number>> {
    return this.#calledOn;
  }

  useOn(code: FunctionExpr, object: number): void {
    const objects = this.#calledOn.get(code) ?? new Set();
    this.#calledOn.set(code, objects.add(object));
    this.#part?.own.useOn(code, object);
  }

  /** Functions and classes defined at module level, in order. */
  get definitions(): ReadonlySet<Value> {
    return this.#definitions;
  }

  define(value: Value): void {
    this.#definitions.add(value);
    this.#part?.own.define(value);
  }

  /** Functions made elsewhere: inside of others, and as expressions. Of each piece of code the last. */
  get inner(): ReadonlyMap<FunctionExpr, FunctionValue> {
    return this.#inner;
  }

  hold(fn: FunctionValue): void {
    this.#inner.set(fn.function, fn);
    this.#part?.own.hold(fn);
  }

  /** Instances of the user's classes, for running the methods that nothing calls. */
  get objects(): readonly ObjectValue[] {
    return this.#objects;
  }

  make(object: ObjectValue): void {
    this.#objects.push(object);
    this.#part?.own.make(object);
  }

  /** Those of them that need not be as they are: one for each of several possible values, instances of a base by itself. */
  get possible(): ReadonlySet<ObjectValue> {
    return this.#possible;
  }

  mayBe(object: ObjectValue): void {
    this.#possible.add(object);
    this.#part?.own.mayBe(object);
  }

  /** Whether a block of a condition was run, taken or not. */
  hasRun(block: readonly Stmt[]): boolean {
    const is = this.#executed.has(block);
    if (this.#part && !this.#part.own.#executed.has(block))
      this.#part.asked.push(run => run.#executed.has(block) === is);
    return is;
  }

  enter(block: readonly Stmt[]): void {
    this.#executed.add(block);
    this.#part?.own.enter(block);
  }

  /** What the program has put into modules of frameworks, by the module's name: `torch.zeros = mine`. */
  get patches(): ReadonlyMap<string, Scope> {
    return this.#patches;
  }

  /** What is put into a framework's module. */
  patch(module: string, make: () => Scope): Scope {
    const scope = this.#patches.get(module) ?? make();
    this.#patches.set(module, scope);
    return scope;
  }

  /** Classes of frameworks that the program has changed: nothing is known of their instances any more. */
  get patchedClasses(): ReadonlySet<string> {
    return this.#patchedClasses;
  }

  patchClass(name: string): void {
    this.#patchedClasses.add(name);
  }

  get isPatched(): boolean {
    return this.#patches.size > 0 || this.#patchedClasses.size > 0;
  }

  /** Where classes were defined, for the fields of their instances. */
  get classFrames(): ReadonlyMap<ClassStmt, Frame> {
    return this.#classFrames;
  }

  openClass(code: ClassStmt, frame: Frame): void {
    this.#classFrames.set(code, frame);
    this.#part?.own.openClass(code, frame);
  }

  /** Notes what the run adds from here on, until `takePart`. Patches are no part of it. */
  beginPart(): void {
    this.#part = { own: new RunState(this.scopes), asked: [] };
  }

  takePart(): RunPart | undefined {
    const part = this.#part;
    this.#part = undefined;
    return part;
  }

  copy(): RunState {
    const copy = new RunState(this.scopes);
    copy.add(this);
    for (const [name, scope] of this.#patches) copy.#patches.set(name, scope);
    for (const name of this.#patchedClasses) copy.#patchedClasses.add(name);
    return copy;
  }

  /** A copy without what others have that were added to it. */
  without(others: readonly RunState[]): RunState {
    const copy = new RunState(this.scopes);
    copy.add(this);
    const theirs = new Set(others.flatMap(({ objects }) => objects));
    copy.#objects.splice(0, copy.#objects.length, ...this.#objects.filter(object => !theirs.has(object)));
    for (const other of others)
      for (const [code, times] of other.#recursions)
        copy.#recursions.set(code, (copy.#recursions.get(code) ?? 0) - times);
    return copy;
  }

  /** Takes over what another run of the same program's parts has used and made; patches of frameworks are not among it. */
  add(other: RunState): void {
    for (const each of other.#called) this.#called.add(each);
    for (const each of other.#mentioned) this.#mentioned.add(each);
    for (const each of other.#doubted) this.#doubted.add(each);
    for (const [code, times] of other.#recursions)
      this.#recursions.set(code, (this.#recursions.get(code) ?? 0) + times);
    for (const [code, ids] of other.#calledOn)
      this.#calledOn.set(code, new Set([...(this.#calledOn.get(code) ?? []), ...ids]));
    for (const each of other.#definitions) this.#definitions.add(each);
    for (const fn of other.#inner.values()) this.#inner.set(fn.function, fn);
    this.#objects.push(...other.#objects);
    for (const each of other.#possible) this.#possible.add(each);
    for (const each of other.#executed) this.#executed.add(each);
    for (const [code, frame] of other.#classFrames) this.#classFrames.set(code, frame);
  }
}

/** What a part of a run has added. */
export interface RunPart {
  readonly own: RunState;
  /** What it has asked of the rest: whether the answers are the same. */
  readonly asked: ((run: RunState) => boolean)[];
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
