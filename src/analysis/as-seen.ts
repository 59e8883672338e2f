import type { Value } from '../values/index.ts';

/** What a hover is to show of a value: a table changes in place, and is shown as it was then. */
export function asSeen(value: Value): Value {
  const table = value.kind === 'native' ? value.behaviour.table?.() : undefined;
  return table && value.kind === 'native' ? { ...value, behaviour: { table: () => table } } : value;
}
