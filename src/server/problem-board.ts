/**
 * Which problems are shown while somebody types: those that are gone vanish at once, new ones wait for a pause, so that half-written
 * code is not complained about.
 */
import type { Problem, Related } from '../rules/index.ts';
import { type Shift, shiftBetween } from './shift.ts';

export interface Board {
  /** New findings for a file whose text is `text`. What was shown and still holds stays; the rest waits for `settle`. */
  update(path: string, text: string, problems: readonly Problem[]): void;
  /**
   * New findings of some runs only, by which nothing is shown that was not. What is theirs and gone vanishes; what other runs have found stays,
   * where its code stands now, until it is typed over or `update` knows better.
   */
  recede(
    path: string,
    text: string,
    problems: readonly Problem[],
    isTheirs: (problem: Problem) => boolean,
  ): void;
  /** Shows what waits. */
  settle(): void;
  /** Shows these at once: a file that was just opened, or settings that changed. */
  show(path: string, text: string, problems: readonly Problem[]): void;
  forget(path: string): void;
}

/** Problems with the text in which they have their places. */
interface Placed {
  readonly text: string;
  readonly problems: readonly Problem[];
}

const NOTHING: Placed = { text: '', problems: [] };

/** `publish` gets all problems of a file that are to be seen now. */
export function createBoard(publish: (path: string, problems: readonly Problem[]) => void): Board {
  const shown = new Map<string, Placed>();
  const waiting = new Map<string, Placed>();
  const show = (path: string, text: string, problems: readonly Problem[]): void => {
    waiting.delete(path);
    shown.set(path, { text, problems });
    publish(path, problems);
  };
  return {
    show,
    update: (path, text, problems) => {
      const kept = stillShown(shown.get(path) ?? NOTHING, problems, text);
      show(path, text, kept);
      if (kept.length < problems.length) waiting.set(path, { text, problems });
    },
    recede: (path, text, problems, isTheirs) => {
      const before = shown.get(path) ?? NOTHING;
      const shift = shiftBetween(before.text, text);
      const isSame = (problem: Problem, now: Problem): boolean =>
        keyOf(problem, before.text) === keyOf(now, text);
      const others = before.problems.flatMap(problem =>
        isTheirs(problem) ? [] : moved(problem, shift).filter(now => isSame(problem, now)),
      );
      const kept = stillShown(before, problems, text);
      const places = new Set(kept.map(placeOf));
      const all = [...kept, ...others.filter(problem => !places.has(placeOf(problem)))];
      show(
        path,
        text,
        all.sort((a, b) => a.start - b.start),
      );
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

function placeOf({ rule, start, end }: Problem): string {
  return `${rule} ${start} ${end}`;
}

function stillShown(before: Placed, problems: readonly Problem[], text: string): readonly Problem[] {
  const left = before.problems.map(problem => keyOf(problem, before.text));
  return problems.filter(problem => {
    const at = left.indexOf(keyOf(problem, text));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

/** A problem where its code stands now; none where that was typed over. */
function moved(problem: Problem, shift: Shift): readonly Problem[] {
  const place = movedSpan(problem, shift);
  if (!place) return [];
  const related = problem.related.flatMap((note): readonly Related[] => {
    const at = note.file === problem.file ? movedSpan(note, shift) : note;
    return at ? [{ ...note, start: at.start, end: at.end }] : [];
  });
  return [{ ...problem, ...place, related }];
}

function movedSpan({ start, end }: Pick<Problem, 'start' | 'end'>, { forward }: Shift) {
  const [from, to] = [forward(start), forward(end)];
  return from === undefined || to === undefined ? undefined : { start: from, end: to };
}
