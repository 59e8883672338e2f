/** Patterns of `match` statements. */
import type { Lowering } from '../lowering.ts';
import { childOf, childOfType, firstNamed, has, named, type SyntaxNode, spanOf } from '../node.ts';
import type { Expr, Pattern } from '../tree.ts';

const VALUES = new Set(['integer', 'float', 'string', 'concatenated_string', 'true', 'false', 'none']);

const anyPattern = (node: SyntaxNode, isOpaque: boolean): Pattern => ({
  kind: 'any-pattern',
  ...spanOf(node),
  isOpaque,
});

/** `case a, b:` has several patterns at once. */
export function patternOfCase(
  patterns: readonly SyntaxNode[],
  node: SyntaxNode,
  lowering: Lowering,
): Pattern {
  const [first] = patterns;
  const last = patterns.at(-1);
  if (!first || !last) return anyPattern(node, true);
  if (patterns.length === 1 && !has(node, ',')) return pattern(first, lowering);
  return {
    kind: 'sequence-pattern',
    start: first.start,
    end: last.end,
    items: patterns.map(each => pattern(each, lowering)),
  };
}

const pattern = (node: SyntaxNode, lowering: Lowering, isNegative = false): Pattern =>
  lowering.deeper(
    () => patternOf(node, lowering, isNegative),
    () => anyPattern(node, true),
  );

function patternOf(node: SyntaxNode, lowering: Lowering, isNegative: boolean): Pattern {
  const span = spanOf(node);
  const parts = named(node);
  switch (node.type) {
    case 'case_pattern': {
      const inner = firstNamed(node);
      return inner ? pattern(inner, lowering, childOfType(node, '-') !== null) : anyPattern(node, false);
    }
    case 'as_pattern': {
      const [inner, name] = parts;
      return inner && name
        ? { kind: 'as-pattern', ...span, pattern: pattern(inner, lowering), name: lowering.textOf(name) }
        : anyPattern(node, true);
    }
    case 'union_pattern':
      return { kind: 'or-pattern', ...span, patterns: alternatives(node, lowering) };
    case 'tuple_pattern': {
      const [only] = parts;
      if (only && parts.length === 1 && !has(node, ',') && !isRest(only)) return pattern(only, lowering);
      return { kind: 'sequence-pattern', ...span, items: parts.map(each => pattern(each, lowering)) };
    }
    case 'list_pattern':
      return { kind: 'sequence-pattern', ...span, items: parts.map(each => pattern(each, lowering)) };
    case 'splat_pattern':
      return { kind: 'rest-pattern', ...span, name: restName(node, lowering) };
    case 'dict_pattern':
      return mapping(node, lowering);
    case 'class_pattern':
      return classPattern(node, lowering);
    case 'dotted_name': {
      if (parts.length !== 1) return { kind: 'value-pattern', ...span, value: lowering.expr(node) };
      const name = lowering.textOf(node);
      return name === '_' ? anyPattern(node, false) : { kind: 'capture-pattern', ...span, name };
    }
    default:
      return VALUES.has(node.type)
        ? { kind: 'value-pattern', ...span, value: literal(node, lowering, isNegative) }
        : anyPattern(node, true);
  }
}

function literal(node: SyntaxNode, lowering: Lowering, isNegative: boolean): Expr {
  const operand = lowering.expr(node);
  return isNegative ? { kind: 'unary', ...spanOf(node), op: '-', operand } : operand;
}

const isRest = (node: SyntaxNode): boolean => firstNamed(node)?.type === 'splat_pattern';

/** The minus sign of a negative number stands beside it. */
function alternatives(node: SyntaxNode, lowering: Lowering): readonly Pattern[] {
  const found: Pattern[] = [];
  let isNegative = false;
  for (const child of node.children) {
    if (child.type === '_') found.push(anyPattern(child, false));
    else if (child.named) found.push(pattern(child, lowering, isNegative));
    isNegative = child.type === '-';
  }
  return found;
}

function restName(node: SyntaxNode, lowering: Lowering): string | null {
  const name = firstNamed(node);
  const text = name && lowering.textOf(name);
  return text === '_' ? null : text;
}

function mapping(node: SyntaxNode, lowering: Lowering): Pattern {
  const keys = node.children.filter(child => child.field === 'key');
  const values = node.children.filter(child => child.field === 'value');
  const rest = named(node).find(child => child.type === 'splat_pattern' || isRest(child));
  const inner = rest?.type === 'splat_pattern' ? rest : rest && firstNamed(rest);
  const entries = keys.flatMap((key, i) => {
    const value = values[i];
    const lowered = pattern(key, lowering);
    return value && lowered.kind === 'value-pattern'
      ? [{ key: lowered.value, pattern: pattern(value, lowering) }]
      : [];
  });
  if (entries.length < keys.length) return anyPattern(node, true);
  return {
    kind: 'mapping-pattern',
    ...spanOf(node),
    entries,
    rest: inner ? restName(inner, lowering) : null,
  };
}

function classPattern(node: SyntaxNode, lowering: Lowering): Pattern {
  const [name, ...parts] = named(node);
  if (!name) return anyPattern(node, true);
  const keywords = parts.flatMap(part => keywordOf(part) ?? []);
  return {
    kind: 'class-pattern',
    ...spanOf(node),
    class: lowering.expr(name),
    items: parts.filter(part => !keywordOf(part)).map(part => pattern(part, lowering)),
    attributes: keywords.flatMap(keyword => {
      const [attribute] = named(keyword);
      if (!attribute) return [];
      const [, value] = named(keyword);
      const inner = value
        ? pattern(value, lowering, childOfType(keyword, '-') !== null)
        : anyPattern(keyword, false);
      return [{ name: lowering.textOf(attribute), pattern: inner }];
    }),
  };
}

function keywordOf(part: SyntaxNode): SyntaxNode | undefined {
  const inner = part.type === 'case_pattern' ? firstNamed(part) : part;
  return inner?.type === 'keyword_pattern' ? inner : undefined;
}

export const guardOf = (node: SyntaxNode, lowering: Lowering): Expr | null => {
  const guard = childOf(node, 'guard');
  return guard === null ? null : lowering.maybe(firstNamed(guard));
};
