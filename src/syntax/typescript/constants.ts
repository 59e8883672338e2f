/** Numbers that can be computed from literals and known names alone, as JavaScript does. */
import type { BinaryOp, Expr } from '../tree.ts';

const BINARY: Readonly<Partial<Record<BinaryOp, (a: number, b: number) => number>>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '**': (a, b) => a ** b,
  '<<': (a, b) => a << b,
  '>>': (a, b) => a >> b,
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
};

export function constantOf(expr: Expr, names: ReadonlyMap<string, number>): number | null {
  switch (expr.kind) {
    case 'number':
      return expr.value;
    case 'name':
      return names.get(expr.name) ?? null;
    case 'unary': {
      const operand = constantOf(expr.operand, names);
      return operand === null ? null : negated(expr.op, operand);
    }
    case 'binary': {
      const left = constantOf(expr.left, names);
      const right = constantOf(expr.right, names);
      return left === null || right === null ? null : (BINARY[expr.op]?.(left, right) ?? null);
    }
    default:
      return null;
  }
}

function negated(op: string, value: number): number | null {
  if (op === '-') return -value;
  if (op === '+') return value;
  return op === '~' ? ~value : null;
}
