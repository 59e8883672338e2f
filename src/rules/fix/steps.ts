/** Fixes of cells that are written down by hand: one step of the sequence, and the matrix product for the element-wise one. */

import { profileOf } from '../../profiles/index.ts';
import type { FrameworkName, MisreadConflict, Operand, OperandConflict } from '../../values/index.ts';
import type { Facts } from '../tell/facts.ts';
import { elementwiseProduct, factorsOf, stepAt, wholeSequence } from '../tell/whole-sequence.ts';
import { type Fix, replacing } from './fix.ts';
import { exprAt, textAt } from './source.ts';
import { rewriting } from './wrap.ts';

/** One row of an operand: of the loop around it, or the first; as a row, or as a column for equations that are written with columns. */
export function takingStep(
  operand: Pick<Operand, 'at'>,
  framework: FrameworkName,
  facts: Facts,
): readonly (Fix | undefined)[] {
  const step = stepAt(operand.at, facts);
  const row = (code: string): string => profileOf(framework).wording.algebra.row(code, step);
  const column = (code: string): string => `${row(code)}[:, None]`;
  return (framework === 'tfjs' ? [row] : [column, row]).map(write =>
    rewriting(operand, facts, `Take one time step: \`${write(textAt(facts, operand.at))}\``, write),
  );
}

/** What is put right inside of an operand that is combined element by element. */
export function fixCell(conflict: OperandConflict, facts: Facts): readonly (Fix | undefined)[] {
  const product = elementwiseProduct(conflict, facts);
  if (product) {
    const [first, last] = [product.matrix.at, product.input.at].sort((a, b) => a.start - b.start);
    if (!first || !last) return [];
    const place = { file: first.file, start: first.start, end: last.end };
    const title = `Take the matrix product of one time step: \`${product.meant}\``;
    return [{ title, edits: [replacing(place, product.meant)], isSafe: false }];
  }
  const whole = wholeSequence(conflict, facts);
  return whole ? takingStep({ at: whole.at }, conflict.framework, facts).toReversed() : [];
}

/** One step in the place of the whole sequence in the product that gave `wide`: its columns are the steps (axis 1), or its rows. */
export function takingLine(
  { tensor, axis = 1, framework }: MisreadConflict,
  facts: Facts,
): readonly (Fix | undefined)[] {
  const site = tensor.tensor?.source.site;
  const product = [tensor.at, ...(site ? [site] : [])]
    .map(at => ({ file: at.file, expr: exprAt(facts, at) }))
    .find(({ expr }) => expr?.kind === 'binary' || expr?.kind === 'call');
  const factors = product?.expr ? factorsOf(product.expr) : undefined;
  const input = factors?.[axis === 0 ? 0 : 1];
  if (!product || factors?.length !== 2 || !input || framework === 'tfjs') return [];
  const at = { ...tensor.at, file: product.file, start: input.start, end: input.end };
  const step = stepAt(at, facts);
  const next = /^\d+$/.test(step) ? String(Number(step) + 1) : `${step} + 1`;
  const index = axis === 0 ? `[${step}:${next}]` : `[:, ${step}:${next}]`;
  const title = `Take one time step: \`${textAt(facts, at)}${index}\``;
  return [rewriting({ at }, facts, title, code => `${code}${index}`)];
}
