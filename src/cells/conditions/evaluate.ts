/** The value of an expression over matrices: a plain number goes with every shape, everything else must fit. */
import { at, type Matrix } from '../matrix.ts';
import { failure, type Result, success } from '../result.ts';
import { ofAllNamed, ofOneNamed } from './functions.ts';
import type { UserNode, UserOperator } from './tree.ts';

const truth = (value: boolean): number => Number(value);

const eachWithEach: Readonly<
  Partial<Record<UserOperator, { readonly sign: string; readonly of: (a: number, b: number) => number }>>
> = {
  add: { sign: '+', of: (a, b) => a + b },
  subtract: { sign: '-', of: (a, b) => a - b },
  dotMultiply: { sign: '.*', of: (a, b) => a * b },
  divide: { sign: '/', of: (a, b) => a / b },
  dotDivide: { sign: './', of: (a, b) => a / b },
  pow: { sign: '^', of: (a, b) => a ** b },
  dotPow: { sign: '.^', of: (a, b) => a ** b },
  smaller: { sign: '<', of: (a, b) => truth(a < b) },
  larger: { sign: '>', of: (a, b) => truth(a > b) },
  smallerEq: { sign: '<=', of: (a, b) => truth(a <= b) },
  largerEq: { sign: '>=', of: (a, b) => truth(a >= b) },
  equal: { sign: '==', of: (a, b) => truth(a === b) },
  unequal: { sign: '!=', of: (a, b) => truth(a !== b) },
  and: { sign: 'and', of: (a, b) => truth(Boolean(a) && Boolean(b)) },
  or: { sign: 'or', of: (a, b) => truth(Boolean(a) || Boolean(b)) },
};

const each: Readonly<Partial<Record<UserOperator, (x: number) => number>>> = {
  unaryMinus: x => -x,
  unaryPlus: x => x,
  not: x => truth(!x),
};

/** Fails on a name that has no value and on shapes that do not fit. */
export function evaluateExpression(
  node: UserNode,
  named: (name: string) => Matrix | undefined,
): Result<Matrix> {
  if (node.kind === 'number') return success(scalar(node.value));
  if (node.kind === 'name') {
    const value = named(node.name);
    return value ? success(value) : failure(node.name, `There is no name "${node.name}" here.`);
  }
  if (node.kind === 'element') {
    const of = evaluateExpression(node.of, named);
    return of.ok ? elementOf(of.value, node) : of;
  }
  const operands: Matrix[] = [];
  for (const operand of node.operands) {
    const value = evaluateExpression(operand, named);
    if (!value.ok) return value;
    operands.push(value.value);
  }
  return node.kind === 'call' ? called(node.name, operands) : operated(node.operator, operands);
}

function scalar(value: number): Matrix {
  return { rows: 1, columns: 1, data: [value] };
}

const isScalar = ({ rows, columns }: Matrix): boolean => rows * columns === 1;

function elementOf(
  matrix: Matrix,
  { row, column }: { readonly row: number; readonly column: number },
): Result<Matrix> {
  if (row >= 0 && row < matrix.rows && column >= 0 && column < matrix.columns)
    return success(scalar(at(matrix, row, column)));
  return failure('element', `[${row}, ${column}] is outside of ${shapeText(matrix)}.`);
}

function called(name: string, operands: readonly Matrix[]): Result<Matrix> {
  const [first] = operands;
  const one = ofOneNamed(name);
  if (one && first && operands.length === 1) return success(mapped(first, one));
  const all = ofAllNamed(name);
  if (all) return success(scalar(all(operands.flatMap(({ data }) => Array.from(data)))));
  return failure(name, `${name} takes one argument.`);
}

function operated(operator: UserOperator, [a, b]: readonly Matrix[]): Result<Matrix> {
  if (!a) return failure(operator, 'Something is missing.');
  const one = each[operator];
  if (one) return success(mapped(a, one));
  if (operator === 'transpose') return success(transposed(a));
  if (!b) return failure(operator, 'Something is missing.');
  if (operator === 'multiply' && !isScalar(a) && !isScalar(b)) return product(a, b);
  const both = eachWithEach[operator] ?? { sign: '*', of: (x: number, y: number) => x * y };
  if (!isScalar(a) && !isScalar(b) && (a.rows !== b.rows || a.columns !== b.columns))
    return failure(both.sign, `${shapeText(a)} ${both.sign} ${shapeText(b)} does not fit.`);
  const shape = isScalar(a) ? b : a;
  const read = ({ data }: Matrix, index: number): number => data[data.length === 1 ? 0 : index] ?? Number.NaN;
  const data = Float64Array.from({ length: shape.data.length }, (_, index) =>
    both.of(read(a, index), read(b, index)),
  );
  return success({ rows: shape.rows, columns: shape.columns, data });
}

function product(a: Matrix, b: Matrix): Result<Matrix> {
  if (a.columns !== b.rows) {
    const advice =
      a.rows === b.rows && a.columns === b.columns ? ' Number by number, it is written with .* instead.' : '';
    return failure('*', `${shapeText(a)} * ${shapeText(b)} does not fit.${advice}`);
  }
  const data = new Float64Array(a.rows * b.columns);
  for (let row = 0; row < a.rows; row++)
    for (let column = 0; column < b.columns; column++) {
      let total = 0;
      for (let k = 0; k < a.columns; k++) total += at(a, row, k) * at(b, k, column);
      data[row * b.columns + column] = total;
    }
  return success({ rows: a.rows, columns: b.columns, data });
}

function mapped({ rows, columns, data }: Matrix, f: (x: number) => number): Matrix {
  return { rows, columns, data: Float64Array.from(data, f) };
}

function transposed(matrix: Matrix): Matrix {
  const { rows, columns } = matrix;
  const data = Float64Array.from({ length: rows * columns }, (_, index) =>
    at(matrix, index % rows, Math.floor(index / rows)),
  );
  return { rows: columns, columns: rows, data };
}

function shapeText({ rows, columns }: Matrix): string {
  return `[${rows}, ${columns}]`;
}
