/** Counts of a run: programs, and what is missed by what it is a test of. */

import { isMiss, isOutside } from './compare.ts';
import type { Judged } from './run.ts';
import { failuresOf } from './run.ts';
import type { Silence } from './worker.ts';

export class Tally {
  #programs = 0;
  #agreed = 0;
  #outside = 0;
  #missed = 0;
  #failed = 0;
  readonly #unanswered = new Map<Silence, number>();
  readonly #misses = new Map<string, { count: number; example: string }>();

  take(judged: Judged): void {
    this.#programs += 1;
    if ('without' in judged.answer) this.#leave(judged.answer.without);
    else if (failuresOf(judged).length > 0) this.#failed += 1;
    else if (judged.differences.some(({ kind }) => !isOutside(kind))) this.#missed += 1;
    else if (judged.differences.length > 0) this.#outside += 1;
    else this.#agreed += 1;
    for (const { kind, about, text, line } of judged.differences.filter(
      one => isMiss(one) && !isOutside(one.kind),
    )) {
      const key = `${kind}: ${about}`;
      const { count = 0, example } = this.#misses.get(key) ?? {};
      const shown = `${judged.program.lines[line - 1]?.text.trim() ?? ''}  # ${text}`;
      this.#misses.set(key, { count: count + 1, example: example ?? shown });
    }
  }

  #leave(why: Silence): void {
    this.#unanswered.set(why, (this.#unanswered.get(why) ?? 0) + 1);
  }

  get failed(): number {
    return this.#failed;
  }

  toString(): string {
    const rows = [...this.#misses]
      .sort(([, a], [, b]) => b.count - a.count)
      .map(
        ([key, { count, example }]) =>
          `${String(count).padStart(6)}  ${key}\n          ${example.slice(0, 220)}`,
      );
    const silences = [...this.#unanswered].map(([why, count]) => `${count} (${why})`).join(', ');
    const counts = `${this.#programs} programs: ${this.#agreed} agree, ${this.#outside} refused for another reason, ${this.#missed} with something missed, ${this.#failed} failures, ${silences || 'none'} without an answer`;
    return [...rows, counts].join('\n');
  }
}
