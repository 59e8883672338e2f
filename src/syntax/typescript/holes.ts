/** The items of an array or array pattern with its holes, which the grammar shows only as commas. */
import type { SyntaxNode } from '../node.ts';
import type { Span } from '../tree.ts';

export interface Slot {
  /** null for a hole. */
  readonly node: SyntaxNode | null;
  readonly at: Span;
}

export function withHoles(node: SyntaxNode): readonly Slot[] {
  const slots: Slot[] = [];
  let filled = false;
  for (const child of node.children) {
    if (child.named) {
      slots.push({ node: child, at: child });
      filled = true;
    } else if (child.type === ',') {
      if (!filled) slots.push({ node: null, at: { start: child.start, end: child.start } });
      filled = false;
    }
  }
  return slots;
}
