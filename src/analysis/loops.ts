/**
 * Loops. Known rounds are run one by one while they change anything; of an unknown number of rounds two are run, and what the second
 * still changed is widened to any number of them.
 */
import { add, type Dim, multiply, size } from '../shapes/index.ts';
import { kindOf, someNode } from '../syntax/find.ts';
import type { Expr, ForStmt, Span, Stmt, Target, WhileStmt } from '../syntax/tree.ts';
import {
  anyOf,
  asInt,
  counter,
  type Growth,
  type Items,
  itemsOf,
  type ListValue,
  lastSerial,
  NONE,
  nextItem,
  sameValue,
  tuple,
  type Value,
} from '../values/index.ts';
import { branchFlow, mergeExits, replaceByExits } from './branches.ts';
import { evaluate } from './expressions.ts';
import { at, type Flow, type Frame, loopFrom } from './frame.ts';
import { iterationOf, tolerating } from './iteration.ts';
import { isFresh, isIterator, leave, useUp } from './library/iterators.ts';
import { type Machine, repeating } from './machine.ts';
import { mentions } from './mentions.ts';
import { refuseTruth } from './python-errors/index.ts';
import { hasRaised, leaveRaising, NOTHING_RAISED } from './raising.ts';
import { isSettled, Rounds } from './rounds.ts';
import { assignName, declare, lookup } from './scope.ts';
import { executeBlock, inner } from './statements.ts';
import { bindTarget, roundLabel } from './targets.ts';
import { truthOf } from './truth.ts';

/** Rounds of one loop that are run one by one; longer ones are cut and said. */
const MOST_ROUNDS = 200;
/** Of a short body that a `break` may leave: which round does so says how long the lists are that it fills. */
const MOST_SHORT_ROUNDS = 600;

export function executeFor(m: Machine, frame: Frame, s: ForStmt): Flow {
  const since = lastSerial();
  const iterable = evaluate(m, frame, s.iterable);
  const items =
    s.over === 'keys'
      ? keysOf(m, iterable, frame, s.iterable)
      : iterationOf(m, iterable, at(frame, s.iterable));
  if (hasRaised(m)) return 'raise';
  const isShared = !isFresh(iterable, since);
  // JavaScript closes an iterator when its loop is left.
  const source = isShared && isIterator(iterable) && frame.language.explicitSelf ? iterable : undefined;
  if (isShared && !source) useUp(m.host, iterable);
  return loop(m, frame, s.orelse, own => {
    if (!source) return rounds(m, own, s, items);
    const flow =
      'known' in items ? roundsOfIterator(m, own, s, source) : vagueRounds(m, own, s, source, items);
    if (flow === 'next') useUp(m.host, source);
    return flow;
  });
}

const rounds = (m: Machine, own: Frame, s: ForStmt, items: Items): Flow =>
  'known' in items ? knownRounds(m, own, s, items.known) : unknownRounds(m, own, s, items);

type Vague = Exclude<Items, { known: readonly Value[] }>;

/** An iterator that others have too: what they take from it, and what is left where the loop is left, is its own. */
function roundsOfIterator(m: Machine, own: Frame, s: ForStmt, source: ListValue): Flow {
  const followed = new Rounds(m, MOST_ROUNDS);
  for (;;) {
    const items = source.items.value;
    if (!('known' in items)) return vagueRounds(m, own, s, source, items);
    const [item, ...others] = items.known;
    if (!item) return 'next';
    if (!followed.goesOn()) {
      m.recorder.cut(at(own, s.iterable), `what a loop does after ${followed.count} rounds`);
      const element = anyOfThese(m, items.known) ?? item;
      return vagueRounds(m, own, s, source, { element, length: undefined });
    }
    leave(m.host, source, { known: others });
    const flow = itemRound(m, own, s, item);
    if (flow !== 'next') return flow;
  }
}

