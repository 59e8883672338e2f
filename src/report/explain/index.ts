/** Explains an error text by what the analysis knows of the workspace. Pure. */
import { readError } from '../../errors/index.ts';
import type { ExaminedFile } from './examined.ts';
import { find } from './find.ts';
import { explanationPage, type PageOptions } from './page.ts';

export type { ExaminedFile } from './examined.ts';
export type { FoundProblem } from './find.ts';
export { fewEnough, readingOrder } from './order.ts';
export type { PageOptions } from './page.ts';

export interface Explained {
  readonly markdown: string;
  /** The place to go to: what is wrong, else what raised; undefined where none was found. */
  readonly at: { readonly file: string; readonly start: number } | undefined;
}

/** `text`: as people copy it, of unknown origin. */
export function explainError(text: string, files: readonly ExaminedFile[], options: PageOptions): Explained {
  const error = readError(text);
  const found = find(error, files);
  const [problem] = found.problems;
  const [layer] = found.layers;
  const place = problem ? { file: problem.file, start: problem.problem.start } : (found.raised ?? layer);
  return {
    markdown: explanationPage(error, found, files, options),
    at: place && { file: place.file.facts.path, start: place.start },
  };
}
