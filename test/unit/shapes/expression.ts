/** Random arithmetic over symbols: as a dimension of src/shapes, and as plain numbers. */
import fc from 'fast-check';
import {
  add,
  type Dim,
  floorDivide,
  maximum,
  minimum,
  modulo,
  multiply,
  negate,
  select,
  size,
  subtract,
  symbol,
} from '../../../src/shapes/index.ts';

type Operator = '+' | '-' | '*' | '//' | '%' | 'max' | 'min';

export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'symbol'; readonly name: string }
  | { readonly kind: 'negate'; readonly of: Expression }
  | { readonly kind: 'select'; readonly flag: string; readonly yes: Expression; readonly no: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    };

const names = ['a', 'b', 'hidden_size'];
const flags = ['bidirectional', 'keep'];

/** What the symbols stand for. */
export type Assignment = Readonly<Record<string, number>>;

export const assignments: fc.Arbitrary<Assignment> = fc.record({
  a: fc.integer({ min: 1, max: 7 }),
  b: fc.integer({ min: 1, max: 30 }),
  hidden_size: fc.integer({ min: 1, max: 3 }),
  bidirectional: fc.integer({ min: 0, max: 1 }),
  keep: fc.integer({ min: 0, max: 1 }),
});

export function expressions(withFlags: boolean): fc.Arbitrary<Expression> {
  const { tree } = fc.letrec<{ tree: Expression }>(tie => {
    const binary = fc.record({
      kind: fc.constant('binary' as const),
      operator: fc.constantFrom<Operator[]>('+', '+', '-', '-', '*', '*', '//', '%', 'max', 'min'),
      left: tie('tree'),
      right: tie('tree'),
    });
    const choice = fc.record({
      kind: fc.constant('select' as const),
      flag: fc.constantFrom(...flags),
      yes: tie('tree'),
      no: tie('tree'),
    });
    const divided = fc.record({
      kind: fc.constant('binary' as const),
      operator: fc.constantFrom<Operator[]>('//', '%'),
      left: tie('tree'),
      right: fc.integer({ min: -6, max: 6 }).map(value => ({ kind: 'number' as const, value })),
    });
    return {
      tree: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        fc.constantFrom(...names).map(name => ({ kind: 'symbol' as const, name })),
        fc.integer({ min: -6, max: 9 }).map(value => ({ kind: 'number' as const, value })),
        tie('tree').map(of => ({ kind: 'negate' as const, of })),
        binary,
        binary,
        divided,
        ...(withFlags ? [choice] : []),
      ),
    };
  });
  return tree;
}

const operations: Readonly<Record<Operator, (a: Dim, b: Dim) => Dim>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '//': floorDivide,
  '%': modulo,
  max: maximum,
  min: minimum,
};

export function dimOf(e: Expression): Dim {
  switch (e.kind) {
    case 'number':
      return size(e.value);
    case 'symbol':
      return symbol(e.name);
    case 'negate':
      return negate(dimOf(e.of));
    case 'select':
      return select(symbol(e.flag, { flag: true }), dimOf(e.yes), dimOf(e.no));
    case 'binary':
      return operations[e.operator](dimOf(e.left), dimOf(e.right));
  }
}

/** By Python's rules; NaN where it would raise. */
export function numberOf(e: Expression, values: Assignment): number {
  switch (e.kind) {
    case 'number':
      return e.value;
    case 'symbol':
      return values[e.name] ?? Number.NaN;
    case 'negate':
      return -numberOf(e.of, values);
    case 'select': {
      // Both sides have to be numbers: what is not chosen is still computed.
      const [yes, no] = [numberOf(e.yes, values), numberOf(e.no, values)];
      return values[e.flag] === 1 ? yes + 0 * no : no + 0 * yes;
    }
    case 'binary':
      return calculate(e.operator, numberOf(e.left, values), numberOf(e.right, values));
  }
}

function calculate(operator: Operator, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '//':
      return b === 0 ? Number.NaN : floored(a, b);
    case '%':
      return b === 0 ? Number.NaN : a - b * floored(a, b);
    case 'max':
      return Math.max(a, b);
    case 'min':
      return Math.min(a, b);
  }
}

/** Counted, not divided: the greatest n with n * b at most a (at least a for a negative b). */
function floored(a: number, b: number): number {
  const rest = ((a % b) + b) % b;
  return (a - rest) / b;
}
