/** Annotations, which are expressions: `list[int]` is an index, `A | None` a binary operation. */
import type { ExprRule } from '../lowering.ts';
import { syntaxError } from '../lowering.ts';
import { named, spanOf } from '../node.ts';

export const generic: ExprRule = (node, lowering) => {
  const [object, parameters] = named(node);
  if (object === undefined || parameters === undefined) return syntaxError(node, lowering);
  const indices = named(parameters).map(child => lowering.expr(child));
  return { kind: 'index', ...spanOf(node), object: lowering.expr(object), indices };
};

export const union: ExprRule = (node, lowering) => {
  const [left, right] = named(node);
  if (left === undefined || right === undefined) return syntaxError(node, lowering);
  return { kind: 'binary', ...spanOf(node), op: '|', left: lowering.expr(left), right: lowering.expr(right) };
};

export const member: ExprRule = (node, lowering) => {
  const [object, name] = named(node);
  if (object === undefined || name === undefined) return syntaxError(node, lowering);
  return {
    kind: 'attribute',
    ...spanOf(node),
    object: lowering.expr(object),
    name: lowering.textOf(name),
    nameSpan: spanOf(name),
    optional: false,
  };
};
