/** The shapes at a place: of what a problem is about, or of the expressions on a line. */
import type { FileFacts } from '../../analysis/result.ts';
import type { Conflict, NativeValue, Operand } from '../../values/index.ts';
import { shapeOf } from '../../values/index.ts';
import { answerLine } from '../hover/answer.ts';
import { escaped, inlineCode, table } from '../markdown/text.ts';
import { shapeText } from '../shape-text.ts';
import type { LineRange } from './examined.ts';

type Row = readonly [string, string];

const MOST_ROWS = 8;
const LONGEST_CODE = 40;

/** What takes part in a conflict, with its shapes; undefined where none is known. */
export function conflictTable(conflict: Conflict, facts: FileFacts): string | undefined {
  const operands = operandsOf(conflict).filter(({ shape }) => shape !== undefined);
  const rows = operands.map((operand): Row => [nameOf(operand, facts), escaped(shapeText(operand.shape))]);
  const expected = conflict.kind === 'initial-state' && conflict.expected;
  if (expected) rows.push(['taken', escaped(shapeText(expected))]);
  return shapeTable(rows);
}

function operandsOf(conflict: Conflict): readonly Operand[] {
  switch (conflict.kind) {
    case 'input-rank':
    case 'feature-size':
      return [conflict.input];
    case 'initial-state':
      return [conflict.state];
    case 'operands':
      return conflict.operands;
    case 'target-shape':
      return [conflict.output, conflict.target];
    default:
      return [];
  }
}

/** 'input `x`' */
function nameOf({ role, at }: Operand, { path, text }: FileFacts): string {
  const code = at.file === path ? text.slice(at.start, at.end) : '';
  return code !== '' && code.length <= LONGEST_CODE ? `${escaped(role)} ${inlineCode(code)}` : escaped(role);
}

/** Every expression on a line whose shape is known, as written there. */
export function lineTable({ observations, text }: FileFacts, { start, end }: LineRange): string | undefined {
  const rows = new Map<string, string>();
  for (const seen of observations) {
    if (seen.start < start || seen.end > end || seen.end - seen.start > LONGEST_CODE) continue;
    const shapes = seen.values.flatMap(value => (value.kind === 'tensor' ? [shapeText(shapeOf(value))] : []));
    const known = [...new Set(shapes)].filter(shape => shape !== '?');
    if (known.length > 0) rows.set(text.slice(seen.start, seen.end), known.join(' or '));
  }
  return shapeTable([...rows].map(([code, shape]) => [inlineCode(code), escaped(shape)]));
}

/** Layers that are called on a line, or are made there: what each takes and gives. */
export function layerLines(
  { layers, observations }: FileFacts,
  { start, end }: LineRange,
): readonly string[] {
  const called = observations
    .filter(seen => seen.start >= start && seen.end <= end)
    .flatMap(({ values }) => values)
    .flatMap(value => (value.kind === 'native' && value.layer ? [value] : []));
  const made = layers
    .map(({ layer }) => layer)
    .filter(({ site }) => site.start >= start && site.start <= end);
  return [...new Set([...called, ...made].map(layerLine))].slice(0, MOST_ROWS);
}

export function layerLine(layer: NativeValue): string {
  return inlineCode(answerLine(layer));
}

function shapeTable(rows: readonly Row[]): string | undefined {
  return rows.length === 0 ? undefined : table(['What', 'Shape'], rows.slice(0, MOST_ROWS));
}
