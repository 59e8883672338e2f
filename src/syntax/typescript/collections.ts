/** Array and object literals. */
import type { ExprRule, Lowering } from '../lowering.ts';
import { opaque, syntaxError } from '../lowering.ts';
import { childOf, ERROR, firstNamed, has, named, type SyntaxNode, spanOf } from '../node.ts';
import type { DictEntry, Expr, StringExpr } from '../tree.ts';
import { functionOf } from './functions.ts';
import { withHoles } from './holes.ts';
import { stringValue } from './literals.ts';

export const array: ExprRule = (node, lowering) => ({
  kind: 'list',
  ...spanOf(node),
  items: withHoles(node).map(item =>
    item.node === null ? { kind: 'none', ...item.at } : element(item.node, lowering),
  ),
});

function element(node: SyntaxNode, lowering: Lowering): Expr {
  const value = lowering.expr(node);
  return node.type === ERROR ? { kind: 'spread', ...spanOf(node), value } : value;
}

export const spread: ExprRule = (node, lowering) => {
  const inner = firstNamed(node);
  return inner === null
    ? syntaxError(node, lowering)
    : { kind: 'spread', ...spanOf(node), value: lowering.expr(inner) };
};

export const object: ExprRule = (node, lowering) => ({
  kind: 'dict',
  ...spanOf(node),
  entries: named(node).flatMap(child => entries(child, lowering)),
});

/** A setter gives the object no value. */
function entries(node: SyntaxNode, lowering: Lowering): readonly DictEntry[] {
  const span = spanOf(node);
  switch (node.type) {
    case 'shorthand_property_identifier': {
      const written = lowering.textOf(node);
      return [
        {
          ...span,
          key: { kind: 'string', ...span, value: written },
          value: { kind: 'name', ...span, name: written },
        },
      ];
    }
    case 'pair': {
      const value = childOf(node, 'value');
      return [
        {
          ...span,
          key: keyOf(node, lowering),
          value: value === null ? syntaxError(node, lowering) : lowering.expr(value),
        },
      ];
    }
    case 'method_definition':
      return has(node, 'set') ? [] : [{ ...span, key: keyOf(node, lowering), value: method(node, lowering) }];
    case 'spread_element':
      return [{ ...span, key: null, value: lowering.expr(firstNamed(node) ?? node) }];
    default:
      return [{ ...span, key: null, value: lowering.expr(node) }];
  }
}

function method(node: SyntaxNode, lowering: Lowering): Expr {
  const made = functionOf(node, lowering);
  return has(node, 'get') ? opaque(node, 'a getter', [made]) : made;
}

function keyOf(node: SyntaxNode, lowering: Lowering): Expr {
  const key = childOf(node, 'key') ?? childOf(node, 'name');
  if (key === null) return syntaxError(node, lowering);
  return propertyKey(key, lowering) ?? lowering.expr(firstNamed(key) ?? key);
}

/** The name a property is written with: `a`, `'a'`, `1` and `['a']`; null where it is computed. */
export function propertyKey(node: SyntaxNode, lowering: Lowering): StringExpr | null {
  const inner = node.type === 'computed_property_name' ? firstNamed(node) : node;
  if (inner === null) return null;
  const span = spanOf(inner);
  if (inner.type === 'string') return { kind: 'string', ...span, value: stringValue(inner, lowering) };
  if (inner.type === 'number')
    return { kind: 'string', ...span, value: String(Number(lowering.textOf(inner).replaceAll('_', ''))) };
  return inner === node ? { kind: 'string', ...span, value: lowering.textOf(inner) } : null;
}
