/**
 * `type X = list[int]`, and what the grammar takes for one: it reads `type(self).count = 1` as an alias called `(self).count`.
 */
import type { Lowering, StmtRule } from '../lowering.ts';
import { opaque } from '../lowering.ts';
import { childOf, firstNamed, type SyntaxNode, spanOf } from '../node.ts';
import type { Target } from '../tree.ts';

export const typeAlias: StmtRule = (node, lowering) => {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  const name = left === null ? null : firstNamed(left);
  if (name === null || right === null) return [];
  const bare = name.type === 'generic_type' ? (firstNamed(name) ?? name) : name;
  const value = lowering.expr(right);
  const assign = (target: Target, assigned = value) =>
    [
      {
        kind: 'assign',
        ...spanOf(node),
        targets: [target],
        value: assigned,
        annotation: null,
        declares: null,
      },
    ] as const;
  if (bare.type === 'identifier')
    return assign(lowering.target(bare), opaque(right, 'a type alias', [value]));
  return assign(lowering.target(callOfType(name, node.start, lowering)));
};

const BEGINNINGS = ['object', 'value', 'function'];

/** The same node with `type(...)` in place of the parentheses it begins with. */
function callOfType(node: SyntaxNode, start: number, lowering: Lowering): SyntaxNode {
  if (node.type === 'parenthesized_expression' || node.type === 'tuple') return call(node, start);
  return lowering.deeper(
    () => ({
      ...node,
      start,
      children: node.children.map(child =>
        BEGINNINGS.includes(child.field ?? '') ? callOfType(child, start, lowering) : child,
      ),
    }),
    () => node,
  );
}

function call(parentheses: SyntaxNode, start: number): SyntaxNode {
  const leaf = { named: true, missing: false, children: [] };
  const name = { ...leaf, type: 'identifier', field: 'function', start, end: start + 'type'.length };
  const args = { ...parentheses, type: 'argument_list', field: 'arguments' };
  return { ...parentheses, type: 'call', start, children: [name, args] };
}
