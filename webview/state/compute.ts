/** Computes the steps of a large layer in slices, so that the page stays alive; small layers are done at once. */
import type { Place } from '../../src/cells/index.ts';
import { type Model, placeIn } from './model.ts';
import type { State } from './state.ts';

/** Milliseconds that one slice may take. */
const slice = 12;

/** Of longer sequences, what lies ahead is computed only when one goes there. */
const ahead = 256;

/** How many time steps are to be computed, from the first on, for one who is at `time`. */
export function wantedSteps({ trace }: Model, time: number): number {
  return trace.steps <= ahead ? trace.steps : time + 1;
}

/** The place that can be shown: the one asked for, or the furthest that a slice of work reaches; `isRemote`: that a worker has reached. */
export function computedPlace(model: Model, state: State, isRemote = false): Place {
  const wanted = placeIn(model, state);
  // There is always something to show.
  if (!isRemote || model.trace.computed() === 0) computeTo(model, isRemote ? 0 : wanted.time);
  return { ...wanted, time: Math.min(wanted.time, model.trace.computed() - 1) };
}

/** One more slice, towards the place asked for and then to the end of the sequence; false when there is nothing left. */
export function computeAhead(model: Model, state: State): boolean {
  const { trace } = model;
  const goal = wantedSteps(model, placeIn(model, state).time) - 1;
  computeTo(model, goal);
  return trace.computed() <= goal;
}

/** At least one step, and the first one always. */
function computeTo({ trace }: Model, goal: number): void {
  const end = performance.now() + slice;
  while (trace.computed() <= goal) {
    trace.at(trace.computed());
    if (performance.now() > end) return;
  }
}
