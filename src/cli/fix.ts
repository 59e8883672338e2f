/** Safe fixes of the files of one batch. Files on disk are not touched here. */
import { fixAll } from '../fixes/index.ts';
import { type OpenedFile, openText, type Workspace } from '../project/index.ts';
import type { Levels } from '../rules/index.ts';
import { isNotebook } from '../syntax/language.ts';
import type { SourceParser } from '../syntax/parser.ts';

export interface FixedText {
  /** Absolute. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly count: number;
}

export interface Batch {
  readonly workspace: Workspace;
  readonly roots: readonly string[];
  readonly levelsOf: (path: string) => Levels;
  readonly parser: SourceParser;
}

export interface FixedBatch {
  readonly texts: readonly FixedText[];
  /** The project as it is then. */
  readonly workspace: Workspace;
}

export interface Wishes {
  /** Files whose problems are to be mended. */
  readonly isWanted: (path: string) => boolean;
  /** Takes a fixed text; false: it cannot be written, and the file stays as it is. */
  readonly take: (fixed: FixedText) => boolean;
}

export function fixBatch(batch: Batch, { isWanted, take }: Wishes): FixedBatch {
  const { workspace, parser } = batch;
  const reopen = reopening(parser);
  const { texts, count } = fixAll({ ...batch, reopen }, isWanted);
  const written = [...texts]
    .map(([path, after]) => ({ path, before: workspace.source(path)?.text ?? '', after, count: 0 }))
    .filter(take)
    .map((fixed, i) => ({ ...fixed, count: i === 0 ? count : 0 }));
  const files = new Map(written.flatMap(({ path, after }) => pair(path, reopen(path, after))));
  const source = (path: string): OpenedFile | undefined => files.get(path) ?? workspace.source(path);
  return { texts: written, workspace: { ...workspace, source } };
}

/** Files with other texts. The code of a notebook is a part of its file only. */
export function reopening(parser: SourceParser): (path: string, text: string) => OpenedFile | undefined {
  return (path, text) => {
    const opened = openText(path, { ok: true, text }, { parser, maxLength: Number.POSITIVE_INFINITY });
    return opened.ok && !isNotebook(path) ? opened.file : undefined;
  };
}

function pair(path: string, file: OpenedFile | undefined): readonly (readonly [string, OpenedFile])[] {
  return file ? [[path, file]] : [];
}
