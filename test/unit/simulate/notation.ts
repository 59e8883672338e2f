/** Computes what a formula says from what it says alone: a small reader of the written notation, independent of src/cells. */
import assert from 'node:assert/strict';

export interface Value {
  readonly rows: number;
  readonly columns: number;
  readonly data: readonly number[];
}

export type Lookup = (symbol: string) => Value | undefined;

const FUNCTIONS: Readonly<Record<string, (x: number) => number>> = {
  σ: x => 1 / (1 + Math.exp(-x)),
  tanh: Math.tanh,
  linear: x => x,
};

const TOKEN = /[()⊙+−ᵀ]|[^\s()⊙+−ᵀ]+/gu;

/** `σ(W_fᵀ x_t + U_fᵀ h_{t-1} + b_f)`; sums bind loosest, then ⊙, then the matrix product, which is written as nothing. */
export function evaluated(text: string, lookup: Lookup): Value {
  const tokens = text.match(TOKEN) ?? [];
  let next = 0;
  const take = (): string => tokens[next++] ?? '';
  const value = sum();
  assert.equal(next, tokens.length, text);
  return value;

  function sum(): Value {
    let left = product();
    while (tokens[next] === '+' || tokens[next] === '−') {
      const sign = take() === '+' ? 1 : -1;
      left = elementwise(left, product(), (a, b) => a + sign * b);
    }
    return left;
  }

  function product(): Value {
    let left = matrixProduct();
    while (tokens[next] === '⊙') {
      take();
      left = elementwise(left, matrixProduct(), (a, b) => a * b);
    }
    return left;
  }

  function matrixProduct(): Value {
    let left = operand();
    while (next < tokens.length && !'+−⊙)'.includes(tokens[next] ?? ')')) left = multiplied(left, operand());
    return left;
  }

  function operand(): Value {
    const token = take();
    let result: Value;
    const apply = FUNCTIONS[token];
    if (token === '(') {
      result = sum();
      assert.equal(take(), ')', text);
    } else if (apply && tokens[next] === '(') {
      take();
      const inner = sum();
      assert.equal(take(), ')', text);
      result = { ...inner, data: inner.data.map(apply) };
    } else {
      const number = Number(token);
      const known = Number.isNaN(number) ? lookup(token) : { rows: 1, columns: 1, data: [number] };
      assert.ok(known, `${token} of ${text} is not known`);
      result = known;
    }
    while (tokens[next] === 'ᵀ') {
      take();
      result = transposed(result);
    }
    return result;
  }
}

function elementwise(a: Value, b: Value, combine: (a: number, b: number) => number): Value {
  const [large, isB] = a.data.length === 1 && b.data.length !== 1 ? [b, true] : [a, false];
  const one = isB ? a : b;
  if (one.data.length !== 1) assert.deepEqual([a.rows, a.columns], [b.rows, b.columns]);
  const at = (value: Value, i: number): number =>
    (value.data.length === 1 ? value.data[0] : value.data[i]) ?? Number.NaN;
  return { ...large, data: large.data.map((_, i) => combine(at(a, i), at(b, i))) };
}

function multiplied(a: Value, b: Value): Value {
  assert.equal(a.columns, b.rows);
  const data = Array.from({ length: a.rows * b.columns }, (_, i) => {
    const [row, column] = [Math.floor(i / b.columns), i % b.columns];
    let total = 0;
    for (let k = 0; k < a.columns; k++)
      total += (a.data[row * a.columns + k] ?? Number.NaN) * (b.data[k * b.columns + column] ?? Number.NaN);
    return total;
  });
  return { rows: a.rows, columns: b.columns, data };
}

function transposed({ rows, columns, data }: Value): Value {
  return {
    rows: columns,
    columns: rows,
    data: data.map((_, i) => data[(i % rows) * columns + Math.floor(i / rows)] ?? Number.NaN),
  };
}
