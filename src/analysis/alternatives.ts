/**
 * Doing something for each of a few possible values. What is refused for every alternative is refused; what is refused for some says that those do
 * not occur here (the program was written to run), so they are dropped.
 */

import type { Changes } from '../values/index.ts';
import { type Conflict, joinValues, optionsOf, type Value } from '../values/index.ts';
import type { Machine } from './machine.ts';

interface Outcome {
  readonly value: Value;
  readonly conflicts: readonly Conflict[];
  readonly changes: Changes;
}

/** Runs `action` with conflicts caught and its effects undone; they come back with the outcome. */
function attempt(m: Machine, action: () => Value): Outcome {
  const outer = m.caught;
  const conflicts: Conflict[] = [];
  m.caught = conflicts;
  const mark = m.heap.open();
  try {
    const value = action();
    return { value, conflicts, changes: m.heap.changesSince(mark) };
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
  if (!values.some(v => v.kind === 'union')) return action(values);
  const combinations = combine(values);
  if (combinations.length > MOST_COMBINATIONS)
    return m.host.unknown('a value that depends on too many conditions', m.statement);
  const outcomes = combinations.map(chosen => attempt(m, () => action(chosen)));
  const possible = outcomes.filter(o => o.conflicts.length === 0);
  if (possible.length === 0) for (const conflict of outcomes[0]?.conflicts ?? []) m.host.refuse(conflict);
  return settle(m, possible.length > 0 ? possible : outcomes);
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
