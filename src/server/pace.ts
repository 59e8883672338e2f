/**
 * What is run with each key and what in the pause. What is linked to a program that is typed in is not run with each key: the program's own run says
 * which of its problems are gone; the rest, and new ones, may wait for the pause as new problems do in any case.
 */
import { createSchedule } from './schedule.ts';

export interface Pace {
  /** A program is being typed in; `stale` are all whose results depend on it, itself among them. */
  typed(path: string, stale: readonly string[]): void;
  /** What these programs use has changed, in a file that is not open. */
  touched(stale: readonly string[]): void;
  dispose(): void;
}

export interface PaceOptions {
  /** Whether an open program's result is of another text than there is now. */
  readonly isStale: (path: string) => boolean;
  /** Runs a program without what is linked to it, for what is gone; false where that says no less than `run`, and has not been done. */
  readonly runAlone: (path: string) => boolean;
  /** Runs a program with all that is linked to it. */
  readonly run: (path: string) => void;
  /** Nobody has typed for a while, and nothing is stale. */
  readonly paused: () => void;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}

export function createPace({ isStale, runAlone, run, paused, now }: PaceOptions): Pace {
  const typed = new Set<string>();
  const touched = new Set<string>();
  const follow = (path: string): void => {
    // What is linked to another that was run has its result from the same run.
    if (!isStale(path)) return;
    if (!typed.has(path) || !runAlone(path)) run(path);
  };
  const catchUp = (): void => {
    const paths = [...touched];
    touched.clear();
    typed.clear();
    for (const path of paths) if (isStale(path)) run(path);
  };
  const schedule = createSchedule({
    run: follow,
    settled: () => {
      catchUp();
      paused();
    },
    now,
  });
  return {
    typed: (path, stale) => {
      typed.add(path);
      for (const user of stale) touched.add(user);
      schedule.changed(path);
    },
    touched: stale => {
      for (const path of stale) {
        touched.add(path);
        schedule.changed(path);
      }
    },
    dispose: schedule.dispose,
  };
}
