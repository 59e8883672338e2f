/**
 * When to analyse: at once after a change, but never more than half of the time; changes that come in between are taken together. New
 * problems wait for a pause in typing.
 *
 * A short analysis needs no rest to keep to that while somebody types, for hardly anybody strikes ten keys a second. Changes that have arrived
 * together are taken together in any case, for the timer of the first one lets the others in.
 */
export interface Schedule {
  /** A program has been edited. */
  changed(path: string): void;
  dispose(): void;
}

export interface ScheduleOptions {
  /** Analyses a program. */
  readonly run: (path: string) => void;
  /** Nobody has typed for a while. */
  readonly settled: () => void;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}

/** Milliseconds without a change after which new problems are shown. */
export const PAUSE = 300;

/** Milliseconds, half of the time between two keys of a fast typist; shorter analyses are followed by no rest. */
const SHORT = 50;

/** Rests after analyses that take longer are cut here, so that problems never lag far behind. */
const LONGEST_REST = 1000;

export function createSchedule({ run, settled, now }: ScheduleOptions): Schedule {
  const waiting = new Set<string>();
  let runTimer: ReturnType<typeof setTimeout> | undefined;
  let pauseTimer: ReturnType<typeof setTimeout> | undefined;
  let restUntil = 0;
  const runAll = (): void => {
    clearTimeout(runTimer);
    runTimer = undefined;
    const started = now();
    for (const path of [...waiting]) {
      waiting.delete(path);
      run(path);
    }
    const ended = now();
    const took = ended - started;
    restUntil = took < SHORT ? ended : ended + Math.min(took, LONGEST_REST);
  };
  return {
    changed: path => {
      waiting.add(path);
      runTimer ??= setTimeout(runAll, Math.max(0, restUntil - now()));
      clearTimeout(pauseTimer);
      pauseTimer = setTimeout(() => {
        runAll();
        settled();
      }, PAUSE);
    },
    dispose: () => {
      clearTimeout(runTimer);
      clearTimeout(pauseTimer);
    },
  };
}
