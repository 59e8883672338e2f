/** `try` and `with`: which refusals a program expects, and which imports it can do without. */
import type { Expr, Span, TryStmt, WithStmt } from '../syntax/tree.ts';
import { elementOf, type Value } from '../values/index.ts';
import { callValue } from './calls.ts';
import { evaluate } from './expressions.ts';
import { at, type Flow, type Frame } from './frame.ts';
import type { Machine } from './machine.ts';
import { assignName } from './scope.ts';
import { executeBlock } from './statements.ts';
import { bindTarget } from './targets.ts';

/** Exceptions that no framework raises over shapes: catching them says nothing about a refusal inside. */
const UNRELATED = new Set([
  'ImportError',
  'ModuleNotFoundError',
  'KeyboardInterrupt',
  'FileNotFoundError',
  'OSError',
  'IOError',
  'StopIteration',
  'SystemExit',
  'EOFError',
]);

export function executeTry(m: Machine, frame: Frame, s: TryStmt): Flow {
  const catches = s.handlers.some(h => !h.type || !isUnrelated(h.type));
  const unresolved = m.unresolvedImports;
  if (catches) m.tolerated++;
  let flow = executeBlock(m, frame, s.body);
  if (catches) m.tolerated--;
  const importFailed = m.unresolvedImports > unresolved && s.handlers.length > 0;
  if (flow === 'raise' || importFailed) flow = runHandlers(m, frame, s);
  else if (flow === 'next') flow = executeBlock(m, frame, s.orelse);
  const last = executeBlock(m, frame, s.finally);
  return last === 'next' ? flow : last;
}

function isUnrelated(type: Expr): boolean {
  if (type.kind === 'tuple') return type.items.every(isUnrelated);
  return (type.kind === 'name' || type.kind === 'attribute') && UNRELATED.has(type.name);
}

function runHandlers(m: Machine, frame: Frame, s: TryStmt): Flow {
  const [handler] = s.handlers;
  if (!handler) return 'raise';
  if (handler.name) assignName(m, frame, handler.name, m.host.unknown('an exception', at(frame, handler)));
  return executeBlock(m, frame, handler.body);
}

/** Contexts in which a refusal is what the program expects. */
const EXPECTS_ERRORS = new Set(['raises', 'assertRaises', 'assertRaisesRegex', 'suppress']);

export function executeWith(m: Machine, frame: Frame, s: WithStmt): Flow {
  let expected = false;
  for (const { context, target } of s.items) {
    const value = evaluate(m, frame, context);
    if (target) bindTarget(m, frame, target, entered(m, frame, value, context));
    const callee = context.kind === 'call' ? context.callee : undefined;
    expected ||= (callee?.kind === 'name' || callee?.kind === 'attribute') && EXPECTS_ERRORS.has(callee.name);
  }
  if (expected) m.tolerated++;
  const flow = executeBlock(m, frame, s.body);
  if (expected) m.tolerated--;
  return flow;
}

/**
 * What `with x as y` binds: what `__enter__` gives; frameworks' contexts give themselves, a generator that `contextlib.contextmanager` decorates
 * what it yields.
 */
function entered(m: Machine, frame: Frame, value: Value, span: Span): Value {
  if (value.kind === 'list' && value.flavour === 'iterator')
    return elementOf(value.items.value) ?? m.host.unknown('what a context gives', at(frame, span));
  if (value.kind === 'native') {
    const enter = value.behaviour.attribute?.(m.host, '__enter__', at(frame, span));
    return enter?.kind === 'native-function'
      ? callValue(m, enter, { args: [], open: false }, at(frame, span))
      : value;
  }
  if (value.kind !== 'object') return value;
  const enter = m.host.attribute(value, '__enter__', at(frame, span));
  return enter.kind === 'unknown' ? value : callValue(m, enter, { args: [], open: false }, at(frame, span));
}
