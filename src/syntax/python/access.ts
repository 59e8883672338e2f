/** Names, attributes, subscripts and calls. */
import type { ExprRule, Lowering } from '../lowering.ts';
import { opaque, syntaxError } from '../lowering.ts';
import { childOf, childrenOf, ERROR, has, named, type SyntaxNode, spanOf } from '../node.ts';
import type { Argument, Expr, Index, Span } from '../tree.ts';

export const name: ExprRule = (node, lowering) => ({
  kind: 'name',
  ...spanOf(node),
  name: lowering.textOf(node),
});

export const attribute: ExprRule = (node, lowering) => {
  const object = childOf(node, 'object');
  const attr = childOf(node, 'attribute');
  if (object === null || attr === null || attr.missing) return syntaxError(node, lowering);
  const rest = { name: lowering.textOf(attr), nameSpan: spanOf(attr), optional: false };
  return starOutside(lowering.expr(object), node, (inner, span) => ({
    kind: 'attribute',
    ...span,
    object: inner,
    ...rest,
  }));
};

/** The grammar reads `{*f(x)}` as a call of `*f`. */
function starOutside(first: Expr, whole: SyntaxNode, make: (first: Expr, span: Span) => Expr): Expr {
  if (first.kind !== 'spread') return make(first, spanOf(whole));
  const value = make(first.value, { start: first.value.start, end: whole.end });
  return { kind: 'spread', ...spanOf(whole), value };
}

/** `a.b.c` where the grammar has one flat node: patterns, decorators of old, imports. */
export const dotted: ExprRule = (node, lowering) => {
  const [first, ...rest] = named(node);
  if (first === undefined) return syntaxError(node, lowering);
  return rest.reduce(
    (object, part) => ({
      kind: 'attribute',
      start: node.start,
      end: part.end,
      object,
      name: lowering.textOf(part),
      nameSpan: spanOf(part),
      optional: false,
    }),
    lowering.expr(first),
  );
};

export const subscript: ExprRule = (node, lowering) => {
  const object = childOf(node, 'value');
  if (object === null) return syntaxError(node, lowering);
  const indices = indicesOf(node, lowering);
  return starOutside(lowering.expr(object), node, (inner, span) => ({
    kind: 'index',
    ...span,
    object: inner,
    indices,
  }));
};

export function indicesOf(node: SyntaxNode, lowering: Lowering): readonly Index[] {
  return childrenOf(node, 'subscript').map(child =>
    child.type === 'slice' ? slice(child, lowering) : lowering.expr(child),
  );
}

function slice(node: SyntaxNode, lowering: Lowering): Index {
  const bounds: [SyntaxNode | null, SyntaxNode | null, SyntaxNode | null] = [null, null, null];
  let place = 0;
  for (const child of node.children) {
    if (child.type === ':') place += 1;
    else if (child.named && place < 3) bounds[place] = child;
  }
  const [lower, upper, step] = bounds;
  return {
    kind: 'slice',
    ...spanOf(node),
    lower: lowering.maybe(lower),
    upper: lowering.maybe(upper),
    step: lowering.maybe(step),
  };
}

export const call: ExprRule = (node, lowering) => {
  const callee = childOf(node, 'function');
  const args = childOf(node, 'arguments');
  if (callee === null || args === null) return syntaxError(node, lowering);
  const rest = { arguments: argumentsOf(args, lowering), constructs: false, argumentsSpan: spanOf(args) };
  return starOutside(lowering.expr(callee), node, (inner, span) => ({
    kind: 'call',
    ...span,
    callee: inner,
    ...rest,
  }));
};

/** The arguments between parentheses; of `f(x for x in xs)` the generator is the one argument. */
export function argumentsOf(list: SyntaxNode, lowering: Lowering): readonly Argument[] {
  if (list.type !== 'argument_list') return [argument(list, lowering)];
  const items = named(list);
  return items.flatMap((child, i) => {
    const next = items[i + 1];
    const previous = items[i - 1];
    if (next !== undefined && isHalfKeyword(child, next, lowering))
      return [halfKeyword(child, next, lowering)];
    if (previous !== undefined && isHalfKeyword(previous, child, lowering)) return [];
    return [argument(child, lowering)];
  });
}

/** `units=` without a value, as it stands while it is being typed. */
function isHalfKeyword(name: SyntaxNode, equals: SyntaxNode, lowering: Lowering): boolean {
  return name.type === 'identifier' && equals.type === ERROR && lowering.textOf(equals).trim() === '=';
}

function halfKeyword(name: SyntaxNode, { end }: SyntaxNode, lowering: Lowering): Argument {
  const value = opaque({ start: end, end }, 'a missing value');
  return { start: name.start, end, name: lowering.textOf(name), spread: null, value };
}

function argument(node: SyntaxNode, lowering: Lowering): Argument {
  if (node.type === ERROR) return unknownArguments(node, lowering);
  if (node.type === 'keyword_argument') return keyword(node, lowering);
  const spread = spreadOf(node);
  const inner = spread === null ? node : (innermost(node) ?? node);
  const value = lowering.expr(inner);
  if (spread === null && value.kind === 'spread')
    return { ...spanOf(node), name: null, spread: 'list', value: value.value };
  return { ...spanOf(node), name: null, spread, value };
}

function spreadOf(node: SyntaxNode): 'list' | 'dict' | null {
  if (node.type === 'list_splat' || node.type === 'parenthesized_list_splat') return 'list';
  return node.type === 'dictionary_splat' ? 'dict' : null;
}

function innermost(node: SyntaxNode): SyntaxNode | null {
  const inner = named(node)[0] ?? null;
  return inner !== null && inner.type === 'list_splat' ? innermost(inner) : inner;
}

function keyword(node: SyntaxNode, lowering: Lowering): Argument {
  const key = childOf(node, 'name');
  const value = childOf(node, 'value');
  const name = key === null ? '' : lowering.textOf(key);
  return {
    ...spanOf(node),
    name,
    spread: null,
    value: value === null ? syntaxError(node, lowering) : lowering.expr(value),
  };
}

/** What cannot be read among arguments may stand for any number of them, by position or (where it has a `=`) by name. */
function unknownArguments(node: SyntaxNode, lowering: Lowering): Argument {
  const spread = has(node, '=') ? 'dict' : 'list';
  const parts = named(node).map(child => lowering.expr(child));
  return { ...spanOf(node), name: null, spread, value: opaque(node, 'a syntax error', parts) };
}
