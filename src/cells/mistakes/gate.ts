/** The line in which mistakes of a formula are shown: the first that reads x_t, a gate that forgets where there is one. */

import { constantOf, type Shape } from '../../shapes/index.ts';
import { inputSymbol } from '../cell.ts';
import { type Expression, operation, symbolsIn } from '../expression.ts';
import { compile } from '../program.ts';
import { dimsOf, symbolShapes } from '../sizes.ts';
import { symbolIn } from '../write.ts';
import { libraryOf } from './library.ts';
import type { Setting } from './mistake.ts';
import { type CodeStyle, codeOf, type Names } from './write-code.ts';

export interface Gate {
  readonly target: string;
  /** `f_t` as the framework writes it. */
  readonly name: string;
  /** 'forget gate' */
  readonly title: string;
  readonly expression: Expression;
  /** What the activation is applied to. */
  readonly sum: Expression;
  readonly shapes: ReadonlyMap<string, Shape>;
  /** `W_f` and `U_f`. */
  readonly input: Expression;
  readonly recurrent: Expression;
  /** Operations of the program: its first product, its recurrent product, its sum, its last. */
  readonly operations: Readonly<Record<'input' | 'recurrent' | 'sum' | 'last', number>>;
}

const preferred = ['f_t', 'z_t', 'i_t', 'h_t'];

export function gateOf({ bound, sizes }: Setting): Gate | undefined {
  const readsInput = bound.equations.filter(({ expression }) => symbolsIn(expression).includes(inputSymbol));
  const equation =
    preferred.flatMap(target => readsInput.filter(each => each.target === target))[0] ?? readsInput[0];
  if (!equation) return undefined;
  const { target, expression } = equation;
  const sum = expression.kind === 'apply' ? expression.operand : expression;
  const own = compile(bound).operations.filter(each => each.target === target);
  // The state before may come through a mask of dropout.
  const reads = (name: string) =>
    own.find(
      ({ node }) =>
        node.kind === 'operation' && node.operator === 'multiply' && symbolsIn(node).includes(name),
    );
  const [input, recurrent] = [reads(inputSymbol), reads('h_prev')];
  const [matrix] = input?.operands ?? [];
  const [other] = recurrent?.operands ?? [];
  if (!input || !matrix || !other || !recurrent) return undefined;
  return {
    target,
    name: symbolIn(bound, target),
    title: bound.cell.lines.find(line => line.target === target)?.name ?? target,
    expression,
    sum,
    shapes: symbolShapes(bound, dimsOf(sizes)),
    input: matrix.expression,
    recurrent: other.expression,
    operations: {
      input: input.index,
      recurrent: recurrent.index,
      sum: own.find(({ node }) => node === sum)?.index ?? input.index,
      last: own.at(-1)?.index ?? input.index,
    },
  };
}

export function styleOf({ bound, library }: Setting, names: Names = new Map()): CodeStyle {
  return { bound, library: libraryOf(bound.layout.name, library), names };
}

/** `f_t = sigmoid(...)` */
export function lineCode(gate: Gate, sum: Expression, style: CodeStyle): string {
  const { expression } = gate;
  return `${gate.name} = ${codeOf(expression.kind === 'apply' ? { ...expression, operand: sum } : sum, style)}`;
}

type Change = (node: Expression) => Expression | undefined;

/** The tree with every node replaced for which `change` gives another. */
export function replaced(node: Expression, change: Change): Expression {
  const other = change(node);
  if (other) return other;
  if (node.kind === 'apply') return { ...node, operand: replaced(node.operand, change) };
  if (node.kind !== 'operation') return node;
  return { ...node, operands: node.operands.map(operand => replaced(operand, change)) };
}

export function transposeOf(node: Expression): Expression {
  const inner = node.kind === 'operation' && node.operator === 'transpose' ? node.operands[0] : undefined;
  return inner ?? operation('transpose', node);
}

/** For row vectors: `x_t W^T` in place of `W x_t`. */
export function inRows(node: Expression): Expression {
  return replaced(node, each => {
    if (each.kind !== 'operation' || each.operator !== 'multiply') return undefined;
    const [a, b] = each.operands;
    return a && b && operation('multiply', b, transposeOf(a));
  });
}

export function withoutTransposes(node: Expression): Expression {
  return replaced(node, each =>
    each.kind === 'operation' && each.operator === 'transpose' ? each.operands[0] : undefined,
  );
}

/** The factors of every matrix product change places. */
export function withFactorsSwapped(node: Expression): Expression {
  return replaced(node, each =>
    each.kind === 'operation' && each.operator === 'multiply'
      ? operation('multiply', ...[...each.operands].reverse())
      : undefined,
  );
}

/** `W * x` in place of `W x`. */
export function elementwise(node: Expression): Expression {
  return replaced(node, each =>
    each.kind === 'operation' && each.operator === 'multiply'
      ? operation('hadamard', ...each.operands)
      : undefined,
  );
}

/** Columns as vectors of one axis, of which it is not seen on which side they belong. */
export function flattened(shapes: ReadonlyMap<string, Shape>): ReadonlyMap<string, Shape> {
  return new Map(
    [...shapes].map(([name, shape]) => {
      const [length, columns] = shape;
      const isColumn = shape.length === 2 && columns && constantOf(columns) === 1;
      return [name, isColumn && length ? [length] : shape];
    }),
  );
}
