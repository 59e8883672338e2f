/** Strings of every prefix, f-strings, and strings that stand side by side. */
import type { ExprRule, Lowering } from '../lowering.ts';
import { opaque } from '../lowering.ts';
import { childOf, childOfType, ERROR, named, type SyntaxNode, spanOf } from '../node.ts';
import type { Expr, Span, StringExpr } from '../tree.ts';
import { unescapePython } from './escapes.ts';

export const string: ExprRule = (node, lowering) => {
  const prefix = prefixOf(node, lowering);
  if (prefix.includes('b')) return opaque(node, 'a bytes literal');
  const parts = pieces(node, lowering, prefix);
  if (!/[ft]/.test(prefix))
    return { kind: 'string', ...spanOf(node), value: plainValue(node, lowering, prefix) };
  return { kind: 'template', ...spanOf(node), parts: joined(parts) };
};

/** `"a" "b"`: one string, or one template as soon as one of them is an f-string. */
export const concatenated: ExprRule = (node, lowering) => {
  const strings = named(node).map(child => lowering.expr(child));
  const span = spanOf(node);
  if (strings.every(part => part.kind === 'string')) {
    return { kind: 'string', ...span, value: strings.map(part => part.value).join('') };
  }
  const other = strings.find(part => part.kind === 'opaque');
  if (other?.kind === 'opaque')
    return opaque(
      node,
      other.reason,
      strings.filter(part => part.kind === 'template'),
    );
  const parts = strings.flatMap(part => (part.kind === 'template' ? part.parts : [part]));
  return { kind: 'template', ...span, parts: joined(parts) };
};

/** Text beside text is one text. */
function joined(parts: readonly Expr[]): readonly Expr[] {
  const found: Expr[] = [];
  for (const part of parts) {
    const last = found[found.length - 1];
    if (last?.kind === 'string' && part.kind === 'string') {
      found[found.length - 1] = { ...last, end: part.end, value: last.value + part.value };
    } else found.push(part);
  }
  return found;
}

function prefixOf(node: SyntaxNode, lowering: Lowering): string {
  const start = childOfType(node, 'string_start');
  return start === null
    ? ''
    : lowering
        .textOf(start)
        .replace(/["']+$/, '')
        .toLowerCase();
}

/** What stands between the quotes. The grammar's closing token may begin too early. */
function contentOf(node: SyntaxNode, lowering: Lowering): Span {
  const opening = childOfType(node, 'string_start');
  const closing = childOfType(node, 'string_end');
  const start = opening?.end ?? node.start;
  const quotes = opening === null ? 0 : (/["']*$/.exec(lowering.textOf(opening))?.[0].length ?? 0);
  const closed = closing !== null && !closing.missing;
  return { start, end: Math.max(start, closed ? node.end - quotes : node.end) };
}

function plainValue(node: SyntaxNode, lowering: Lowering, prefix: string): string {
  return decode(lowering.textOf(contentOf(node, lowering)), prefix);
}

/** A string's value has line feeds where the file has CRLF, as in Python. */
function decode(written: string, prefix: string): string {
  const text = written.replace(/\r\n?/g, '\n');
  return prefix.includes('r') ? text : unescapePython(text);
}

/** Text is all that stands between two interpolations. */
function pieces(node: SyntaxNode, lowering: Lowering, prefix: string): readonly Expr[] {
  const { start, end } = contentOf(node, lowering);
  const parts: Expr[] = [];
  let from = start;
  for (const child of node.children) {
    if (child.type !== 'interpolation' && child.type !== ERROR) continue;
    parts.push(...literal({ start: from, end: child.start }, lowering, prefix));
    parts.push(...(child.type === ERROR ? [lowering.expr(child)] : interpolation(child, lowering)));
    from = child.end;
  }
  return [...parts, ...literal({ start: from, end }, lowering, prefix)];
}

function literal(span: Span, lowering: Lowering, prefix: string): readonly StringExpr[] {
  if (span.end <= span.start) return [];
  const written = lowering.textOf(span).replaceAll('{{', '{').replaceAll('}}', '}');
  return [{ kind: 'string', ...span, value: decode(written, prefix) }];
}

/** `{x}` is x; with a conversion or a format it is some text made from x. `{x=}` writes the expression first. */
function interpolation(node: SyntaxNode, lowering: Lowering): readonly Expr[] {
  const expression = childOf(node, 'expression');
  if (expression === null) return [opaque(node, 'a syntax error')];
  const value = lowering.expr(expression);
  const format = childOf(node, 'format_specifier');
  const says = node.children.find(child => child.type === '=');
  if (format === null && says === undefined && childOf(node, 'type_conversion') === null) return [value];
  const isSet = format !== null && /[^:\s]/.test(lowering.textOf(format));
  const isPlain = isSet && says === undefined && childOf(node, 'type_conversion') === null;
  const inFormat = format === null ? [] : named(format).flatMap(part => formatParts(part, lowering));
  const formatted = {
    ...opaque(node, 'a formatted value', [value, ...inFormat]),
    ...(isPlain ? { isFormatted: true as const } : {}),
  };
  if (says === undefined) return [formatted];
  const label = { start: node.start + 1, end: says.end };
  const spaces = /^\s*/.exec(lowering.textOf({ start: says.end, end: node.end }))?.[0] ?? '';
  return [{ kind: 'string', ...label, value: lowering.textOf(label) + spaces }, formatted];
}

function formatParts(node: SyntaxNode, lowering: Lowering): readonly Expr[] {
  const expression = childOf(node, 'expression');
  return expression === null ? [] : [lowering.expr(expression)];
}
