/** The time steps in which a run would stop, as far as they are computed: marks on the bar over time. */
import { stopAt, type Trace } from '../../../src/cells/index.ts';
import type { Model } from '../../state/model.ts';
import type { State } from '../../state/state.ts';
import { breakpointsOf } from './slice.ts';

interface Known {
  /** What the breakpoints were. */
  readonly key: string;
  readonly times: number[];
  /** The first time step that is not looked at yet. */
  next: number;
}

/** Kept as long as the trace. */
const known = new WeakMap<Trace, Known>();

export function stopTimes({ trace, walk }: Model, state: State): readonly number[] {
  const key = JSON.stringify([state.stopsAt, state.conditions]);
  const found = known.get(trace);
  const own = found?.key === key ? found : { key, times: [], next: 0 };
  known.set(trace, own);
  if (own.next >= trace.computed()) return own.times;
  const breakpoints = breakpointsOf(state, trace);
  for (; own.next < trace.computed(); own.next++) {
    const isStop = walk.stretches.some((_, index) => stopAt(trace, walk, own.next, index, breakpoints));
    if (isStop) own.times.push(own.next);
  }
  return own.times;
}
