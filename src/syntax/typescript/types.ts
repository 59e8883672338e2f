/** Annotations: named types are kept as expressions (`tf.Tensor3D` tells a rank), others are opaque. */
import type { Lowering } from '../lowering.ts';
import { opaque } from '../lowering.ts';
import { firstNamed, named, type SyntaxNode, spanOf } from '../node.ts';
import type { Expr } from '../tree.ts';

export function annotationOf(node: SyntaxNode | null, lowering: Lowering): Expr | null {
  const type = node === null ? null : firstNamed(node);
  return type === null
    ? null
    : lowering.deeper(
        () => typeExpr(type, lowering),
        () => opaque(type, 'a type'),
      );
}

function typeExpr(node: SyntaxNode, lowering: Lowering): Expr {
  const span = spanOf(node);
  switch (node.type) {
    case 'type_identifier':
    case 'predefined_type':
    case 'identifier':
      return { kind: 'name', ...span, name: lowering.textOf(node) };
    case 'nested_type_identifier':
    case 'nested_identifier':
      return nested(node, lowering);
    case 'generic_type':
      return generic(node, lowering);
    default:
      return opaque(node, 'a type');
  }
}

function nested(node: SyntaxNode, lowering: Lowering): Expr {
  const [object, name] = named(node);
  if (object === undefined || name === undefined) return opaque(node, 'a type');
  return {
    kind: 'attribute',
    ...spanOf(node),
    object: typeExpr(object, lowering),
    name: lowering.textOf(name),
    nameSpan: spanOf(name),
    optional: false,
  };
}

function generic(node: SyntaxNode, lowering: Lowering): Expr {
  const [object, parameters] = named(node);
  if (object === undefined || parameters === undefined) return opaque(node, 'a type');
  const indices = named(parameters).map(child =>
    lowering.deeper(
      () => typeExpr(child, lowering),
      () => opaque(child, 'a type'),
    ),
  );
  return { kind: 'index', ...spanOf(node), object: typeExpr(object, lowering), indices };
}