function vagueRounds(m: Machine, own: Frame, s: ForStmt, source: ListValue, items: Vague): Flow {
  leave(m.host, source, { element: items.element, length: undefined });
  return unknownRounds(m, own, s, items);
}

function keysOf(m: Machine, value: Value, frame: Frame, span: Span): Items {
  if (value.kind === 'dict')
    return {
      known: [...value.entries.value.known.keys()].map(key => ({ kind: 'string', value: String(key) })),
    };
  return { element: m.host.unknown('a key', at(frame, span)), length: undefined };
}

/** Common to all loops: `break` leads behind it, past `else`. */
function loop(m: Machine, frame: Frame, orelse: readonly Stmt[], run: (own: Frame) => Flow): Flow {
  const start = m.heap.open();
  const doubts = m.doubts.length;
  const { undecided } = m;
  const own: Frame = { ...inner(frame), loop: loopFrom(start, m.recorder.findingCount) };
  let flow = run(own);
  // What a round may have left does not concern what follows the loop.
  if (flow === 'next') {
    m.doubts.length = doubts;
    m.undecided = undecided;
  }
  if (flow === 'next' && orelse.length > 0) flow = executeBlock(m, frame, orelse);
  if (flow === 'raise' && hasBreak(own)) leaveRaising(m);
  const broke =
    flow === 'raise' ? replaceByExits(m, own, 'break', start) : mergeExits(m, own, 'break', start);
  m.heap.close();
  return flow === 'break' || broke ? 'next' : flow;
}

/** After a round in which something is refused no other comes: further ones are run for their shapes alone. */
function round(m: Machine, own: Frame, body: readonly Stmt[], before: () => void): Flow {
  const isOver = own.loop !== undefined && m.recorder.findingCount > own.loop.refusals;
  const run = (): Flow => oneRound(m, own, body, before);
  return isOver ? tolerating(m, run) : run();
}

function oneRound(m: Machine, own: Frame, body: readonly Stmt[], before: () => void): Flow {
  const mark = m.heap.open();
  if (own.loop) own.loop.round = mark;
  before();
  const begun = m.heap.moment();
  const flow = executeBlock(m, inner(own), body);
  if (flow === 'raise' && own.exits.some(exit => exit.flow === 'continue')) leaveRaising(m);
  const continued = mergeExits(m, own, 'continue', mark);
  if (own.loop) own.loop.settled = m.heap.isSettledSince(begun) ? own.loop.settled + 1 : 0;
  m.heap.close();
  if (flow === 'continue') return 'next';
  return continued && flow !== 'next' ? 'next' : flow;
}

function knownRounds(m: Machine, own: Frame, s: ForStmt, items: readonly Value[]): Flow {
  const depends = mentions(s.body, namesOf(s.target));
  const rounds = isShortWithBreak(s.body)
    ? new Rounds(m, MOST_SHORT_ROUNDS, 0)
    : new Rounds(m, MOST_ROUNDS, items.length);
  let last: Value | undefined;
  for (const [i, item] of items.entries()) {
    const settled = own.loop?.settled ?? 0;
    // What the same item has changed nothing by, it changes nothing by again: a batch as large as the one before.
    if (settled > 0 && last && sameValue(last, item)) continue;
    if (!rounds.goesOn(isCounter(item) ? settled : 0)) {
      // Where the last of them changed nothing, those that are left are told together, and nothing is left out.
      if (!(isCounter(item) && isSettled(settled)))
        m.recorder.cut(at(own, s.iterable), `what ${items.length} rounds of a loop do: ${i} were followed`);
      return roundsLeft(m, own, s, items.slice(i));
    }
    last = item;
    const before = m.heap.open();
    const flow = itemRound(m, own, s, item);
    const isStable = !depends && m.heap.isStableSince(before);
    m.heap.close();
    if (flow !== 'next') return flow;
    if (isStable && i > 0) break;
  }
  return 'next';
}

const isCounter = (item: Value): boolean => asInt(item) !== undefined;

