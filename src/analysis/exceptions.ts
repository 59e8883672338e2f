/** `try`: which handler is run, which refusals a program expects, and which imports it can do without. */
import type { Expr, Handler, TryStmt } from '../syntax/tree.ts';
import { at, type Flow, type Frame } from './frame.ts';
import type { Machine } from './machine.ts';
import { type Exception, guarded, handles, UNKNOWN_EXCEPTION } from './raising.ts';
import { assignName } from './scope.ts';
import { executeBlock } from './statements.ts';

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
  let flow = s.handlers.length > 0 ? guarded(m, s.handlers, run) : run();
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
function handlerFor(frame: Frame, handlers: readonly Handler[], exception: Exception): Handler | undefined {
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
