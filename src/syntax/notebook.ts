/**
 * A Jupyter notebook as one Python text: its code cells in order, with a map between offsets and cells. Lines that IPython and not
 * Python understands are overwritten with text of the same length, so that columns stay what they are.
 *
 * Source of the format: the notebook format's documentation, version 4 (`cells[].source` is a string or a list of strings) and version 3
 * (`worksheets[].cells[].input`).
 */

import { LineMap, lastAtMost } from './lines.ts';
import { blankMagics } from './magics.ts';

/** A place in a notebook: `cell` counts all cells from 0, code or not; line and column are 1-based within the cell. */
export interface CellPlace {
  readonly cell: number;
  readonly line: number;
  readonly column: number;
}

/** A code cell: its source as it stands in the file. */
export interface CodeCell {
  readonly index: number;
  readonly source: string;
}

export interface Notebook {
  /** The virtual Python text. */
  readonly text: string;
  readonly cells: readonly PlacedCell[];
  /** The place of an offset into `text`; the line break between two cells belongs to the end of the first. */
  placeOf(offset: number): CellPlace;
  /** The offset of a place; null for a cell that is no code. Lines and columns outside the cell are clamped. */
  offsetOf(place: CellPlace): number | null;
}

export interface PlacedCell extends CodeCell {
  /** Offset of the cell's first character in the virtual text. */
  readonly start: number;
  readonly end: number;
}

export type NotebookResult =
  | { readonly ok: true; readonly notebook: Notebook }
  /** A clause without a full stop: "it is not JSON: ...". */
  | { readonly ok: false; readonly reason: string };

/** Reads the text of an `.ipynb` file. */
export function readNotebook(json: string): NotebookResult {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { ok: false, reason: `it is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const cells = cellsOf(parsed);
  if (cells === null) return { ok: false, reason: 'it is JSON, but no notebook: it has no list of cells' };
  const language = languageOf(parsed);
  if (language !== null && !/^i?python/i.test(language))
    return { ok: false, reason: `its language is ${language}` };
  return { ok: true, notebook: joinCells(cells.flatMap(codeCell)) };
}

/** Joins code cells, in the order given, as an editor that holds the cells itself does. */
export function joinCells(cells: readonly CodeCell[]): Notebook {
  const placed: PlacedCell[] = [];
  const pieces: string[] = [];
  let start = 0;
  for (const cell of cells) {
    const text = blankMagics(cell.source);
    placed.push({ ...cell, start, end: start + text.length });
    pieces.push(text);
    start += text.length + 1;
  }
  return { text: pieces.join('\n'), cells: placed, ...mapOf(placed) };
}

function mapOf(cells: readonly PlacedCell[]): Pick<Notebook, 'placeOf' | 'offsetOf'> {
  const starts = cells.map(cell => cell.start);
  const lines = new Map<PlacedCell, LineMap>();
  const linesOf = (cell: PlacedCell): LineMap => {
    const made = lines.get(cell) ?? new LineMap(cell.source);
    lines.set(cell, made);
    return made;
  };
  return {
    placeOf: offset => {
      const cell = cells[lastAtMost(starts, offset)];
      if (cell === undefined) return { cell: 0, line: 1, column: 1 };
      return { cell: cell.index, ...linesOf(cell).positionAt(offset - cell.start) };
    },
    offsetOf: ({ cell: index, line, column }) => {
      const cell = cells.find(one => one.index === index);
      return cell === undefined ? null : cell.start + linesOf(cell).offsetAt({ line, column });
    },
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function cellsOf(notebook: unknown): readonly unknown[] | null {
  if (!isRecord(notebook)) return null;
  if (Array.isArray(notebook.cells)) return notebook.cells;
  const sheets = notebook.worksheets;
  if (!Array.isArray(sheets)) return null;
  return sheets.flatMap(sheet => (isRecord(sheet) && Array.isArray(sheet.cells) ? sheet.cells : []));
}

/** The kernel's language, where the notebook names one. */
function languageOf(notebook: unknown): string | null {
  const metadata = isRecord(notebook) ? notebook.metadata : undefined;
  if (!isRecord(metadata)) return null;
  const info = metadata.language_info;
  const spec = metadata.kernelspec;
  const name = isRecord(info) ? info.name : isRecord(spec) ? spec.language : undefined;
  return typeof name === 'string' && name !== '' ? name : null;
}

function codeCell(cell: unknown, index: number): readonly CodeCell[] {
  if (!isRecord(cell) || cell.cell_type !== 'code') return [];
  return [{ index, source: sourceOf(cell.source ?? cell.input) }];
}

function sourceOf(source: unknown): string {
  if (typeof source === 'string') return source;
  return Array.isArray(source) ? source.filter(line => typeof line === 'string').join('') : '';
}
