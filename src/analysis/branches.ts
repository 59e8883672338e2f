/** Two ways that a program may go on from here: each is run from the same state, then what they left is merged. */
import type { Changes, Uncounted } from '../values/index.ts';
import { eitherWay } from './either-way.ts';
import type { Exit, Flow, Frame } from './frame.ts';
import { type Machine, tick } from './machine.ts';
import { unraised } from './raising.ts';

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
  const firstFlow = first();
  const firstExit = exitOf(m, frame, firstFlow);
  const firstChanges = m.heap.changesSince(mark);
  m.heap.undoTo(mark);
  const secondFlow = second();
  const flow = settle(m, frame, { firstFlow, firstExit, firstChanges, secondFlow, mark });
  m.heap.close();
  return flow;
}

interface Outcomes {
  readonly firstFlow: Flow;
  readonly firstExit: Exit | undefined;
  readonly firstChanges: Changes;
  readonly secondFlow: Flow;
  readonly mark: number;
}

function settle(m: Machine, frame: Frame, o: Outcomes): Flow {
  if (o.firstFlow === o.secondFlow) {
    m.heap.merge(o.firstChanges, o.mark);
    return o.secondFlow;
  }
  if (o.secondFlow === 'raise') {
    m.heap.undoTo(o.mark);
    m.heap.apply(o.firstChanges);
    return o.firstFlow;
  }
  if (o.firstFlow === 'raise') return o.secondFlow;
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

/** So many places of the heap that are looked at take as much time as one visited node. */
const PLACES_A_NODE = 20;

/** What a loop of many rounds, each of which may leave it, merges behind it grows with their square: that is work as well. */
const costOf = (places: number): number => Math.floor(places / PLACES_A_NODE);

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