function itemRound(m: Machine, own: Frame, s: ForStmt, item: Value): Flow {
  const label = roundLabel(s.target, item);
  if (label) m.recorder.instances.push(label);
  const flow = round(m, own, s.body, () => bindTarget(m, own, s.target, item, own.language.hasBlockScopes));
  if (label) m.recorder.instances.pop();
  return flow;
}

/** As any number of rounds; but for the last, which may be another than all before it: a batch of what is left. */
function roundsLeft(m: Machine, own: Frame, s: ForStmt, items: readonly Value[]): Flow {
  const last = items.at(-1);
  const apart = last && !isCounter(last) ? last : undefined;
  const others = apart ? items.slice(0, -1) : items;
  const element = anyOfThese(m, others);
  const flow = element ? unknownRounds(m, own, s, { element, length: size(others.length) }) : 'next';
  return flow === 'next' && apart ? itemRound(m, own, s, apart) : flow;
}

/** What stands for each of the rounds that are not followed: no number of one of them, for that would decide conditions for all. */
function anyOfThese(m: Machine, items: readonly Value[]): Value | undefined {
  const numbers = items.flatMap(item => asInt(item) ?? []);
  if (items.length > 0 && numbers.length === items.length)
    return counter(m.host.nextId(), size(Math.min(...numbers)), size(Math.max(...numbers) + 1));
  const rows = items.map(item =>
    item.kind === 'list' && item.flavour === 'tuple' ? itemsOf(item) : undefined,
  );
  const [first] = rows;
  if (!first || rows.some(row => row?.length !== first.length)) return anyOf(items);
  const columns = first.map(
    (item, i) =>
      anyOfThese(
        m,
        rows.flatMap(row => row?.[i] ?? []),
      ) ?? item,
  );
  return tuple(columns);
}

/** Text of a body that counts as short. */
const SHORT = 800;

function isShortWithBreak(body: readonly Stmt[]): boolean {
  const [first, last] = [body[0], body.at(-1)];
  const isShort = first !== undefined && last !== undefined && last.end - first.start < SHORT;
  return isShort && has(body, 'break') && !['for', 'while', 'comprehension'].some(kind => has(body, kind));
}

const has = (body: readonly Stmt[], kind: string): boolean =>
  someNode(body, node => (kindOf(node) === kind ? 'found' : 'open'));

function unknownRounds(m: Machine, own: Frame, s: ForStmt, items: Vague): Flow {
  const one = (): Flow =>
    round(m, own, s.body, () => {
      const element = nextItem(items.element, m.host.nextId);
      bindTarget(m, own, s.target, element, own.language.hasBlockScopes);
    });
  return anyNumber(m, own, one, items.length);
}

/**
 * Two rounds, then their effect widened, and one more where that left something open; no round at all is possible too. Lists that each round grows by as many items are as long as
 * `rounds` makes them.
 */
function anyNumber(m: Machine, own: Frame, body: () => Flow, rounds?: Dim): Flow {
  const one = (): Flow => repeating(m, body);
  m.undecided++;
  const start = m.heap.open();
  m.endless.push({ mark: start, serial: lastSerial() });
  let counts: ReadonlyMap<object, Dim> = new Map();
  const flow = branchFlow(
    m,
    own,
    () => {
      const first = one();
      if (first !== 'next') return first;
      const growth = m.heap.growthSince(start);
      const mark = m.heap.open();
      const again = (): Flow => {
        const flow = one();
        if (flow === 'next' && rounds) counts = evenGrowth(growth, m.heap.growthSince(mark), rounds);
        return flow;
      };
      const second = branchFlow(m, own, again, () => 'next');
      if (m.heap.widenSince(mark) && second === 'next') {
        // A counter: what it decides in the first rounds it may decide otherwise in a later one.
        counts = new Map();
        branchFlow(m, own, one, () => 'next');
        m.heap.widenSince(mark);
      }
      m.heap.close();
      return second;
    },
    () => 'next',
  );
  m.endless.pop();
  if (flow === 'next' && !hasBreak(own)) m.heap.setCounts(start, counts);
  m.heap.close();
  return flow;
}

