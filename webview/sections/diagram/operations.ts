/** Which operations of the program each node of a drawing stands for. */
import { type Operation, type Program, symbolsIn } from '../../../src/cells/index.ts';
import type { Drawing, Node, Pick } from './drawing.ts';

/** By the node's id; an operation belongs to one node. */
export function operationsOf(drawing: Drawing, program: Program): ReadonlyMap<string, readonly number[]> {
  const own = new Map<string, readonly number[]>();
  const taken = new Set<number>();
  const take = (node: Node, wanted: (operation: Operation) => boolean): void => {
    const found = program.operations
      .filter(each => !taken.has(each.index) && wanted(each))
      .map(({ index }) => index);
    for (const index of found) taken.add(index);
    own.set(node.id, found);
  };
  for (const node of drawing.nodes) if (node.operator) take(node, operation => isPicked(node, operation));
  for (const node of drawing.nodes) if (!node.operator) take(node, ({ target }) => target === node.target);
  return own;
}

function isPicked({ target, operator, reads }: Pick, operation: Operation): boolean {
  const { node } = operation;
  const kind = node.kind === 'apply' ? 'apply' : node.operator;
  if (operation.target !== target || kind !== operator) return false;
  return reads === undefined || symbolsIn(node).includes(reads);
}
