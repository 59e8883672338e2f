/** A formula as it is written: the tree of a cell's equation, or what a notation makes of it. It is read, never computed. */
import type { ApplyNode, Expression, NumberLeaf, OperatorName, SymbolLeaf } from '../expression.ts';

export interface ShownOperation {
  readonly kind: 'operation';
  readonly operator: OperatorName;
  readonly operands: readonly Shown[];
  /** The nodes of the equation that it stands for. */
  readonly origins?: readonly Expression[];
}

export interface ShownApply {
  readonly kind: 'apply';
  readonly activation: ApplyNode['activation'];
  readonly operand: Shown;
  readonly origins?: readonly Expression[];
}

/** Vectors one after the other, along the axis that they run along: `[h_{t-1}, x_t]`. */
export interface ShownJoin {
  readonly kind: 'join';
  readonly axis: 0 | 1;
  readonly operands: readonly Shown[];
}

/** Every expression is one. */
export type Shown = SymbolLeaf | NumberLeaf | ShownOperation | ShownApply | ShownJoin;

/** The nodes of the equation that a node of what is shown stands for: itself, where no notation has changed it. */
export function originsOf(node: Shown): readonly unknown[] {
  return ('origins' in node ? node.origins : undefined) ?? [node];
}
