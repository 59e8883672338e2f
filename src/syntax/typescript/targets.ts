/** What TypeScript assigns to and declares. */
import { attributeTarget, unassignable } from '../both.ts';
import type { Lowering } from '../lowering.ts';
import { opaque } from '../lowering.ts';
import { childOf, ERROR, firstNamed, named, type SyntaxNode, spanOf } from '../node.ts';
import type { ObjectTarget, Target } from '../tree.ts';
import { propertyKey } from './collections.ts';
import { withHoles } from './holes.ts';

const NAMES = new Set([
  'identifier',
  'type_identifier',
  'shorthand_property_identifier_pattern',
  'shorthand_property_identifier',
  'undefined',
  'this',
]);

export function target(node: SyntaxNode, lowering: Lowering): Target {
  const span = spanOf(node);
  if (NAMES.has(node.type)) return { kind: 'name', ...span, name: lowering.textOf(node) };
  switch (node.type) {
    case 'member_expression':
      return attributeTarget(node, lowering, 'property');
    case 'subscript_expression':
      return indexTarget(node, lowering);
    case 'array_pattern':
    case 'array':
      return sequence(node, lowering);
    case 'object_pattern':
    case 'object':
      return { kind: 'object', ...span, properties: named(node).flatMap(child => property(child, lowering)) };
    case 'rest_pattern':
    case 'spread_element':
      return { kind: 'rest', ...span, target: inner(node, lowering) };
    case 'assignment_pattern':
    case 'object_assignment_pattern':
    case 'assignment_expression':
      return withDefault(node, lowering);
    default:
      return unassignable(node, lowering);
  }
}

function sequence(node: SyntaxNode, lowering: Lowering): Target {
  const items = withHoles(node).map(item => (item.node === null ? null : lowering.target(item.node)));
  return { kind: 'sequence', ...spanOf(node), items };
}

function indexTarget(node: SyntaxNode, lowering: Lowering): Target {
  const object = childOf(node, 'object');
  const index = childOf(node, 'index');
  if (object === null || index === null) return unassignable(node, lowering);
  return { kind: 'index', ...spanOf(node), object: lowering.expr(object), indices: [lowering.expr(index)] };
}

function withDefault(node: SyntaxNode, lowering: Lowering): Target {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  if (left === null || right === null) return unassignable(node, lowering);
  return { kind: 'default', ...spanOf(node), target: lowering.target(left), value: lowering.expr(right) };
}

function property(node: SyntaxNode, lowering: Lowering): readonly ObjectTarget[] {
  const span = spanOf(node);
  switch (node.type) {
    case ERROR:
      return [];
    case 'rest_pattern':
    case 'spread_element':
      return [{ ...span, key: null, target: inner(node, lowering) }];
    case 'pair_pattern':
    case 'pair':
      return pair(node, lowering);
    default: {
      const name = childOf(node, 'left') ?? node;
      return [{ ...span, key: lowering.textOf(name), target: lowering.target(node) }];
    }
  }
}

/** A computed key may be any: what it gives is unknown. */
function pair(node: SyntaxNode, lowering: Lowering): readonly ObjectTarget[] {
  const key = childOf(node, 'key');
  const value = childOf(node, 'value');
  if (key === null || value === null) return [];
  const written = propertyKey(key, lowering);
  const bound = lowering.target(value);
  if (written !== null) return [{ ...spanOf(node), key: written.value, target: bound }];
  const unknown = opaque(key, 'a computed key', [lowering.expr(firstNamed(key) ?? key)]);
  const span = spanOf(node);
  return [
    {
      ...span,
      key: lowering.textOf(key),
      target: { kind: 'default', ...span, target: bound, value: unknown },
    },
  ];
}

function inner(node: SyntaxNode, lowering: Lowering): Target {
  const only = firstNamed(node);
  return only === null ? { kind: 'sequence', ...spanOf(node), items: [] } : lowering.target(only);
}

/** Every name that a target binds. */
export function namesBound(bound: Target): readonly Extract<Target, { kind: 'name' }>[] {
  switch (bound.kind) {
    case 'name':
      return [bound];
    case 'sequence':
      return bound.items.flatMap(item => (item === null ? [] : namesBound(item)));
    case 'object':
      return bound.properties.flatMap(one => namesBound(one.target));
    case 'rest':
    case 'default':
      return namesBound(bound.target);
    default:
      return [];
  }
}
