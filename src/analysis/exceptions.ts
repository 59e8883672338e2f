/** `try` and `with`: which refusals a program expects, and which imports it can do without. */
import type { Expr, Handler, Span, TryStmt, WithStmt } from '../syntax/tree.ts';
import { elementOf, type Value } from '../values/index.ts';
import { callValue } from './calls.ts';
import { evaluate } from './expressions.ts';
import { at, type Flow, type Frame } from './frame.ts';
import type { Machine } from './machine.ts';
import { type Exception, guarded, handles, UNKNOWN_EXCEPTION } from './raising.ts';
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
  m.thrown = undefined;
  const run = (): Flow => executeBlock(m, frame, s.body);
  let flow = s.handlers.length > 0 ? guarded(m, run) : run();
  if (catches) m.tolerated--;
  const importFailed = m.unresolvedImports > unresolved && s.handlers.length > 0;
  if (importFailed) flow = runHandler(m, frame, s.handlers[0], UNKNOWN_EXCEPTION);
  else if (flow === 'raise') {
    const exception = m.thrown ?? UNKNOWN_EXCEPTION;
    flow = runHandler(m, frame, handlerFor(frame, s.handlers, exception), exception);
  } else if (flow === 'next') flow = executeBlock(m, frame, s.orelse);
  const last = executeBlock(m, frame, s.finally);
  return last === 'next' ? flow : last;
}

function isUnrelated(type: Expr): boolean {
  if (type.kind === 'tuple') return type.items.every(isUnrelated);
  return (type.kind === 'name' || type.kind === 'attribute') && UNRELATED.has(type.name);
}

/** The first that may take it. */
function handlerFor(
  frame: Frame,
  handlers: readonly Handler[],
  exception: Exception,
): Handler | undefined {
  return handlers.find(handler => {
    if (!exception.names && handler.type && isUnrelated(handler.type)) return false;
    return handles(frame, handler, exception) !== false;
  });
}

function runHandler(m: Machine, frame: Frame, handler: Handler | undefined, exception: Exception): Flow {
  if (!handler) {
    m.thrown = exception;
    return 'raise';
  }
  const value = exception.value?.kind === 'object' ? exception.value : undefined;
  if (handler.name)
    assignName(m, frame, handler.name, value ?? m.host.unknown('an exception', at(frame, handler)));
  const flow = executeBlock(m, frame, handler.body);
  // `raise` by itself raises it again.
  if (flow === 'raise') m.thrown ??= exception;
  return flow;
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
