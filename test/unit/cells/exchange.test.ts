/** Matrices as people paste them, and as they are copied. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Matrix, type MatrixFormat, readMatrix, writeMatrix } from '../../../src/cells/index.ts';

function read(text: string): readonly (readonly number[])[] {
  const result = readMatrix(text);
  assert.ok(result.ok, `${text}: ${JSON.stringify(result)}`);
  const { rows, columns, data } = result.value;
  return Array.from({ length: rows }, (_, row) => Array.from(data).slice(row * columns, (row + 1) * columns));
}

function problem(text: string): string {
  const result = readMatrix(text);
  assert.ok(!result.ok, text);
  return result.problems.map(({ message }) => message).join(' ');
}

describe('a pasted matrix', () => {
  for (const [what, text] of [
    ['the source of NumPy', 'np.array([[1, -2.5], [3e-2, 4]], dtype=np.float32)'],
    ['an assignment', 'W = np.array([[1, -2.5],\n              [3e-2, 4]])'],
    ["NumPy's repr", 'array([[ 1.  , -2.5 ],\n       [ 0.03,  4.  ]], dtype=float32)'],
    ["NumPy's print", '[[ 1.   -2.5 ]\n [ 0.03  4.  ]]'],
    [
      "PyTorch's print",
      "tensor([[ 1.0000, -2.5000],\n        [ 0.0300,  4.0000]], device='cuda:0', grad_fn=<AddBackward0>)",
    ],
    [
      'a parameter of PyTorch',
      'Parameter containing:\ntensor([[ 1.0000, -2.5000],\n        [ 0.0300,  4.0000]], requires_grad=True)',
    ],
    [
      "TensorFlow's print",
      '<tf.Tensor: shape=(2, 2), dtype=float32, numpy=\narray([[ 1.  , -2.5 ],\n       [ 0.03,  4.  ]], dtype=float32)>',
    ],
    ['JSON', '[[1,-2.5],[0.03,4]]'],
    ['tuples', '((1, -2.5), (0.03, 4))'],
    ['an axis of directions', '[[[1,-2.5],[0.03,4]]]'],
    ['CSV', '1,-2.5\n0.03,4\n'],
    ['CSV with quotes', '"1","-2.5"\r\n"0.03","4"'],
    ['CSV of half of Europe', '1;-2,5\n0,03;4'],
    ['a spreadsheet', '1\t-2.5\n0.03\t4'],
    ['a spreadsheet of half of Europe', '1\t-2,5\n0,03\t4'],
    ['blanks', '1 -2.5\n0.03   4'],
    ['a real minus sign', '1 −2.5\n0.03 4'],
  ] as const)
    it(`is read from ${what}`, () =>
      assert.deepEqual(read(text), [
        [1, -2.5],
        [0.03, 4],
      ]));

  it('may be a vector, a column, or one number', () => {
    assert.deepEqual(read('[1, 2, 3]'), [[1, 2, 3]]);
    assert.deepEqual(read('1\n2\n3'), [[1], [2], [3]]);
    assert.deepEqual(read('[[1],[2]]'), [[1], [2]]);
    assert.deepEqual(read('-0.5'), [[-0.5]]);
    assert.deepEqual(read('[nan, inf, -inf]'), [
      [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    ]);
  });

  it('says what is wrong with it', () => {
    assert.equal(problem(''), 'There is no number in it.');
    assert.equal(problem('[]'), 'There is no number in it.');
    assert.equal(problem('[[1, 2], [3]]'), 'Row 1 has 1 numbers, the first one has 2.');
    assert.equal(problem('1,2\n3,x'), 'Row 1, column 1: "x" is no number.');
    assert.equal(problem('[[1, 2], [3, 4]'), 'A bracket is not closed: is the text whole?');
    assert.equal(problem('[1, [2]]'), 'It mixes numbers and lists.');
    assert.match(problem('[[1 ... 2]]'), /Numbers are left out of it/);
    assert.equal(problem('[[[1],[2]],[[3],[4]]]'), 'It has more than two axes.');
    assert.equal(problem('__import__("os")'), '"__import__" is no number.');
    assert.match(problem('hello'), /"hello" is no number/);
    assert.equal(problem('1,,2'), 'Row 0, column 1: there is no number.');
  });

  it('is what was copied, in every format', () => {
    const number = fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .map(value => (value === 0 ? 0 : value));
    const matrix = fc
      .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
      .chain(([rows, columns]) =>
        fc
          .array(number, { minLength: rows * columns, maxLength: rows * columns })
          .map(data => ({ rows, columns, data })),
      );
    fc.assert(
      fc.property(
        matrix,
        fc.constantFrom<MatrixFormat>('numpy', 'json', 'csv', 'tsv'),
        (written: Matrix, format) => {
          const back = readMatrix(writeMatrix({ matrix: written, precision: 'float64' }, format));
          assert.ok(back.ok);
          assert.deepEqual(
            { ...back.value, data: Array.from(back.value.data) },
            { ...written, data: Array.from(written.data) },
          );
        },
      ),
    );
  });

  it('is copied as NumPy has it', () => {
    const matrix = { rows: 2, columns: 2, data: Float32Array.of(0.1, -2, 3.5, 1e-9) };
    assert.equal(
      writeMatrix({ matrix, precision: 'float32' }, 'numpy'),
      'np.array([\n    [0.1, -2.0],\n    [3.5, 1e-9]\n], dtype=np.float32)',
    );
    const vector = { rows: 1, columns: 2, data: [0.1, 2] };
    assert.equal(writeMatrix({ matrix: vector, precision: 'float64', isVector: true }, 'json'), '[0.1, 2]');
  });
});
