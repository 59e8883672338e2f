/** What a problem offers to change. A rule proposes; whether a proposal leaves the problem behind is found by analysing the changed text (src/fixes). */
import type { Origin } from '../../shapes/index.ts';

/** In the text as it is now. */
export interface Edit {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Fix {
  /** An imperative without a full stop: 'Add `return_sequences=True` to the LSTM'. */
  readonly title: string;
  /** In one file or several, none over another. */
  readonly edits: readonly Edit[];
  /** What is meant is plain: it may be done without asking, with others of its kind. */
  readonly isSafe: boolean;
}

export function replacing({ file, start, end }: Omit<Origin, 'what'>, text: string): Edit {
  return { file, start, end, text };
}

/** Of what runs: what mends it may be done, but only where a person says so. */
export const onlyProposed =
  <Given extends readonly unknown[]>(write: (...given: Given) => readonly Fix[]) =>
  (...given: Given): readonly Fix[] =>
    write(...given).map(fix => ({ ...fix, isSafe: false }));

/** Proposals that could be written down, in order. */
export function proposals(...all: readonly (Fix | undefined)[]): readonly Fix[] {
  return all.filter(fix => fix !== undefined);
}