/** How long the lists become that grew by the same number of items in the first round and in the second. */
function evenGrowth(
  first: ReadonlyMap<object, Growth>,
  second: ReadonlyMap<object, Growth>,
  rounds: Dim,
): ReadonlyMap<object, Dim> {
  const counts = new Map<object, Dim>();
  for (const [place, { from, to }] of first) {
    const again = second.get(place);
    const by = to - from;
    if (again?.from === to && again.to - again.from === by && by > 0)
      counts.set(place, add(size(from), multiply(size(by), rounds)));
  }
  return counts;
}

export function executeWhile(m: Machine, frame: Frame, s: WhileStmt): Flow {
  return loop(m, frame, s.orelse, own => {
    const body = [...s.body];
    const counters = s.perRound?.length && hasFunction(body) ? s.perRound : [];
    const one = (): Flow => {
      const flow =
        counters.length > 0 ? roundOfItsOwn(m, own, body, counters) : round(m, own, body, () => {});
      return flow === 'next' ? executeBlock(m, own, s.update) : flow;
    };
    if (s.testAfter) {
      const flow = one();
      if (flow !== 'next') return flow;
    }
    return s.test.kind === 'boolean' && s.test.value
      ? endless(m, own, one)
      : whileRounds(m, own, s.test, one);
  });
}

const hasFunction = (body: readonly Stmt[]): boolean => has(body, 'function');

/** The functions that a round makes keep its variables, which the next one begins with. */
function roundOfItsOwn(m: Machine, own: Frame, body: readonly Stmt[], counters: readonly string[]): Flow {
  const apart = inner(own);
  for (const name of counters) declare(m, apart.scope, name, lookup(own.scope, name) ?? NONE);
  const flow = round(m, apart, body, () => {});
  for (const name of counters) assignName(m, own, name, lookup(apart.scope, name) ?? NONE);
  return flow;
}

/** `while True`: only jumps lead out of it. Where none is seen, what follows is analysed all the same. */
function endless(m: Machine, own: Frame, one: () => Flow): Flow {
  const flow = anyNumber(m, own, one);
  return flow === 'next' && hasBreak(own) ? onlyByJumps(m) : flow;
}

/** Nothing goes on behind the loop but what has jumped there. */
function onlyByJumps(m: Machine): Flow {
  m.thrown = NOTHING_RAISED;
  return 'raise';
}

function hasBreak(own: Frame): boolean {
  return own.exits.some(exit => exit.flow === 'break');
}

function whileRounds(m: Machine, own: Frame, test: Expr, one: () => Flow): Flow {
  const rounds = new Rounds(m, MOST_ROUNDS);
  while (rounds.goesOn(own.loop?.settled)) {
    const value = evaluate(m, own, test);
    refuseTruth(m, value, at(own, test));
    const known = truthOf(m, own, value);
    if (known === false) return 'next';
    if (known === undefined) return anyNumber(m, own, one);
    const before = m.heap.open();
    const flow = one();
    const isStable = m.heap.isStableSince(before);
    m.heap.close();
    if (flow !== 'next') return flow;
    if (isStable && rounds.count > 1) return hasBreak(own) ? onlyByJumps(m) : 'next';
  }
  m.recorder.cut(at(own, test), `what a loop does after ${rounds.count} rounds`);
  return anyNumber(m, own, one);
}

function namesOf(target: Target): ReadonlySet<string> {
  switch (target.kind) {
    case 'name':
      return new Set([target.name]);
    case 'sequence':
      return new Set(target.items.flatMap(item => (item ? [...namesOf(item)] : [])));
    case 'rest':
    case 'default':
      return namesOf(target.target);
    case 'object':
      return new Set(target.properties.flatMap(p => [...namesOf(p.target)]));
    default:
      return new Set();
  }
}
