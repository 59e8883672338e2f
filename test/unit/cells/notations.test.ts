/** Other notations of a cell: they say the same, which is computed from what they say. */
import assert from 'node:assert/strict';
import { scalarActivation } from '../../../src/cells/activations.ts';
import {
  at,
  bindCell,
  type CellChoice,
  cardOf,
  dimsOf,
  equationsOf,
  inNotation,
  type Matrix,
  type Notation,
  numberAt,
  operationText,
  originsOf,
  parametersOf,
  plainNotation,
  type Shown,
  sampleParameters,
  sampleSequence,
  symbolShapes,
  type Trace,
  trace,
  withCandidate,
  withNotation,
} from '../../../src/cells/index.ts';
import { parseDim } from '../../../src/shapes/index.ts';
import { choices, keras, sampled } from './layers.ts';

function textOf(choice: CellChoice, target: string, changes: Partial<Notation>): readonly string[] {
  const bound = bindCell(choice);
  assert.ok(bound.ok);
  const notation = { ...plainNotation, ...changes };
  const index = bound.value.equations.findIndex(each => each.target === target);
  const shown = withCandidate(bound.value, notation.candidate);
  const line = equationsOf(shown, dimsOf({ units: 10, features: 8 }), notation)[index];
  assert.ok(line);
  return [line.text, line.shapesText];
}

const rows = (matrix: Matrix): number[][] =>
  Array.from({ length: matrix.rows }, (_, row) =>
    Array.from({ length: matrix.columns }, (__, column) => at(matrix, row, column)),
  );
const turned = (a: number[][]): number[][] => (a[0] ?? []).map((_, column) => a.map(row => row[column] ?? 0));

/** What a formula as it is written comes to. */
function compute(node: Shown, named: (symbol: string) => number[][]): number[][] {
  if (node.kind === 'number') return [[node.value]];
  if (node.kind === 'symbol') return named(node.name);
  if (node.kind === 'apply') {
    const f = scalarActivation(node.activation);
    assert.ok(f, node.activation);
    return compute(node.operand, named).map(row => row.map(f));
  }
  const [a = [], ...others] = node.operands.map(operand => compute(operand, named));
  if (node.kind === 'join')
    return others.reduce(
      (all, each) =>
        node.axis === 0 ? all.concat(each) : all.map((row, index) => [...row, ...(each[index] ?? [])]),
      a,
    );
  if (node.operator === 'transpose') return turned(a);
  if (node.operator === 'multiply')
    return others.reduce((left, right) => {
      assert.equal(left[0]?.length, right.length, 'the inner sizes of a product');
      return left.map(row =>
        turned(right).map(column => row.reduce((sum, x, k) => sum + x * (column[k] ?? Number.NaN), 0)),
      );
    }, a);
  const apply = {
    add: (x: number, y: number) => x + y,
    subtract: (x: number, y: number) => x - y,
    hadamard: (x: number, y: number) => x * y,
  }[node.operator];
  const isNumber = (m: number[][]): boolean => m.length === 1 && m[0]?.length === 1;
  return others.reduce((left, right) => {
    const shape = isNumber(left) ? right : left;
    if (!isNumber(left) && !isNumber(right))
      assert.deepEqual([left.length, left[0]?.length], [right.length, right[0]?.length]);
    const read = (m: number[][], i: number, j: number): number =>
      isNumber(m) ? (m[0]?.[0] ?? 0) : (m[i]?.[j] ?? Number.NaN);
    return shape.map((row, i) => row.map((_, j) => apply(read(left, i, j), read(right, i, j))));
  }, a);
}

