/** What a person types over the names of a step: its value is what mathjs itself computes, and anything else is refused in words. */
import assert from 'node:assert/strict';
import { evaluate } from 'mathjs';
import { at, type Matrix, readExpression, type Trace, valueInStep } from '../../../src/cells/index.ts';
import { keras, sampled } from './layers.ts';

const own = sampled(keras, 3, 2, 4, 5);

function valueIn(text: string, time = 1, trace: Trace = own): Matrix {
  const expression = readExpression(text, trace);
  assert.ok(expression.ok, JSON.stringify(expression));
  const value = valueInStep(expression.value, trace, time);
  assert.ok(value.ok, JSON.stringify(value));
  return value.value;
}

const rowsOf = (matrix: Matrix): readonly (readonly number[])[] =>
  Array.from({ length: matrix.rows }, (_, row) =>
    Array.from({ length: matrix.columns }, (__, column) => at(matrix, row, column)),
  );

/** The names of a step as mathjs takes them. */
function scopeOf(time: number): Record<string, unknown> {
  const values = own.at(time);
  const rows = (symbol: string): unknown => {
    const matrix = values.value(symbol);
    return matrix && rowsOf(matrix);
  };
  return {
    ...Object.fromEntries(['i', 'f', 'g', 'o', 'c', 'h', 'x'].map(name => [name, rows(`${name}_t`)])),
    ...Object.fromEntries(['h_prev', 'c_prev', 'W_f', 'U_f', 'b_f', 'f_t'].map(name => [name, rows(name)])),
    t: time,
  };
}

describe('expressions over a step', () => {
  for (const text of [
    'max(abs(c)) > 5',
    'max(f .* c_prev)',
    "W_f' * x + U_f' * h_prev + b_f",
    'c - f .* c_prev - i .* g',
    '2 * f - c / 3',
    'f .^ 2',
    '-f + 1',
    'f > 0.5 and not (c < 0)',
    '0.2 < f and f < 0.7',
    'abs(c) >= 0.1',
    'abs(c) * sqrt(exp(0.5))',
    'sum(c)',
    'mean(h)',
    't == 1',
    'f_t == f',
    '1e-3 * 4',
    "c' * c",
  ])
    it(`${text} is what mathjs makes of it`, () => {
      const told: unknown = evaluate(text, scopeOf(1));
      const rows = (Array.isArray(told) ? told : [told]).map(row => (Array.isArray(row) ? row : [row]));
      const value = rowsOf(valueIn(text));
      assert.equal(value.length, rows.length);
      value.forEach((row, index) => {
        row.forEach((number, column) => {
          assert.ok(Math.abs(number - Number(rows[index]?.[column])) < 1e-12, `${number} in ${text}`);
        });
      });
    });

  it('count elements from 0, and know the norm and the activations', () => {
    const { value } = own.at(1);
    assert.equal(valueIn('c[2]').data[0], value('c_t')?.data[2]);
    assert.equal(valueIn('W_f[1, 2]').data[0], value('W_f')?.data[5]);
    const c = Array.from(value('c_t')?.data ?? []);
    assert.equal(valueIn('norm(c)').data[0], Math.sqrt(c.reduce((sum, x) => sum + x * x, 0)));
    assert.equal(valueIn('tanh(c)').data[1], Math.tanh(c[1] ?? 0));
    assert.equal(valueIn('count(f > 0)').data[0], 3);
    assert.deepEqual(valueIn('0.2 < f < 0.5'), valueIn('0.2 < f and f < 0.5'));
  });

  it("take the framework's own plain names too", () => {
    const torch = sampled({ ...keras, layout: 'torch' }, 3, 2, 2, 5);
    assert.deepEqual(valueIn('W_if * x', 0, torch), valueIn('W_f * x', 0, torch));
  });

  it('are known from the operation on that computes the last of their names', () => {
    const of = (text: string) => {
      const read = readExpression(text, own);
      assert.ok(read.ok);
      return own.program.operations[read.value.from]?.target;
    };
    assert.deepEqual([of('f > 0'), of('c > i'), of('h'), of('x > 0')], ['f_t', 'c_t', 'h_t', 'i_t']);
  });

  for (const [text, problem] of [
    ['', /^Type an expression/],
    ['c >', /^Unexpected end of expression, at character 4\.$/],
    ['c = 5', /Nothing is assigned here: a comparison is written ==/],
    ['f(x) = x', /Nothing is assigned here/],
    ['q > 5', /^There is no name "q" here: there are x, i, f, g, o, c, h, h_prev, c_prev, t, W_i/],
    ['import("x")', /^There is no function "import": there are abs,/],
    ['c.constructor', /An element is written with whole numbers/],
    ['c["constructor"]', /An element is written with whole numbers/],
    ['"a" == "b"', /^"a" is not a number\.$/],
    ['[1, 2]', /^An expression has no array\.$/],
    ['{a: 1}', /^An expression has no object\.$/],
    ['c; f', /^An expression has no block\.$/],
    ['c > 1 ? 2 : 3', /^An expression has no conditional\.$/],
    ['1:3', /^An expression has no range\.$/],
    ['5!', /^The operator "factorial" cannot be used here\.$/],
    ['f * c', /^\[3, 1\] \* \[3, 1\] does not fit\. Number by number, it is written with \.\* instead\.$/],
    ['f + x', /^\[3, 1\] \+ \[2, 1\] does not fit\.$/],
    ['c[7]', /^\[7, 0\] is outside of \[3, 1\]\.$/],
    ['max()', /^max\(\) needs something to work on\.$/],
    ['1'.repeat(301), /^At most 300 characters\.$/],
  ] as const)
    it(`say of ${text.slice(0, 20) || 'nothing'} what is wrong`, () => {
      const result = readExpression(text, own);
      assert.ok(!result.ok);
      assert.match(result.problems[0]?.message ?? '', problem);
    });
});
