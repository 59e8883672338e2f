/** Numbers, strings, template literals, regular expressions. */
import type { ExprRule, Lowering } from '../lowering.ts';
import { opaque } from '../lowering.ts';
import { ERROR, firstNamed, type SyntaxNode, spanOf } from '../node.ts';
import type { Expr, StringExpr } from '../tree.ts';
import { unescapeJavaScript } from './escapes.ts';

/** Source: ECMA-262, "Numeric Literals", with the octal form of old scripts (`017`). */
export const number: ExprRule = (node, lowering) => {
  const digits = lowering.textOf(node).replaceAll('_', '').toLowerCase();
  if (/^(0[xob])?[0-9a-f]+n$/.test(digits)) return opaque(node, 'a bigint');
  const value = /^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
  return { kind: 'number', ...spanOf(node), value, float: !Number.isInteger(value) };
};

export const string: ExprRule = (node, lowering) => ({
  kind: 'string',
  ...spanOf(node),
  value: stringValue(node, lowering),
});

/** The text a quoted string denotes. */
export function stringValue(node: SyntaxNode, lowering: Lowering): string {
  const written = lowering.textOf(node);
  const closed = written.length > 1 && written.endsWith(written.charAt(0));
  return unescapeJavaScript(written.slice(1, closed ? -1 : undefined));
}

/** The grammar splits text at escapes; here a piece is all that stands between two substitutions. */
export const template: ExprRule = (node, lowering) => {
  const parts: Expr[] = [];
  let from = node.start + 1;
  for (const child of node.children) {
    if (child.type !== 'template_substitution' && child.type !== ERROR) continue;
    parts.push(...text(from, child.start, lowering), ...substituted(child, lowering));
    from = child.end;
  }
  const closed = node.end - node.start > 1 && lowering.textOf(node).endsWith('`');
  return {
    kind: 'template',
    ...spanOf(node),
    parts: [...parts, ...text(from, closed ? node.end - 1 : node.end, lowering)],
  };
};

function text(start: number, end: number, lowering: Lowering): readonly StringExpr[] {
  if (end <= start) return [];
  const written = lowering.textOf({ start, end }).replace(/\r\n?/g, '\n');
  return [{ kind: 'string', start, end, value: unescapeJavaScript(written) }];
}

function substituted(node: SyntaxNode, lowering: Lowering): readonly Expr[] {
  const inner = node.type === ERROR ? node : firstNamed(node);
  return inner === null ? [] : [lowering.expr(inner)];
}

export const regex: ExprRule = node => opaque(node, 'a regular expression');
