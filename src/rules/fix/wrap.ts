/** Fixes that put something around or behind the code of one tensor. */
import type { FrameworkName, Operand } from '../../values/index.ts';
import type { Facts } from '../tell/facts.ts';
import type { NewAxis } from '../tell/new-axis.ts';
import { type Fix, replacing } from './fix.ts';
import { asOperand, exprAt, textAt } from './source.ts';

/** Replaces the code of an operand by what `write` makes of it. */
export function rewriting(
  { at }: Pick<Operand, 'at'>,
  facts: Facts,
  title: string,
  write: (code: string) => string,
): Fix | undefined {
  const expr = exprAt(facts, at);
  const written = textAt(facts, at);
  if (!expr || written === '') return undefined;
  const text = write(asOperand(written, expr));
  // What is only put behind leaves room for edits of what stands before it.
  const edit = text.startsWith(written)
    ? replacing({ ...at, start: at.end }, text.slice(written.length))
    : replacing(at, text);
  return { title, edits: [edit], isSafe: false };
}

/** Frameworks whose tensors have `unsqueeze`. */
const UNSQUEEZES: ReadonlySet<FrameworkName> = new Set(['torch', 'paddle', 'mindspore']);

/** Code that puts an axis of size 1 into a tensor. */
export function withAxis(code: string, axis: NewAxis, framework: FrameworkName): string {
  if (framework === 'tfjs') return `${code}.expandDims(${axis})`;
  if (UNSQUEEZES.has(framework)) return `${code}.unsqueeze(${axis})`;
  const index = { 0: '[None]', 1: '[:, None]', [-1]: '[..., None]' } as const;
  return `${code}${index[axis]}`;
}
