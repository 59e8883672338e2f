/** Executes statements. Each gives how it leaves: by falling through or by a jump. */

import { tensorBehaviour } from '../frameworks/index.ts';
import type { AssignStmt, AugmentStmt, Expr, Span, Stmt, Target } from '../syntax/tree.ts';
import { forgetContent, isGuess, type ListValue, NONE, shapeOf, type Value } from '../values/index.ts';
import { chanceFlow, conditionFlow } from './branches.ts';
import { isChance } from './chance.ts';
import { executeWith } from './contexts.ts';
import { defineClass, defineFunction } from './definitions.ts';
import { executeDelete } from './deletions.ts';
import { neverReturns } from './endings.ts';
import { executeTry } from './exceptions.ts';
import { evaluate } from './expressions.ts';
import { at, type Flow, type Frame } from './frame.ts';
import { exceptionNames } from './library/python/exception-types.ts';
import { extend } from './library/sequences.ts';
import { executeFor, executeWhile } from './loops.ts';
import { type Machine, tick } from './machine.ts';
import { executeImport } from './modules.ts';
import { askShape, narrow } from './narrow.ts';
import { binary, inPlace } from './operators/index.ts';
import { refuseAssertion, refuseTruth } from './python-errors/index.ts';
import { type Exception, hasRaised, leaveRaising, thrownBy } from './raising.ts';
import { asksForParameters } from './reflection.ts';
import { newScope } from './scope.ts';
import { shadow } from './shadow.ts';
import { suspectGate } from './state-results.ts';
import { annotated, commented } from './stated.ts';
import { executeSwitch } from './switches.ts';
import { bindTarget } from './targets.ts';
import { truthOf } from './truth.ts';

export function executeBlock(m: Machine, frame: Frame, block: readonly Stmt[]): Flow {
  if (frame.language.hoistsFunctions)
    for (const s of block) if (s.kind === 'function') defineFunction(m, frame, s);
  for (const s of block) {
    const flow = execute(m, frame, s);
    if (m.recorder.isWatching) m.recorder.pass(at(frame, headOf(s)));
    if (flow !== 'next') return flow;
  }
  return 'next';
}

/** What raises while it is evaluated ends its path as `raise` does. */
function execute(m: Machine, frame: Frame, s: Stmt): Flow {
  const flow = executeKind(m, frame, s);
  return hasRaised(m) ? 'raise' : flow;
}

function executeKind(m: Machine, frame: Frame, s: Stmt): Flow {
  tick(m);
  m.statement = at(frame, headOf(s));
  switch (s.kind) {
    case 'import':
      return executeImport(m, frame, s);
    case 'export':
      frame.exported?.set(s.exported, evaluate(m, frame, s.value));
      return 'next';
    case 'assign':
      return assign(m, frame, s);
    case 'augment':
      return augment(m, frame, s);
    case 'expr':
      evaluate(m, frame, s.value);
      if (!neverReturns(m, frame, s.value)) return 'next';
      m.thrown = SYSTEM_EXIT;
      return 'raise';
    case 'return':
      return executeReturn(m, frame, s.value);
    case 'if':
      return executeIf(m, frame, s);
    case 'for':
      return executeFor(m, frame, s);
    case 'while':
      return executeWhile(m, frame, s);
    case 'break':
    case 'continue':
      return s.kind;
    case 'raise':
      m.thrown = s.value ? thrownBy(m, frame, s.value) : undefined;
      return 'raise';
    case 'assert': {
      const test = evaluate(m, frame, s.test);
      refuseTruth(m, test, at(frame, s.test));
      const holds = truthOf(m, frame, test);
      if (holds === undefined) perhapsFails(m, frame, s.test);
      if (holds === false) refuseAssertion(m, frame, s.test);
      if (holds === false) m.thrown = ASSERTION;
      return holds === false ? 'raise' : 'next';
    }
    case 'try':
      return executeTry(m, frame, s);
    case 'with':
      return executeWith(m, frame, s);
    case 'switch':
      return executeSwitch(m, frame, s);
    case 'function':
      if (!frame.language.hoistsFunctions) defineFunction(m, frame, s);
      return 'next';
    case 'class':
      defineClass(m, frame, s);
      return 'next';
    case 'delete':
      for (const target of s.targets) executeDelete(m, frame, target);
      return 'next';
    case 'global':
    case 'nonlocal':
      frame.outer ??= new Map();
      for (const name of s.names) frame.outer.set(name, s.kind);
      return 'next';
    case 'block':
      return executeBlock(m, inner(frame), s.body);
  }
}

function perhapsFails(m: Machine, frame: Frame, test: Expr): void {
  m.thrown = ASSERTION;
  leaveRaising(m);
  narrow(m, frame, test, true);
}

