/**
 * When to analyse: at once after a change where that is cheap, after a moment without changes where it is not; changes that come in
 * between are taken together. New problems wait for a pause in typing.
 */
export interface Schedule {
  /** A program has been edited. */
  changed(path: string): void;
  /** Analyses now what waits; hovers ask for it when it is cheap. */
  flush(path: string): void;
  dispose(): void;
}

export interface ScheduleOptions {
  /** Analyses a program. */
  readonly run: (path: string) => void;
  /** Nobody has typed for a while. */
  readonly settled: () => void;
  /** Milliseconds that the last analysis of a program took. */
  readonly cost: (path: string) => number;
}

/** Milliseconds without a change after which new problems are shown. */
export const PAUSE = 300;

/** Analyses that take less do not get in the way of typing. */
const CHEAP = 20;
const LONGEST_WAIT = 1000;

export function createSchedule({ run, settled, cost }: ScheduleOptions): Schedule {
  const waiting = new Set<string>();
  let runTimer: ReturnType<typeof setTimeout> | undefined;
  let pauseTimer: ReturnType<typeof setTimeout> | undefined;
  const runAll = (): void => {
    for (const path of [...waiting]) {
      waiting.delete(path);
      run(path);
    }
  };
  const delay = (): number => {
    const longest = Math.max(0, ...[...waiting].map(cost));
    return longest < CHEAP ? 0 : Math.min(2 * longest, LONGEST_WAIT);
  };
  return {
    changed: path => {
      waiting.add(path);
      clearTimeout(runTimer);
      clearTimeout(pauseTimer);
      runTimer = setTimeout(runAll, delay());
      pauseTimer = setTimeout(
        () => {
          runAll();
          settled();
        },
        Math.max(PAUSE, delay()),
      );
    },
    flush: path => {
      if (waiting.delete(path)) run(path);
    },
    dispose: () => {
      clearTimeout(runTimer);
      clearTimeout(pauseTimer);
    },
  };
}
