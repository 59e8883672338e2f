/**
 * Doing something for each of a few possible values. What is refused for every alternative is refused; what is refused for some says that those do
 * not occur here (the program was written to run), so they are dropped.
 */

import { type Changes, isGuess, joinValues, optionsOf, type Value } from '../values/index.ts';
import { type Caught, type Machine, tell } from './machine.ts';
import { unraised } from './raising.ts';

interface Outcome {
  readonly value: Value;
  readonly found: readonly Caught[];
  readonly changes: Changes;
}

function isRefused({ found }: Outcome): boolean {
  return found.some(one => one.certainty === 'refused');
}

/** Runs `action` with findings caught and its effects undone; they come back with the outcome. */
function attempt(m: Machine, action: () => Value): Outcome {
  const outer = m.caught;
  const found: Caught[] = [];
  m.caught = found;
  const mark = m.heap.open();
  try {
    const value = unraised(m, action);
    return { value, found, changes: m.heap.changesSince(mark) };
  } finally {
    m.heap.undoTo(mark);
    m.heap.close();
    m.caught = outer;
  }
}

/** Most combinations of alternatives that are tried. */
const MOST_COMBINATIONS = 16;

export function forEachOption(
  m: Machine,
  values: readonly Value[],
  action: (chosen: readonly Value[]) => Value,
): Value {
  if (!values.some(v => v.kind === 'union')) return doubtingGuesses(m, values, action);
  const combinations = combine(values);
  if (combinations.length > MOST_COMBINATIONS)
    return m.host.unknown('a value that depends on too many conditions', m.statement);
  m.trying++;
  const outcomes = combinations.map(chosen => attempt(m, () => doubtingGuesses(m, chosen, action)));
  m.trying--;
  const possible = outcomes.filter(outcome => !isRefused(outcome));
  if (possible.length === 0)
    for (const found of outcomes[0]?.found ?? []) if (found.certainty === 'refused') tell(m, found);
  return settle(m, possible.length > 0 ? possible : outcomes);
}

/** What is refused because a value is a tensor says, where that is only guessed, that it is something else. */
export function doubtingGuesses(
  m: Machine,
  values: readonly Value[],
  action: (chosen: readonly Value[]) => Value,
): Value {
  if (!values.some(isGuess)) return action(values);
  const guessed = attempt(m, () => action(values));
  if (isRefused(guessed)) return action(values.map(value => (isGuess(value) ? anything(m, value) : value)));
  for (const found of guessed.found) tell(m, found);
  m.heap.apply(guessed.changes);
  return guessed.value;
}

function anything(m: Machine, guess: Value): Value {
  const missing = guess.kind === 'tensor' ? guess.source.operation : 'a value';
  return m.host.unknown(`what \`${missing}\` is`, guess.kind === 'tensor' ? guess.source.site : m.statement);
}

function settle(m: Machine, outcomes: readonly Outcome[]): Value {
  const [first, ...others] = outcomes;
  if (!first) return m.host.unknown('a value that no path gives', m.statement);
  const mark = m.heap.open();
  m.heap.apply(first.changes);
  for (const other of others) m.heap.merge(other.changes, mark);
  m.heap.close();
  return others.reduce((joined, other) => joinValues(joined, other.value), first.value);
}

function combine(values: readonly Value[]): Value[][] {
  let combinations: Value[][] = [[]];
  for (const value of values) {
    combinations = combinations.flatMap(chosen => optionsOf(value).map(option => [...chosen, option]));
    if (combinations.length > MOST_COMBINATIONS) return combinations;
  }
  return combinations;
}
