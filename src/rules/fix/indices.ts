/** Fixes of floats that are drawn where an embedding takes indices: converted they are below 0, or all 0; drawn from the rows that there are, they are not. */
import { constantOf } from '../../shapes/index.ts';
import type { Argument, CallExpr, Expr } from '../../syntax/tree.ts';
import type { ArgumentConflict } from '../../values/index.ts';
import type { Facts } from '../tell/facts.ts';
import { code } from '../tell/words.ts';
import { type Fix, replacing } from './fix.ts';
import { textAt } from './source.ts';

/** `torch.randn(4, 12)`, `torch.rand(4, 12)`. */
export function isDrawn(expr: Expr): expr is CallExpr {
  return expr.kind === 'call' && expr.callee.kind === 'attribute' && /^randn?$/.test(expr.callee.name);
}

/** `torch.randint(0, 100, (4, 12))` in its place; undefined where the rows are not known. */
export function fixDrawn(
  { layer }: ArgumentConflict,
  drawn: CallExpr,
  file: string,
  facts: Facts,
): Fix | undefined {
  const textOf = (span: Expr | Argument): string => textAt(facts, { file, start: span.start, end: span.end });
  const rows = /^Embedding/.test(layer?.class.name ?? '') ? rowsOf(layer) : undefined;
  const shape = shapeIn(drawn, textOf);
  if (drawn.callee.kind !== 'attribute' || !rows || shape === undefined) return undefined;
  const further = drawn.arguments.filter(({ name }) => name !== null && !DROPPED.has(name)).map(textOf);
  const text = `${textOf(drawn.callee.object)}.randint(${[0, rows, shape, ...further].join(', ')})`;
  return {
    title: `Write ${code(text)}`,
    edits: [replacing({ file, start: drawn.start, end: drawn.end }, text)],
    isSafe: false,
  };
}

/** The shape has a place of its own, and integers have neither a dtype of floats nor gradients. */
const DROPPED: ReadonlySet<string> = new Set(['size', 'dtype', 'requires_grad']);

function rowsOf(layer: ArgumentConflict['layer']): number | undefined {
  const table = layer?.layer?.built.value.weights?.find(({ name }) => name === 'weight')?.shape;
  return table?.[0] && constantOf(table[0]);
}

/** `4, 12` is `(4, 12)`; one name may be a size or a tuple of them, and is left. */
function shapeIn(
  { arguments: given }: CallExpr,
  textOf: (part: Expr | Argument) => string,
): string | undefined {
  const sizes = given.filter(({ name, spread }) => name === null && spread !== 'dict');
  const [first] = sizes;
  const named = given.find(({ name }) => name === 'size');
  if (given.some(({ spread }) => spread === 'dict')) return undefined;
  if (named) return sizes.length === 0 ? textOf(named.value) : undefined;
  if (!first) return undefined;
  if (sizes.length > 1) return `(${sizes.map(textOf).join(', ')})`;
  if (first.spread !== null || first.value.kind === 'number') return `(${textOf(first)},)`;
  return first.value.kind === 'tuple' || first.value.kind === 'list' ? textOf(first) : undefined;
}
