/** Filled matrices against the bounds of the frameworks' initialisers, which the comments' Python lines print. */
import assert from 'node:assert/strict';
import {
  bindCell,
  type FillName,
  type FillShape,
  fillMatrix,
  fillWeight,
  frameworkFill,
} from '../../../src/cells/index.ts';
import { keras } from './layers.ts';

/** LSTM(64) on 32 features: Keras' kernel. */
const kernel: FillShape = { rows: 32, columns: 256, isForRows: true, isVector: false, units: 64 };

function filled(name: FillName, shape: FillShape = kernel, seed = 1): readonly number[] {
  const result = fillMatrix(name, shape, seed);
  assert.ok(result.ok);
  assert.equal(result.value.data.length, shape.rows * shape.columns);
  return Array.from(result.value.data);
}

const largest = (numbers: readonly number[]): number => Math.max(...numbers.map(Math.abs));
const mean = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0) / numbers.length;
const deviation = (numbers: readonly number[]): number =>
  Math.sqrt(mean(numbers.map(value => (value - mean(numbers)) ** 2)));

describe('filling a matrix', () => {
  // Bounds: numpy.abs(layer.kernel).max() of 2000 fresh layers; deviations: their standard deviation.
  for (const [name, bound, spread] of [
    // keras.initializers.GlorotUniform()((32, 256)): limit sqrt(6 / 288)
    ['glorot_uniform', 0.14433757, 0.08333333],
    // GlorotNormal: stddev sqrt(2 / 288) / 0.8796, cut at two of them
    ['glorot_normal', 0.18947643, 0.08333333],
    // HeUniform: sqrt(6 / 32)
    ['he_uniform', 0.4330127, 0.25],
    // HeNormal
    ['he_normal', 0.56842926, 0.25],
    // LecunNormal
    ['lecun_normal', 0.40194019, 0.1767767],
    // torch.nn.LSTM(32, 64): uniform within 1 / sqrt(64)
    ['uniform_by_units', 0.125, 0.07216878],
  ] as const)
    it(`${name} keeps within its bound and reaches it, with the right spread`, () => {
      const numbers = filled(name);
      assert.ok(largest(numbers) <= bound, `${largest(numbers)} of ${bound}`);
      assert.ok(largest(numbers) > 0.98 * bound, `${largest(numbers)} of ${bound}`);
      assert.ok(Math.abs(deviation(numbers) / spread - 1) < 0.03, `${deviation(numbers)}, not ${spread}`);
      assert.ok(Math.abs(mean(numbers)) < spread / 20);
    });

  it('counts the inputs of a matrix for columns along its rows', () => {
    const numbers = filled('he_uniform', { ...kernel, rows: 256, columns: 32, isForRows: false });
    assert.ok(largest(numbers) <= 0.4330127 && largest(numbers) > 0.42);
  });

  it('is orthogonal', () => {
    for (const [rows, columns] of [
      [16, 64],
      [64, 16],
      [8, 8],
    ] as const) {
      const numbers = filled('orthogonal', { ...kernel, rows, columns });
      const at = (row: number, column: number): number =>
        numbers[rows <= columns ? row * columns + column : column * columns + row] ?? 0;
      const count = Math.min(rows, columns);
      for (let a = 0; a < count; a++)
        for (let b = 0; b <= a; b++) {
          let sum = 0;
          for (let place = 0; place < Math.max(rows, columns); place++) sum += at(a, place) * at(b, place);
          assert.ok(Math.abs(sum - (a === b ? 1 : 0)) < 1e-12);
        }
    }
    const large = fillMatrix('orthogonal', { ...kernel, rows: 1024, columns: 4096 }, 1);
    assert.ok(!large.ok);
    assert.match(large.problems[0]?.message ?? '', /at most 512/);
  });

  it('is the same for the same seed, another for another', () => {
    assert.deepEqual(filled('glorot_uniform'), filled('glorot_uniform'));
    assert.notDeepEqual(filled('glorot_uniform'), filled('glorot_uniform', kernel, 2));
  });

  it('has plain ones', () => {
    const small = { ...kernel, rows: 2, columns: 3 };
    assert.deepEqual(filled('zeros', small), [0, 0, 0, 0, 0, 0]);
    assert.deepEqual(filled('ones', small), [1, 1, 1, 1, 1, 1]);
    assert.deepEqual(filled('identity', small), [1, 0, 0, 0, 1, 0]);
  });

  it('fills a fused weight as the framework does', () => {
    const bound = bindCell(keras);
    assert.ok(bound.ok);
    const sizes = { units: 64, features: 32 };
    const [weight, recurrent, bias] = bound.value.weights;
    assert.ok(weight && recurrent && bias);
    assert.equal(frameworkFill(bound.value, weight), 'glorot_uniform');
    assert.equal(frameworkFill(bound.value, recurrent), 'orthogonal');
    assert.equal(frameworkFill(bound.value, bias), 'unit_forget_bias');
    const own = { bound: bound.value, sizes, precision: 'float32' as const };
    const biases = fillWeight({ ...own, weight: bias }, 'unit_forget_bias', 1);
    assert.ok(biases.ok);
    assert.deepEqual(new Set(Array.from(biases.value.get('b_f')?.data ?? [])), new Set([1]));
    assert.deepEqual(new Set(Array.from(biases.value.get('b_i')?.data ?? [])), new Set([0]));
    const gates = fillWeight({ ...own, weight }, 'glorot_uniform', 1);
    assert.ok(gates.ok);
    assert.deepEqual([...gates.value.keys()], ['W_i', 'W_f', 'W_g', 'W_o']);
    assert.ok(gates.value.get('W_f')?.data instanceof Float32Array);
    assert.deepEqual([gates.value.get('W_f')?.rows, gates.value.get('W_f')?.columns], [32, 64]);
    for (const matrix of gates.value.values()) assert.ok(largest(Array.from(matrix.data)) <= 0.14433757);
  });
});
