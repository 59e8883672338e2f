/** What Python assigns to. */
import { attributeTarget, unassignable } from '../both.ts';
import type { Lowering } from '../lowering.ts';
import { childOf, ERROR, firstNamed, has, named, type SyntaxNode, spanOf } from '../node.ts';
import type { Target } from '../tree.ts';
import { indicesOf } from './access.ts';

const SEQUENCES = new Set([
  'pattern_list',
  'tuple_pattern',
  'list_pattern',
  'tuple',
  'list',
  'expression_list',
]);
const RESTS = new Set(['list_splat_pattern', 'list_splat', 'dictionary_splat_pattern', 'splat_pattern']);

export function target(node: SyntaxNode, lowering: Lowering): Target {
  const span = spanOf(node);
  if (node.type === 'identifier') return { kind: 'name', ...span, name: lowering.textOf(node) };
  if (node.type === 'attribute') return attributeTarget(node, lowering, 'attribute');
  if (node.type === 'as_pattern_target') return wrapped(node, lowering);
  if (SEQUENCES.has(node.type)) return sequence(node, lowering);
  if (RESTS.has(node.type)) return { kind: 'rest', ...span, target: wrapped(node, lowering) };
  const object = node.type === 'subscript' ? childOf(node, 'value') : null;
  if (object === null) return unassignable(node, lowering);
  return { kind: 'index', ...span, object: lowering.expr(object), indices: indicesOf(node, lowering) };
}

/** `(a) = 1` is no tuple. */
function sequence(node: SyntaxNode, lowering: Lowering): Target {
  const items = named(node).filter(child => child.type !== ERROR);
  const only = items.length === 1 ? items[0] : undefined;
  if (node.type === 'tuple_pattern' && only !== undefined && !has(node, ',')) return lowering.target(only);
  return { kind: 'sequence', ...spanOf(node), items: items.map(child => lowering.target(child)) };
}

function wrapped(node: SyntaxNode, lowering: Lowering): Target {
  const inner = firstNamed(node);
  return inner === null ? { kind: 'sequence', ...spanOf(node), items: [] } : lowering.target(inner);
}
