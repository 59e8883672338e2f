/** Functions of the user's: made where they are defined, run where they are called. */

import type { Origin, Shape } from '../shapes/index.ts';
import { constantOf, symbol, withOrigin } from '../shapes/index.ts';
import type { Expr, FunctionExpr, Parameter } from '../syntax/tree.ts';
import {
  type Argument,
  type ClassValue,
  dict,
  type FunctionValue,
  type Items,
  joinValues,
  list,
  listOf,
  NONE,
  type Scope,
  shapeOf,
  slot,
  UNPASSED,
  type Value,
} from '../values/index.ts';
import { keepsParameters, refuseArguments } from './arguments.ts';
import { mergeExits, replaceByExits } from './branches.ts';
import { evaluate } from './expressions.ts';
import type { Embrace, Flow, Frame } from './frame.ts';
import { GIVEN, givenBy, leftBy } from './given-none.ts';
import { givesNothing } from './gives-nothing.ts';
import { type Machine, tick } from './machine.ts';
import { callRaises } from './raising.ts';
import { rulesOfFile } from './rules.ts';
import { declare, newScope } from './scope.ts';
import { annotated, commentedParameter } from './stated.ts';
import { executeBlock } from './statements.ts';
import { bindTarget } from './targets.ts';

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

export interface Passed {
  readonly args: readonly Argument[];
  /** Arguments of unknown number were spread into the call. */
  readonly open: boolean;
  /** What was spread, where that is all that is passed: any number of items like this. */
  readonly each?: Items | undefined;
  /** Nothing calls it: `*args` and `**kwargs` may hold anything, defaults count. */
  readonly isEntry?: boolean;
  /** The program itself passes these, not a framework that calls back: what the function does not take is refused. */
  readonly isWritten?: boolean;
  /** The body of the `with` whose context this call is. */
  readonly embrace?: Embrace | undefined;
  /** What is called, as written. */
  readonly callee?: Origin;
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

/** Whether the arguments are all known, and taken as the definition says: of what the program runs by itself, not of what nothing calls. */
function isJudged(
  m: Machine,
  fn: FunctionValue,
  { open, isEntry = false, isWritten = false }: Passed,
): boolean {
  const isSure = isWritten && !open && !isEntry && !m.entry;
  return isSure && fn.keepsParameters && rulesOfFile(m, fn.file).explicitSelf;
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

// --- parameters -----------------------------------------------------------------------------------------------------------

function bindParameters(
  m: Machine,
  frame: Frame,
  fn: FunctionValue,
  passed: Passed,
  site: Origin,
  self: Value | undefined,
): void {
  const explicit = self && frame.language.explicitSelf && fn.decoration !== 'static';
  const args = explicit ? [{ name: undefined, value: self, at: site }, ...passed.args] : passed.args;
  if (self && !frame.language.explicitSelf && fn.function.bindsThis) declare(m, frame.scope, 'this', self);
  const left = { positional: args.filter(a => a.name === undefined), named: new Map<string, Argument>() };
  for (const a of args) if (a.name !== undefined) left.named.set(a.name, a);
  fn.function.parameters.forEach((parameter, i) => {
    const value = take(m, fn, parameter, i, left, passed, site, frame);
    const typed = annotated(m, frame, parameter.annotation, value);
    bindTarget(m, frame, parameter.target, commentedParameter(m, frame, parameter, typed), true);
  });
}

interface Left {
  positional: readonly Argument[];
  readonly named: Map<string, Argument>;
}

function take(
  m: Machine,
  fn: FunctionValue,
  parameter: Parameter,
  index: number,
  left: Left,
  passed: Passed,
  site: Origin,
  frame: Frame,
): Value {
  const { open, isEntry = false } = passed;
  const isSure = isJudged(m, fn, passed);
  if (parameter.spread === 'list') {
    const rest = left.positional.map(a => a.value);
    left.positional = [];
    return open || isEntry
      ? listOf(
          { element: rest.reduce(joinValues, m.host.unknown('an argument', site)), length: undefined },
          'tuple',
        )
      : list(rest, frame.language.explicitSelf ? 'tuple' : 'list');
  }
  if (parameter.spread === 'dict')
    return dict(
      [...left.named].map(([name, a]) => [name, a.value] as const),
      open || isEntry ? m.host.unknown('a keyword argument', site) : undefined,
    );
  const name = parameterName(parameter);
  const named = name === undefined ? undefined : left.named.get(name);
  if (named && name !== undefined) {
    left.named.delete(name);
    return isSure ? givenBy(m, named) : named.value;
  }
  const [next, ...others] = left.positional;
  if (next && !parameter.keywordOnly) {
    left.positional = others;
    return isSure ? givenBy(m, next) : next.value;
  }
  const given = fn.defaults[index];
  const byDefault = open
    ? undefined
    : (given ?? (parameter.default && evaluate(m, frame, parameter.default)));
  if (!byDefault) return parameterSymbol(fn, parameter);
  if (isEntry) return unpassed(fn, parameter, byDefault);
  return isSure ? leftBy(parameter, byDefault) : byDefault;
}

/**
 * A default that is no size is there to be replaced: None, and a number below 1, are known as such; a tensor of one element at most,
 * which only says that one belongs there, is not kept.
 */
function unpassed(fn: FunctionValue, parameter: Parameter, value: Value): Value {
  const { file } = fn;
  const { start, end } = parameter;
  if (value.kind === 'none') return { kind: 'none', assumed: true };
  if (value.kind === 'tensor' && isOneAtMost(shapeOf(value))) return parameterSymbol(fn, parameter);
  const number = value.kind === 'number' && value.dim ? constantOf(value.dim) : undefined;
  if (value.kind !== 'number' || !value.dim || number === undefined || number > 0) return value;
  return { ...value, dim: withOrigin(value.dim, { file, start, end, what: UNPASSED }) };
}

function isOneAtMost(shape: Shape | undefined): boolean {
  const sizes = shape?.map(constantOf);
  return sizes !== undefined && (sizes.includes(0) || sizes.every(size => size === 1));
}

function parameterName(parameter: Parameter): string | undefined {
  if (parameter.target.kind === 'name') return parameter.target.name;
  return parameter.target.kind === 'default' && parameter.target.target.kind === 'name'
    ? parameter.target.target.name
    : undefined;
}

/** A parameter that nobody passes: unknown, but where it is used as a size it is the symbol of its name. */
export function parameterSymbol(fn: FunctionValue, parameter: Parameter): Value {
  const origin: Origin = {
    file: fn.file,
    start: parameter.start,
    end: parameter.end,
    what: `parameter of ${fn.name}`,
  };
  const name = parameterName(parameter);
  const reason = {
    missing: name ? `the value of the parameter \`${name}\`` : 'a parameter',
    at: origin,
    settle: `call \`${fn.name}\`, or give the parameter a default`,
  };
  if (name === undefined) return { kind: 'unknown', reason: { ...reason, isUnpassed: true } };
  if (isWholeNumber(parameter.annotation))
    return {
      kind: 'number',
      dim: symbol(name, { id: `${name}@${fn.file}:${parameter.start}`, origin }),
      float: undefined,
    };
  return { kind: 'unknown', reason, symbol: { name, id: `${name}@${fn.file}:${parameter.start}`, origin } };
}

function isWholeNumber(annotation: Expr | null): boolean {
  return annotation?.kind === 'name' && annotation.name === 'int';
}
