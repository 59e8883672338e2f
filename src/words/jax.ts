/** JAX, as far as versions agree; run with 0.10. Flax, Haiku and Equinox raise what JAX does. */
import { constantOf, type Dim } from '../shapes/index.ts';
import { figure, tuple } from './figures.ts';
import type { OperandWords } from './operands.ts';

export const jaxOperands: OperandWords = {
  product: (_, { left, right }) =>
    `dot_general requires contracting dimensions to have the same shape, got (${figure(left.dim)},) and (${figure(right.dim)},).`,
  sum: pair => jaxElementwise('add', pair),
};

/** Of one primitive: 'add', 'mul'. */
export function jaxElementwise(
  primitive: string,
  [a, b]: Parameters<OperandWords['sum']>[0],
): string | undefined {
  return a.length === b.length && a.every((dim, axis) => isPlain(dim, b[axis]))
    ? `${primitive} got incompatible shapes for broadcasting: ${tuple(a)}, ${tuple(b)}.`
    : undefined;
}

/** Sizes of 1 beside others are repeated before the primitive sees them, and are not in its message then. */
function isPlain(a: Dim, b: Dim | undefined): boolean {
  if (!b) return false;
  const [left, right] = [constantOf(a), constantOf(b)];
  return left !== undefined && right !== undefined && (left === right || (left !== 1 && right !== 1));
}
