/**
 * Which problems are shown while somebody types: those that are gone vanish at once, new ones wait for a pause, so that half-written
 * code is not complained about.
 */
import type { Problem } from '../rules/index.ts';

export interface Board {
  /** New findings for a file whose text is `text`. What was shown and still holds stays; the rest waits for `settle`. */
  update(path: string, text: string, problems: readonly Problem[]): void;
  /** Shows what waits. */
  settle(): void;
  /** Shows these at once: a file that was just opened, or settings that changed. */
  show(path: string, text: string, problems: readonly Problem[]): void;
  forget(path: string): void;
}

interface Waiting {
  readonly text: string;
  readonly problems: readonly Problem[];
}

/** `publish` gets all problems of a file that are to be seen now. */
export function createBoard(publish: (path: string, problems: readonly Problem[]) => void): Board {
  const shown = new Map<string, readonly string[]>();
  const waiting = new Map<string, Waiting>();
  const show = (path: string, text: string, problems: readonly Problem[]): void => {
    waiting.delete(path);
    shown.set(
      path,
      problems.map(problem => keyOf(problem, text)),
    );
    publish(path, problems);
  };
  return {
    show,
    update: (path, text, problems) => {
      const kept = stillShown(shown.get(path) ?? [], problems, text);
      show(path, text, kept);
      if (kept.length < problems.length) waiting.set(path, { text, problems });
    },
    settle: () => {
      for (const [path, { text, problems }] of [...waiting]) show(path, text, problems);
    },
    forget: path => {
      shown.delete(path);
      waiting.delete(path);
    },
  };
}

/** A problem is the same as before where the rule and the marked code are; lines and sizes in its message may have moved on. */
function keyOf({ rule, start, end }: Problem, text: string): string {
  return `${rule} ${text.slice(start, end)}`;
}

function stillShown(keys: readonly string[], problems: readonly Problem[], text: string): readonly Problem[] {
  const left = [...keys];
  return problems.filter(problem => {
    const at = left.indexOf(keyOf(problem, text));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}