const SYSTEM_EXIT: Exception = { names: exceptionNames('SystemExit'), value: undefined };
const ASSERTION: Exception = { names: exceptionNames('AssertionError'), value: undefined };

function executeReturn(m: Machine, frame: Frame, e: Expr | null): Flow {
  const value = e ? evaluate(m, frame, e) : NONE;
  if (hasRaised(m)) return 'raise';
  frame.returns.push(value);
  return 'return';
}

/** Compound statements are refused at their heads, not at all their lines. */
function headOf(s: Stmt): Span {
  if (!('body' in s)) return s;
  const [first] = s.body;
  return first && first.start > s.start ? { start: s.start, end: first.start } : s;
}

/** A frame whose new variables live in a block of their own (JavaScript). Everything else is shared. */
export function inner(frame: Frame): Frame {
  return frame.language.hasBlockScopes
    ? { ...frame, scope: newScope('block', frame.file, frame.scope) }
    : frame;
}

function assign(m: Machine, frame: Frame, s: AssignStmt): Flow {
  if (!s.value) {
    if (s.declares) for (const target of s.targets) bindTarget(m, frame, target, NONE, true);
    return 'next';
  }
  const [target] = s.targets;
  const isUnpacked = target?.kind === 'sequence' && target.items.every(item => item?.kind === 'name');
  for (const part of s.value.kind === 'tuple' ? s.value.items : [s.value])
    askShape(m, frame, part, isUnpacked && part === s.value ? target.items.length : undefined);
  const evaluated = annotated(m, frame, s.annotation, evaluate(m, frame, s.value));
  const name =
    s.targets.length === 1 && (target?.kind === 'name' || target?.kind === 'attribute')
      ? target.name
      : undefined;
  const value = name === undefined ? evaluated : commented(m, frame, s, name, evaluated);
  if (hasRaised(m)) return 'raise';
  for (const target of s.targets) bindTarget(m, frame, target, value, s.declares !== null);
  for (const target of s.targets) if (target.kind === 'name') suspectGate(m, frame, target, value);
  return 'next';
}

function augment(m: Machine, frame: Frame, s: AugmentStmt): Flow {
  const read = readable(s.target);
  const before = read ? evaluate(m, frame, read) : m.host.unknown('an updated value', at(frame, s.target));
  const value = evaluate(m, frame, s.value);
  if (hasRaised(m)) return 'raise';
  if (isListGrowing(frame, s, before)) {
    // Python: the list itself grows, under all its names.
    extend(m.host, before, value);
    return 'next';
  }
  const args = [
    { name: undefined, value: before, at: at(frame, s.target) },
    { name: undefined, value, at: at(frame, s.value) },
  ];
  const call = { host: m.host, site: at(frame, s), args, open: false };
  if (
    before.kind === 'tensor' &&
    !isGuess(before) &&
    tensorBehaviour(before.framework)?.refusesAugmented?.(call, s.op)
  ) {
    bindTarget(m, frame, s.target, m.host.unknown('a refused assignment', call.site));
    return 'next';
  }
  const after = inPlace(m, call, s.op) ?? binary(m, frame, call, s.op, [before, value]);
  // An array itself changes, under all its names; a number is another one.
  if (before.kind === 'tensor' && shapeOf(before)?.length !== 0) forgetContent(m.host, before);
  bindTarget(m, frame, s.target, after);
  return 'next';
}

function isListGrowing(frame: Frame, { op }: AugmentStmt, before: Value): before is ListValue {
  return frame.language.explicitSelf && op === '+' && before.kind === 'list' && before.flavour === 'list';
}

/** The target read as an expression. */
function readable(target: Target) {
  switch (target.kind) {
    case 'name':
      return target;
    case 'attribute':
      return { ...target, optional: false };
    case 'index':
      return target;
    default:
      return undefined;
  }
}

function executeIf(m: Machine, frame: Frame, s: Extract<Stmt, { kind: 'if' }>): Flow {
  const test = evaluate(m, frame, s.test);
  refuseTruth(m, test, at(frame, s.test));
  if (hasRaised(m)) return 'raise';
  const known = truthOf(m, frame, test);
  if (known !== undefined) {
    const [taken, other] = known ? [s.body, s.orelse] : [s.orelse, s.body];
    m.run.enter(taken);
    shadow(m, frame, other);
    return executeBlock(m, inner(frame), taken);
  }
  const way = (holds: boolean) => (): Flow => {
    narrow(m, frame, s.test, holds);
    return executeBlock(m, inner(frame), holds ? s.body : s.orelse);
  };
  if (isChance(test)) return chanceFlow(m, frame, way(true), way(false));
  if (!asksForParameters(s.test)) return conditionFlow(m, frame, way(true), way(false));
  m.tolerated++;
  const flow = conditionFlow(m, frame, way(true), way(false));
  m.tolerated--;
  return flow;
}
