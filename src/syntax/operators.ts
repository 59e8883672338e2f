/** Operators that both languages spell alike. */
import type { BinaryOp } from './tree.ts';

const OPS: readonly BinaryOp[] = ['+', '-', '*', '/', '//', '%', '**', '@', '<<', '>>', '&', '|', '^'];

export const BINARY_OPS: ReadonlyMap<string, BinaryOp> = new Map(OPS.map(op => [op, op]));

/** The operator of `+=` and its like. */
export function augmentOp(written: string): BinaryOp | null {
  return BINARY_OPS.get(written.replace(/=$/, '')) ?? null;
}
