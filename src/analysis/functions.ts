/** Functions of the user's: made where they are defined, run where they are called. */

import type { Origin } from '../shapes/index.ts';
import type { Expr, FunctionExpr } from '../syntax/tree.ts';
import {
  type ClassValue,
  type FunctionValue,
  joinValues,
  list,
  NONE,
  type Scope,
  slot,
  type Value,
} from '../values/index.ts';
import { keepsParameters, refuseArguments } from './arguments.ts';
import { mergeExits, replaceByExits } from './branches.ts';
import { coroutine } from './coroutines.ts';
import { evaluate } from './expressions.ts';
import type { Embrace, Flow, Frame } from './frame.ts';
import { GIVEN } from './given-none.ts';
import { givesNothing } from './gives-nothing.ts';
import { type Machine, tick } from './machine.ts';
import { bindParameters, isJudged, type Passed } from './parameters.ts';
import { callRaises, leaveRaising } from './raising.ts';
import { rulesOfFile } from './rules.ts';
import { newScope } from './scope.ts';
import { executeBlock } from './statements.ts';

/** Times that one function may stand on the call stack before its recursion is cut off, and the depth of calls in all. */
const MOST_RECURSION = 10;
const DEEPEST = 48;
/** Calls of one function from within itself, in one run: functions that call each other from several places grow without bound. */
const MOST_RECURSIVE_CALLS = 50;

/** The name of a function that has none. */
export const LAMBDA = '<lambda>';

export function makeFunction(
  m: Machine,
  frame: Frame,
  e: FunctionExpr,
  name: string,
  decorators: readonly Expr[],
): FunctionValue {
  const now = frame.language.explicitSelf;
  const made: FunctionValue = {
    kind: 'function',
    id: m.host.nextId(),
    name,
    function: e,
    file: frame.file,
    scope: frame.scope.kind === 'class' ? outsideClasses(frame.scope) : frame.scope,
    defaults: e.parameters.map(p => (now && p.default ? evaluate(m, frame, p.default) : undefined)),
    owner: slot<ClassValue | undefined>(undefined, (a, b) => a ?? b),
    decoration: decorationOf(decorators),
    keepsParameters: keepsParameters(decorators),
  };
  const isMember = frame.scope.kind === 'class';
  const isDefinition = frame.scope.kind === 'module' && name !== LAMBDA;
  if (m.shadowed === 0 && !isMember && !isDefinition) m.run.hold(made);
  return made;
}

/** Python: a method does not see the names of its class's body. */
function outsideClasses(scope: Scope): Scope {
  let outer: Scope = scope;
  while (outer.kind === 'class' && outer.parent) outer = outer.parent;
  return outer;
}

const DECORATIONS: Readonly<Record<string, FunctionValue['decoration']>> = {
  staticmethod: 'static',
  classmethod: 'class',
  property: 'property',
  cached_property: 'property',
  abstractmethod: 'abstract',
  get: 'property',
  static: 'static',
};

function decorationOf(decorators: readonly Expr[]): FunctionValue['decoration'] {
  for (const e of decorators) {
    const name = e.kind === 'name' || e.kind === 'attribute' ? e.name : '';
    const decoration = Object.hasOwn(DECORATIONS, name) ? DECORATIONS[name] : undefined;
    if (decoration) return decoration;
  }
  return 'none';
}

export function callFunction(
  m: Machine,
  fn: FunctionValue,
  passed: Passed,
  site: Origin,
  self?: Value,
): Value {
  tick(m);
  const refused = isJudged(m, fn, passed) ? refuseArguments(m, fn, passed.args, site, self) : undefined;
  if (refused) return refused;
  const { async: isLate, generator } = fn.function;
  const isCoroutine = isLate && !generator && !passed.isEntry && rulesOfFile(m, fn.file).explicitSelf;
  return isCoroutine
    ? coroutine(m.host, () => runCalled(m, fn, passed, site, self), site)
    : runCalled(m, fn, passed, site, self);
}

