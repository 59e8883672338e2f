/**
 * Branches that the program as it stands does not take are run for the eye only: hovers work in them, but nothing that happens there is a fact or a
 * problem, and their effects are undone.
 */
import type { Stmt } from '../syntax/tree.ts';
import type { Frame } from './frame.ts';
import type { Machine } from './machine.ts';
import { executeBlock, inner } from './statements.ts';

export function shadow(m: Machine, frame: Frame, block: readonly Stmt[]): void {
  if (block.length === 0 || m.run.hasRun(block)) return;
  m.run.enter(block);
  const { statement } = m;
  const [exits, returns] = [frame.exits.length, frame.returns.length];
  const mark = m.heap.open();
  m.shadowed++;
  try {
    executeBlock(m, inner(frame), block);
  } finally {
    m.shadowed--;
    m.heap.undoTo(mark);
    m.heap.close();
    frame.exits.length = exits;
    frame.returns.length = returns;
    m.statement = statement;
  }
}
