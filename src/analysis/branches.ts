/** Two ways that a program may go on from here: each is run from the same state, then what they left is merged. */
import type { Changes, Uncounted } from '../values/index.ts';
import { eitherWay } from './either-way.ts';
import type { Exit, Flow, Frame } from './frame.ts';
import { costOf, type Machine, tick } from './machine.ts';
import { type Exception, leaveRaising, type RaisedWay, raisedWay, unraised } from './raising.ts';

/** Runs two actions that fall through, as alternatives. */
export function branch(m: Machine, frame: Frame, first: () => void, second: () => void): void {
  const { undecided } = m;
  const doubts = m.doubts.length;
  doubt(m, frame);
  const forgotten = forgetCounts(m);
  const mark = m.heap.open();
  unraised(m, first);
  const changes = m.heap.changesSince(mark);
  m.heap.undoTo(mark);
  unraised(m, second);
  m.heap.merge(changes, mark);
  m.heap.close();
  m.heap.putBack(forgotten);
  m.doubts.length = doubts;
  m.undecided = undecided;
}

/**
 * What may run in any round of a loop finds another number of items in each in a list that the loop fills. (What is done in every round is done in the first
 * one too, with as many as there are then.)
 */
function forgetCounts(m: Machine): readonly Uncounted[] {
  return m.endless.length > 0 ? m.heap.forgetCounts(m.endless) : [];
}

/** The path from here on depends on a condition that is not known. */
function doubt(m: Machine, { function: called }: Frame): void {
  m.undecided++;
  if (called && (m.callers.length > 0 || m.isInherited) && m.doubts.at(-1) !== called) m.doubts.push(called);
}

/** As `branchFlow`, for a condition: where one of the ways leaves, the other is as doubtful up to its end. */
export const conditionFlow = (m: Machine, frame: Frame, first: () => Flow, second: () => Flow): Flow =>
  eitherWay(m, aside =>
    undecidedFlow(
      m,
      frame,
      () => aside(first),
      () => aside(second),
    ),
  );

/** As `conditionFlow`, where a random number decides: each way is taken in some run. */
export const chanceFlow = (m: Machine, frame: Frame, first: () => Flow, second: () => Flow): Flow =>
  undecidedFlow(m, frame, first, second, false);

function undecidedFlow(
  m: Machine,
  frame: Frame,
  first: () => Flow,
  second: () => Flow,
  isDoubted = true,
): Flow {
  const { undecided } = m;
  const doubts = m.doubts.length;
  if (isDoubted) doubt(m, frame);
  else m.undecided++;
  const flows: Flow[] = [];
  const noted = (run: () => Flow) => (): Flow => {
    const flow = run();
    flows.push(flow);
    return flow;
  };
  const forgotten = forgetCounts(m);
  const flow = branchFlow(m, frame, noted(first), noted(second));
  const mayHaveLeft = flows.some(one => one !== flow && one !== 'raise');
  if (!mayHaveLeft) {
    m.doubts.length = doubts;
    m.undecided = undecided;
    m.heap.putBack(forgotten);
  }
  return flow;
}

/** Runs two blocks as alternatives. One that leaves by a jump waits in `frame.exits`; the state goes on with the other. */
export function branchFlow(m: Machine, frame: Frame, first: () => Flow, second: () => Flow): Flow {
  const mark = m.heap.open();
  const flow = orElse(m, frame, mark, first(), second);
  m.heap.close();
  return flow;
}

/** What has been run since the mark and has left so, and something else from the mark on, as alternatives. */
function orElse(m: Machine, frame: Frame, mark: number, firstFlow: Flow, second: () => Flow): Flow {
  const firstThrown = m.thrown;
  const firstRaised = firstFlow === 'raise' ? raisedWay(m) : undefined;
  const firstExit = exitOf(m, frame, firstFlow);
  const firstChanges = m.heap.changesSince(mark);
  m.heap.undoTo(mark);
  const secondFlow = second();
  return settle(m, frame, { firstFlow, firstExit, firstThrown, firstRaised, firstChanges, secondFlow, mark });
}

/** As `orElse`, where it is not known which of them is what the program does. */
export function perhapsElse(m: Machine, frame: Frame, mark: number, first: Flow, second: () => Flow): Flow {
  const { undecided } = m;
  const doubts = m.doubts.length;
  doubt(m, frame);
  let other: Flow = 'next';
  const flow = orElse(m, frame, mark, first, () => {
    other = second();
    return other;
  });
  const mayHaveLeft = [first, other].some(one => one !== flow && one !== 'raise');
  if (mayHaveLeft) return flow;
  m.doubts.length = doubts;
  m.undecided = undecided;
  return flow;
}

interface Outcomes {
  readonly firstFlow: Flow;
  readonly firstExit: Exit | undefined;
  readonly firstThrown: Exception | undefined;
  readonly firstRaised: RaisedWay | undefined;
  readonly firstChanges: Changes;
  readonly secondFlow: Flow;
  readonly mark: number;
}

function settle(m: Machine, frame: Frame, o: Outcomes): Flow {
  const isAlike = o.firstThrown?.names === m.thrown?.names;
  if (o.firstFlow === o.secondFlow && (o.firstFlow !== 'raise' || isAlike || !m.guard)) {
    m.heap.merge(o.firstChanges, o.mark);
    return o.secondFlow;
  }
  if (o.secondFlow === 'raise') {
    leaveRaising(m);
    m.heap.undoTo(o.mark);
    m.heap.apply(o.firstChanges);
    m.thrown = o.firstThrown;
    return o.firstFlow;
  }
  if (o.firstFlow === 'raise') {
    if (o.firstRaised) m.guard?.ways.push(o.firstRaised);
    return o.secondFlow;
  }
  if (o.firstFlow === 'next') {
    const exit = exitOf(m, frame, o.secondFlow);
    if (exit) frame.exits.push(exit);
    m.heap.undoTo(o.mark);
    m.heap.apply(o.firstChanges);
    return 'next';
  }
  if (o.firstExit) frame.exits.push(o.firstExit);
  return o.secondFlow;
}

/** The state that the present path takes along to where its jump leads. */
function exitOf(m: Machine, frame: Frame, flow: Flow): Exit | undefined {
  if (flow === 'next' || flow === 'raise') return undefined;
  const since = flow === 'return' ? frame.entry : flow === 'break' ? frame.loop?.start : frame.loop?.round;
  const changes = m.heap.changesSince(since ?? frame.entry);
  tick(m, costOf(changes.ends.size));
  return { flow, changes };
}

/** Merges the states of all paths that jumped to here. */
export function mergeExits(m: Machine, frame: Frame, flow: Flow, since: number): boolean {
  const arrived = frame.exits.filter(exit => exit.flow === flow);
  const most = Math.max(0, ...arrived.map(({ changes }) => changes.ends.size));
  tick(m, costOf(most * arrived.length));
  if (arrived.length > 0)
    m.heap.mergeAll(
      arrived.map(exit => exit.changes),
      since,
    );
  const others = frame.exits.filter(exit => exit.flow !== flow);
  frame.exits.splice(0, frame.exits.length, ...others);
  return arrived.length > 0;
}

/** As `mergeExits` where the present path goes on nowhere: only the states of the paths that jumped count. */
export function replaceByExits(m: Machine, frame: Frame, flow: Flow, since: number): boolean {
  const first = frame.exits.find(exit => exit.flow === flow);
  if (!first) return false;
  frame.exits.splice(frame.exits.indexOf(first), 1);
  m.heap.undoTo(since);
  m.heap.apply(first.changes);
  mergeExits(m, frame, flow, since);
  return true;
}
