/**
 * The equations of a cell as trees, parsed once. In the calculator's page the trees themselves take this file's place (`build/webview.mjs`), as to load the
 * parser and to parse takes longer there than to draw.
 */
import type { Cell, CellName } from './cell.ts';
import type { Equation } from './expression.ts';
import { parseEquation } from './parse.ts';

const known = new Map<CellName, readonly Equation[]>();

/** Our own text always parses: a test binds every cell. */
export function parsedEquations({ name, equations }: Cell): readonly Equation[] {
  const before = known.get(name);
  if (before) return before;
  const parsed = equations.map(parseEquation).flatMap(result => (result.ok ? [result.value] : []));
  known.set(name, parsed);
  return parsed;
}
