/** `try`: which handler is run, which refusals a program expects, and which imports it can do without. */
import type { Expr, Handler, TryStmt } from '../syntax/tree.ts';
import type { Mark } from '../values/index.ts';
import { perhapsElse } from './branches.ts';
import { at, type Flow, type Frame } from './frame.ts';
import type { Machine } from './machine.ts';
import { type Exception, guarded, handles, type RaisedWay, UNKNOWN_EXCEPTION } from './raising.ts';
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
  const mark = m.heap.open();
  const [left, ways] = s.handlers.length > 0 ? guarded(m, mark, run) : [run(), []];
  if (catches) m.tolerated--;
  const importFailed = m.unresolvedImports > unresolved && s.handlers.length > 0;
  let flow: Flow;
  if (importFailed) flow = runHandler(m, frame, s.handlers[0], UNKNOWN_EXCEPTION);
  else {
    flow = left === 'raise' ? caught(m, frame, s, m.thrown ?? UNKNOWN_EXCEPTION) : left;
    if (left === 'next') flow = executeBlock(m, frame, s.orelse);
    for (const alike of byHandler(frame, s.handlers, ways))
      flow = perhapsElse(m, frame, mark, flow, () => raisedOn(m, frame, s, alike, mark));
  }
  m.heap.close();
  const last = executeBlock(m, frame, s.finally);
  return last === 'next' ? flow : last;
}

const caught = (m: Machine, frame: Frame, { handlers }: TryStmt, exception: Exception): Flow =>
  runHandler(m, frame, handlerFor(frame, handlers, exception), exception);

/** Those that the same handler takes are one way from there on; those that none takes stay apart, for the handlers further out. */
function byHandler(
  frame: Frame,
  handlers: readonly Handler[],
  ways: readonly RaisedWay[],
): readonly (readonly RaisedWay[])[] {
  const groups = new Map<object, RaisedWay[]>();
  for (const way of ways) {
    const key = handlerFor(frame, handlers, way.exception) ?? way;
    groups.set(key, [...(groups.get(key) ?? []), way]);
  }
  return [...groups.values()];
}

/** Ways on which the body has raised, each from where it was then. */
function raisedOn(m: Machine, frame: Frame, s: TryStmt, ways: readonly RaisedWay[], mark: Mark): Flow {
  const [first, ...others] = ways;
  if (!first) return 'raise';
  m.heap.apply(first.changes);
  m.heap.mergeAll(
    others.map(way => way.changes),
    mark,
  );
  return caught(
    m,
    frame,
    s,
    others.length === 0 ? first.exception : { ...first.exception, value: undefined },
  );
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