function valueIn(trace: Trace, symbol: string, notation: Notation): number[][] {
  const { bound } = trace.program;
  const values = trace.at(1);
  const joined = /^WU_?(.*)$/.exec(symbol);
  if (joined) {
    const suffix = joined[1] ? `_${joined[1]}` : '';
    const [w, u] = [values.value(`W${suffix}`), values.value(`U${suffix}`)];
    assert.ok(w && u);
    const isTransposed = parametersOf(bound).find(each => each.role === 'W')?.weight.transposed;
    return isTransposed
      ? [...rows(u), ...rows(w)]
      : rows(u).map((row, index) => [...row, ...(rows(w)[index] ?? [])]);
  }
  const value = values.value(symbol);
  assert.ok(value, symbol);
  return notation.vectors === 'row' && !/^[WUR](_|$)/.test(symbol) ? turned(rows(value)) : rows(value);
}

describe('notations', () => {
  const torch = { ...keras, layout: 'torch' };

  it('let vectors lie', () => {
    assert.deepEqual(textOf(keras, 'f_t', { vectors: 'row' }), [
      'f_t = σ(x_t W_f + h_{t-1} U_f + b_f)',
      '[1, 8]·[8, 10] + [1, 10]·[10, 10] + [1, 10] → [1, 10]',
    ]);
    assert.equal(
      textOf(torch, 'f_t', { vectors: 'row' })[0],
      'f_t = σ(x_t W_ifᵀ + b_if + h_{t-1} W_hfᵀ + b_hf)',
    );
  });

  it('have one product with both vectors', () => {
    assert.deepEqual(textOf(keras, 'f_t', { products: 'joined' }), [
      'f_t = σ(W_fᵀ [h_{t-1}, x_t] + b_f)',
      '[10, 18]·[18, 1] + [10, 1] → [10, 1]',
    ]);
    assert.deepEqual(textOf(torch, 'f_t', { products: 'joined', vectors: 'row' }), [
      'f_t = σ([h_{t-1}, x_t] W_fᵀ + b_if + b_hf)',
      '[1, 18]·[18, 10] + [1, 10] + [1, 10] → [1, 10]',
    ]);
    const gru = { ...keras, kind: 'gru' };
    assert.equal(
      textOf(gru, 'n_t', { products: 'joined' })[0],
      'h̃_t = tanh(W_hᵀ [r_t ⊙ h_{t-1}, x_t] + b_h)',
    );
    assert.equal(
      textOf({ ...gru, resetAfter: true }, 'n_t', { products: 'joined' })[0],
      'h̃_t = tanh(W_hᵀ x_t + b_xh + r_t ⊙ (U_hᵀ h_{t-1} + b_hh))',
    );
    assert.equal(
      textOf({ ...keras, bias: false }, 'i_t', { products: 'joined' })[0],
      'i_t = σ(W_iᵀ [h_{t-1}, x_t])',
    );
  });

  it('call the logistic function and the candidate as one likes', () => {
    assert.equal(
      textOf(keras, 'f_t', { logistic: 'name' })[0],
      'f_t = sigmoid(W_fᵀ x_t + U_fᵀ h_{t-1} + b_f)',
    );
    assert.equal(textOf(keras, 'c_t', { candidate: 'letter' })[0], 'c_t = f_t ⊙ c_{t-1} + i_t ⊙ g_t');
    assert.equal(
      textOf(keras, 'g_t', { candidate: 'letter' })[0],
      'g_t = tanh(W_gᵀ x_t + U_gᵀ h_{t-1} + b_g)',
    );
    assert.equal(
      textOf(torch, 'g_t', { candidate: 'tilde' })[0],
      'c̃_t = tanh(W_ic x_t + b_ic + W_hc h_{t-1} + b_hc)',
    );
    const gru = { ...torch, kind: 'gru', resetAfter: true };
    assert.equal(textOf(gru, 'h_t', { candidate: 'tilde' })[0], 'h_t = z_t ⊙ h_{t-1} + (1 − z_t) ⊙ h̃_t');
  });

  for (const vectors of ['column', 'row'] as const)
    for (const products of ['apart', 'joined'] as const)
      it(`say the same with ${vectors} vectors and products ${products}, for every cell of every layout`, () => {
        const notation = { ...plainNotation, vectors, products };
        for (const choice of choices) {
          const own = sampled(choice, 3, 2, 2, 7);
          const { bound } = own.program;
          for (const { target, expression } of bound.equations) {
            const shown = inNotation(expression, notation);
            const told = compute(shown, symbol => valueIn(own, symbol, notation)).flat();
            const value = Array.from(own.at(1).value(target)?.data ?? []);
            assert.equal(told.length, value.length);
            told.forEach((number, index) => {
              assert.ok(
                Math.abs(number - (value[index] ?? Number.NaN)) < 1e-12,
                `${target} of ${bound.cell.name} in ${bound.layout.name}`,
              );
            });
          }
          for (const line of equationsOf(bound, dimsOf(own.sizes), notation)) {
            assert.doesNotMatch(line.shapesText, /\?/, line.text);
            const [, output = ''] = line.shapesText.split(' → ');
            assert.ok(parseDim(output.slice(1, -1).split(', ')[0] ?? ''), line.shapesText);
          }
        }
      });

  it('know of each node which operations of the equation it stands for', () => {
    const bound = bindCell(keras);
    assert.ok(bound.ok);
    for (const { expression } of bound.value.equations)
      for (const vectors of ['column', 'row'] as const)
        for (const products of ['apart', 'joined'] as const) {
          const nodes = new Set<unknown>();
          const visit = (node: Shown, into: (each: Shown) => void): void => {
            into(node);
            if (node.kind === 'apply') visit(node.operand, into);
            else if ('operands' in node) for (const operand of node.operands) visit(operand, into);
          };
          visit(inNotation(expression, { ...plainNotation, vectors, products }), node => {
            for (const origin of originsOf(node)) nodes.add(origin);
          });
          visit(expression, node => {
            if (node.kind === 'apply' || (node.kind === 'operation' && node.operator !== 'transpose'))
              assert.ok(nodes.has(node), `${vectors}, ${products}`);
          });
        }
  });
});

