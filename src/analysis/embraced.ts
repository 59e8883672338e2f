/** The body of a `with` is run where the generator yields that is its context, as part of the function that it stands in. */
import type { Value } from '../values/index.ts';
import type { Embrace, Frame } from './frame.ts';
import type { Machine } from './machine.ts';
import { raisesThrown } from './raising.ts';

export function runEmbraced(m: Machine, { function: own }: Frame, embrace: Embrace, given: Value): void {
  const { statement } = m;
  const caller = m.callers.pop();
  const running = own ? m.active.get(own) : undefined;
  if (own && running !== undefined) m.active.set(own, running - 1);
  try {
    embrace.left = embrace.enter(given);
  } finally {
    if (own && running !== undefined) m.active.set(own, running);
    if (caller) m.callers.push(caller);
    m.statement = statement;
  }
  if (embrace.left === 'raise') raisesThrown(m);
}