function runCalled(m: Machine, fn: FunctionValue, passed: Passed, site: Origin, self?: Value): Value {
  const running = m.active.get(fn.function) ?? 0;
  if (running >= MOST_RECURSION || m.callers.length >= DEEPEST || isRecursionSpent(m, fn, running)) {
    m.recorder.cut(site, `the result of \`${m.host.textOf(site)}\`, whose recursion was cut off`);
    return m.host.unknown(`the result of \`${fn.name}\`, whose recursion was cut off`, site);
  }
  const { statement, undecided } = m;
  const doubts = m.doubts.length;
  m.active.set(fn.function, running + 1);
  // What nothing calls is run from nowhere: the statement that ran last has not called it.
  if (!passed.isEntry) m.callers.push(statement.file === '' ? site : statement);
  noteCall(m, fn, self);
  if (!passed.isEntry) m.run.mention(fn.function);
  try {
    return run(m, fn, passed, site, self);
  } finally {
    if (!passed.isEntry) m.callers.pop();
    m.doubts.length = doubts;
    m.undecided = undecided;
    m.active.set(fn.function, running);
    m.statement = statement;
  }
}

/** Counts a call of a function that is running. */
function isRecursionSpent({ run }: Machine, fn: FunctionValue, running: number): boolean {
  return running > 0 && run.recur(fn.function) > MOST_RECURSIVE_CALLS;
}

function noteCall(m: Machine, fn: FunctionValue, self: Value | undefined): void {
  if (m.shadowed > 0) return;
  m.run.use(fn.function);
  if (self?.kind === 'object') m.run.useOn(fn.function, self.id);
}

function run(m: Machine, fn: FunctionValue, passed: Passed, site: Origin, self: Value | undefined): Value {
  const entry = m.heap.open();
  try {
    const frame = frameOf(m, fn, passed, self, entry);
    bindParameters(m, frame, fn, passed, site, self);
    const flow = executeBlock(m, frame, fn.function.body);
    const { embrace } = frame;
    if (flow === 'raise') return embrace ? embraced(m, embrace, flow) : raised(m, frame, entry, site);
    mergeExits(m, frame, 'return', entry);
    if (embrace) return embraced(m, embrace, flow);
    return resultOf(frame, flow === 'return');
  } finally {
    m.heap.close();
  }
}

/** A context is left as its body was left, unless it has caught what that raised, or raises itself. */
function embraced(m: Machine, embrace: Embrace, flow: Flow): Value {
  const { left } = embrace;
  // It has not come to its `yield`.
  if (left === undefined && !m.guard) return NONE;
  embrace.left = flow === 'raise' ? 'raise' : left === 'raise' ? 'next' : left;
  return NONE;
}

/** The present path stopped; the paths that returned before are what callers see. */
function raised(m: Machine, frame: Frame, entry: number, site: Origin): Value {
  // What a generator gave before it stopped.
  if (frame.yields) return frame.yields;
  if (frame.returns.length > 0) leaveRaising(m);
  replaceByExits(m, frame, 'return', entry);
  if (frame.returns.length > 0) return resultOf(frame, true);
  callRaises(m);
  return m.host.unknown('the result of a call that raises', site);
}

function resultOf(frame: Frame, alwaysReturns: boolean): Value {
  if (frame.yields) return frame.yields;
  const [first, ...others] = frame.returns;
  if (!first) return frame.language.explicitSelf && isSilent(frame) ? GIVEN : NONE;
  const value = others.reduce(joinValues, first);
  return alwaysReturns ? value : joinValues(value, NONE);
}

const isSilent = ({ function: fn }: Frame): boolean => fn !== undefined && !fn.async && givesNothing(fn);

function frameOf(
  m: Machine,
  fn: FunctionValue,
  { embrace }: Passed,
  self: Value | undefined,
  entry: number,
): Frame {
  const owner = fn.owner.value;
  return {
    scope: newScope('function', fn.file, fn.scope),
    file: fn.file,
    language: rulesOfFile(m, fn.file),
    qualifiedName: owner ? `${owner.name}.${fn.name}` : fn.name,
    owner,
    self,
    function: fn.function,
    returns: [],
    yields: fn.function.generator ? list([], 'iterator') : undefined,
    embrace: fn.function.generator ? embrace : undefined,
    exits: [],
    entry,
    loop: undefined,
    outer: undefined,
    exported: undefined,
    module: undefined,
  };
}
