/** `with`: what is entered, the body, and what leaving it does. */
import type { Expr, Span, WithStmt } from '../syntax/tree.ts';
import { elementOf, NONE, type Value } from '../values/index.ts';
import { callMethod, callValue } from './calls.ts';
import { evaluate, evaluateEmbracing } from './expressions.ts';
import { at, type Embrace, type Flow, type Frame } from './frame.ts';
import type { Machine } from './machine.ts';
import { executeBlock } from './statements.ts';
import { bindTarget } from './targets.ts';
import { truthOf } from './truth.ts';

/** Contexts in which a refusal is what the program expects: it ends their bodies, and the program goes on behind them. */
const EXPECTS_ERRORS = new Set(['raises', 'assertRaises', 'assertRaisesRegex', 'suppress']);

export function executeWith(m: Machine, frame: Frame, s: WithStmt): Flow {
  const expected = s.items.some(({ context }) => expectsErrors(context));
  const body = (): Flow => {
    if (expected) m.tolerated++;
    const flow = executeBlock(m, frame, s.body);
    if (expected) m.tolerated--;
    return expected && flow === 'raise' ? 'next' : flow;
  };
  return within(m, frame, s.items, body);
}

function expectsErrors(context: Expr): boolean {
  const callee = context.kind === 'call' ? context.callee : undefined;
  return (callee?.kind === 'name' || callee?.kind === 'attribute') && EXPECTS_ERRORS.has(callee.name);
}

/** Each item has those after it and the body inside of it. */
function within(m: Machine, frame: Frame, [item, ...others]: WithStmt['items'], body: () => Flow): Flow {
  if (!item) return body();
  const { context, target } = item;
  const inside = (): Flow => within(m, frame, others, body);
  if (context.kind !== 'call') return entered(m, frame, item, evaluate(m, frame, context), inside);
  const embrace: Embrace = {
    left: undefined,
    enter: given => {
      if (target) bindTarget(m, frame, target, given);
      return inside();
    },
  };
  const value = evaluateEmbracing(m, frame, context, embrace);
  return embrace.left ?? entered(m, frame, item, value, inside);
}

/** What has methods to be entered and left by, or is known to be a context. */
function entered(
  m: Machine,
  frame: Frame,
  { context, target }: WithStmt['items'][number],
  value: Value,
  inside: () => Flow,
): Flow {
  if (target || value.kind === 'object') {
    const given = givenBy(m, frame, value, context);
    if (target) bindTarget(m, frame, target, given);
  }
  const flow = inside();
  if (value.kind !== 'object') return flow;
  const nothing = flow === 'raise' ? m.host.unknown('an exception', at(frame, context)) : NONE;
  const { thrown } = m;
  const answer = callMethod(m, value, '__exit__', [nothing, nothing, nothing], at(frame, context));
  m.thrown = thrown;
  const isTaken = flow === 'raise' && answer !== undefined && truthOf(m, frame, answer) === true;
  return isTaken ? 'next' : flow;
}

/** What `with x as y` binds: what `__enter__` gives; frameworks' contexts give themselves, a generator what it yields. */
function givenBy(m: Machine, frame: Frame, value: Value, span: Span): Value {
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