describe('steps in another notation', () => {
  for (const layout of ['keras', 'torch', 'chainer'])
    it(`are of lying vectors what the weights are, as ${layout} stores them`, () => {
      const plain = bindCell({ ...keras, layout });
      assert.ok(plain.ok);
      const bound = withNotation(plain.value, { ...plainNotation, vectors: 'row', logistic: 'name' });
      const sizes = { units: 3, features: 2 };
      const run = trace({
        bound,
        sizes,
        parameters: sampleParameters(bound, sizes, 1, 'float64'),
        x: sampleSequence(2, 2, 1, 'float64'),
        initialState: new Map(),
        precision: 'float64',
      });
      assert.ok(run.ok);
      const { program } = run.value;
      const shapes = symbolShapes(bound, dimsOf(sizes));
      const texts = program.operations.map(operation => operationText(operation, bound, shapes));
      const gate = program.resultOf.get('f_t') ?? 0;
      assert.match(texts[gate] ?? '', /^sigmoid\(sum \[1, /);
      const product = program.operations.find(
        ({ target, operands }) =>
          target === 'f_t' &&
          operands.some(({ source }) => source.kind === 'symbol' && source.name === 'x_t'),
      );
      assert.ok(product);
      assert.match(texts[product.index] ?? '', /^x_t \[1, 2\] · W_\w+ᵀ? \[2, 3\] → \[1, 3\]$/);
      const card = cardOf(run.value, {
        kind: 'result',
        time: 1,
        operation: product.index,
        row: 2,
        column: 0,
      });
      const [first] = card?.terms.slice(1) ?? [];
      assert.match(first?.factors.map(({ name }) => name).join(' ') ?? '', /^x_t\[1\] W_\w+ᵀ?\[1, 2\]$/);
      for (const { source, value } of first?.factors ?? [])
        assert.ok(source && numberAt(run.value, source) === value);
    });
});
