/** `switch` and `match`. */
import type { Expr, SwitchStmt } from '../syntax/tree.ts';
import type { Value } from '../values/index.ts';
import { conditionFlow, mergeExits } from './branches.ts';
import { equality } from './comparisons.ts';
import { evaluate } from './expressions.ts';
import { type Flow, type Frame, loopFrom } from './frame.ts';
import type { Machine } from './machine.ts';
import { type Match, matched } from './patterns.ts';
import { assignName } from './scope.ts';
import { executeBlock, inner } from './statements.ts';
import { truthOf } from './truth.ts';

export function executeSwitch(m: Machine, frame: Frame, s: SwitchStmt): Flow {
  const subject = evaluate(m, frame, s.subject);
  if (!frame.language.breaksLeaveSwitch) return runCases(m, frame, s, subject, 0, false);
  const start = m.heap.open();
  const own: Frame = {
    ...inner(frame),
    loop: { ...loopFrom(start, m.recorder.findingCount), round: frame.loop?.round ?? start },
  };
  const flow = runCases(m, own, s, subject, 0, false);
  const broke = mergeExits(m, own, 'break', start);
  m.heap.close();
  return flow === 'break' || (broke && flow !== 'next') ? 'next' : flow;
}

function runCases(
  m: Machine,
  frame: Frame,
  s: SwitchStmt,
  subject: Value,
  index: number,
  isEntered: boolean,
): Flow {
  const one = s.cases[index];
  if (!one) return 'next';
  const run = (): Flow => {
    const flow = executeBlock(m, frame, one.body);
    return flow === 'next' && one.fallsThrough ? runCases(m, frame, s, subject, index + 1, true) : flow;
  };
  const skip = (): Flow => runCases(m, frame, s, subject, index + 1, false);
  if (one.pattern) return runPattern(m, frame, matched(m, frame, one.pattern, subject), one.guard, run, skip);
  const matches = isEntered ? true : caseMatches(m, frame, one, subject);
  if (matches === undefined) return conditionFlow(m, frame, run, skip);
  return matches ? run() : skip();
}

function caseMatches(
  m: Machine,
  frame: Frame,
  one: SwitchStmt['cases'][number],
  subject: Value,
): boolean | undefined {
  if (one.tests.length === 0) return true;
  const each = one.tests.map(test => equality(subject, evaluate(m, frame, test)));
  if (each.includes(true)) return true;
  return each.every(e => e === false) ? false : undefined;
}

/** The names of a pattern are there for its guard, and stay where that is false. */
function runPattern(
  m: Machine,
  frame: Frame,
  { is, bound }: Match,
  guard: Expr | null,
  run: () => Flow,
  skip: () => Flow,
): Flow {
  if (is === false) return skip();
  const taken = (): Flow => {
    for (const [name, value] of bound) assignName(m, frame, name, value);
    const holds = guard ? truthOf(m, frame, evaluate(m, frame, guard)) : true;
    if (holds === undefined && is) return conditionFlow(m, frame, run, skip);
    return holds === false ? skip() : run();
  };
  return is === undefined ? conditionFlow(m, frame, taken, skip) : taken();
}
