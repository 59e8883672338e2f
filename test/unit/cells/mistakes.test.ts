/** The mistakes that are told of a layer: by the shape rules, in the libraries' own words, and with what they do to the numbers. */
import assert from 'node:assert/strict';
import {
  type BoundCell,
  bindCell,
  compared,
  layouts,
  type Mistake,
  type MistakeName,
  mistakeNames,
  mistakesOf,
  type Setting,
  sampleParameters,
  sampleSequence,
  trace,
} from '../../../src/cells/index.ts';
import { constantOf, printShape } from '../../../src/shapes/index.ts';
import { errorRecords, isSaid } from '../../support/errors.ts';

function bound(kind: string, layout: string, resetAfter = false): BoundCell | undefined {
  const result = bindCell({
    kind,
    layout,
    activation: 'tanh',
    recurrentActivation: 'sigmoid',
    bias: true,
    resetAfter,
  });
  return result.ok ? result.value : undefined;
}

function setting(kind: string, layout: string, change: Partial<Setting> = {}): Setting {
  const cell = bound(kind, layout);
  assert.ok(cell, `${layout} has a cell ${kind}`);
  return { bound: cell, sizes: { units: 10, features: 8 }, steps: 8, layers: 1, directions: 1, ...change };
}

function mistake(name: MistakeName, ...place: Parameters<typeof setting>): Mistake {
  const found = mistakesOf(setting(...place)).find(each => each.name === name);
  assert.ok(found, name);
  return found;
}

/** 'W_f.T (10, 8) @ X (8, 8) -> (10, 8)' */
function lines({ attempts }: Pick<Mistake['repair'], 'attempts'>): readonly string[] {
  return attempts.map(({ operator, operands: [a, b], outcome, stretches }) => {
    const result = outcome.ok ? printShape(outcome.value) : 'refused';
    const sides = [a, b].map(({ code, shape }) => `${code} ${printShape(shape)}`).join(` ${operator} `);
    return `${sides} -> ${result}${stretches ? ' stretched' : ''}`;
  });
}

describe('the mistakes of a cell', () => {
  it('answer the first question: the whole X (8, 8) runs, and NumPy repeats the state without a word', () => {
    const [first, flat, second, elementwise] = mistake('whole-sequence', 'lstm', 'keras').versions;
    assert.ok(first && flat && second && elementwise);
    assert.equal(first.code, 'f_t = sigmoid(W_f.T @ X + U_f.T @ h + b_f)   # h (10, 1)');
    assert.deepEqual(lines(first), [
      'W_f.T (10, 8) @ X (8, 8) -> (10, 8)',
      'U_f.T (10, 10) @ h (10, 1) -> (10, 1)',
      'W_f.T @ X (10, 8) + U_f.T @ h (10, 1) -> (10, 8) stretched',
      'W_f.T @ X + U_f.T @ h (10, 8) + b_f (10, 1) -> (10, 8) stretched',
    ]);
    assert.equal(first.isRefused, false);
    assert.equal(first.says, undefined);
    assert.match(first.sentence, /In mathematics \(10, 8\) \+ \(10, 1\) is no sum\. NumPy raises nothing/);
    assert.match(second.code, /X\.T/);
    assert.equal(flat.code, 'f_t = sigmoid(W_f.T @ X + U_f.T @ h + b_f)   # h (10,)');
    assert.equal(flat.says, 'operands could not be broadcast together with shapes (10,8) (10,)');
    assert.match(
      flat.sentence,
      /a column for each of the 8 features, \(10, 8\), and U_f\.T @ h is one vector/,
    );
    assert.equal(elementwise.code, 'f_t = sigmoid(W_f.T * X + U_f.T * h + b_f)');
    assert.equal(elementwise.says, 'operands could not be broadcast together with shapes (10,8) (8,8)');
  });

  it('are written with the vectors that a cell by hand has', () => {
    const versions = (vectorAxes: 1 | 2, units = 10): Mistake['versions'] =>
      mistake('whole-sequence', 'lstm', 'by-hand', {
        library: 'NumPy',
        vectorAxes,
        sizes: { units, features: 8 },
      }).versions;
    const told = (all: Mistake['versions']): readonly unknown[] =>
      all.map(({ code, isRefused, says }) => [code.replace('f_t = sigmoid', ''), isRefused, says]);
    const sum = 'operands could not be broadcast together with shapes (10,8) (10,)';
    const product = 'operands could not be broadcast together with shapes (10,8) (8,8)';
    assert.deepEqual(told(versions(1)), [
      ['(W_f @ X + U_f @ h + b_f)', true, sum],
      ['(W_f * X + U_f * h + b_f)', true, product],
    ]);
    assert.deepEqual(told(versions(2)), [
      ['(W_f @ X + U_f @ h + b_f)', false, undefined],
      ['(W_f @ X.T + U_f @ h + b_f)', false, undefined],
      ['(W_f * X + U_f * h + b_f)', true, product],
    ]);
    assert.match(versions(1, 8)[0]?.sentence ?? '', /NumPy lays a vector of one axis along the last axis/);
    assert.match(versions(1, 8)[1]?.sentence ?? '', /equal by chance.* f_t is \(8, 8\) where one number/);
    const own = mistake('whole-sequence', 'lstm', 'by-hand', { library: 'NumPy', vectorAxes: 1 });
    assert.equal(own.slip, undefined, 'of columns only');
    assert.match(own.repair.code, /^for x_t in X:\n {4}f_t = /);
    assert.deepEqual(lines(own.repair)[0], 'W_f (10, 8) @ x_t (8,) -> (10,)');
  });

  it('tell what * does where @ is meant', () => {
    const version = (change: Partial<Setting> = {}): Mistake['versions'][number] | undefined =>
      mistake('elementwise-as-product', 'lstm', 'by-hand', { library: 'NumPy', ...change }).versions[0];
    const own = version();
    assert.ok(own);
    assert.deepEqual(lines(own), [
      'W_f (10, 8) * x_t (8,) -> (10, 8) stretched',
      'U_f (10, 10) * h (10,) -> (10, 10) stretched',
      'W_f * x_t (10, 8) + U_f * h (10, 10) -> refused',
    ]);
    assert.equal(own.says, 'operands could not be broadcast together with shapes (10,8) (10,10)');
    assert.match(version({ vectorAxes: 2 })?.sentence ?? '', /W_f is \(10, 8\), x_t is \(8, 1\)/);
    const square = version({ sizes: { units: 8, features: 8 } });
    assert.equal(square?.isRefused, false);
    assert.match(square?.sentence ?? '', /f_t is \(8, 8\) where one number for each of the 8 units is meant/);
    const script = mistake('elementwise-as-product', 'lstm', 'tfjs');
    assert.equal(script.title, 'mul where matMul is meant');
  });

  it('say what the library raises where it refuses', () => {
    const [keras] = mistake('whole-sequence', 'lstm', 'keras', { steps: 6 }).versions;
    assert.equal(keras?.isRefused, true);
    assert.deepEqual(keras && lines(keras), ['W_f.T (10, 8) @ X (6, 8) -> refused']);
    const torch = mistake('whole-sequence', 'lstm', 'torch', { steps: 6 }).versions[0];
    assert.equal(torch?.says, 'mat1 and mat2 shapes cannot be multiplied (10x8 and 6x8)');
    const tfjs = mistake('whole-sequence', 'gru', 'tfjs', { steps: 6 }).versions[0];
    assert.equal(tfjs?.says, 'Error in matMul: inner shapes (8) and (6) of Tensors with shapes 10,8 and 6,8');
  });

  it('are quoted as the frameworks raised them', () => {
    const quoted: readonly (readonly [string, Mistake, number])[] = [
      ['err-numpy-751', mistake('whole-sequence', 'lstm', 'keras', { steps: 6 }), 0],
      ['err-numpy-754', mistake('missing-transpose', 'lstm', 'keras'), 0],
      ['err-keras-173', mistake('sequences-into-dense', 'lstm', 'keras'), 1],
      ['err-keras2.2.4-559', mistake('sequences-into-dense', 'lstm', 'keras2'), 1],
      ['err-tfjs-838', mistake('sequences-into-dense', 'lstm', 'tfjs'), 1],
      ['err-torch-021', mistake('state-without-layers', 'gru', 'torch'), 0],
    ];
    for (const [id, { versions }, index] of quoted) {
      const message = errorRecords().find(record => record.id === id)?.message ?? '';
      const says = versions[index]?.says ?? '';
      assert.ok(says !== '' && isSaid(says, message), `${says} | ${message}`);
    }
  });

  it('never refuse the repair, and always refuse or slip where they are made', () => {
    for (const { name: layout } of layouts)
      for (const kind of ['lstm', 'gru', 'simple-rnn'])
        for (const steps of [1, 6, 8])
          for (const units of [1, 8, 10]) {
            const cell = bound(kind, layout);
            if (!cell) continue;
            const own = { bound: cell, sizes: { units, features: 8 }, steps, layers: 2, directions: 2 };
            for (const { name, versions, repair, slip } of mistakesOf(own)) {
              const where = `${layout} ${kind} ${name}`;
              assert.ok(
                repair.attempts.every(({ outcome }) => outcome.ok),
                where,
              );
              assert.ok(repair.place.time < steps, where);
              for (const { isRefused, attempts, readings, says } of versions) {
                assert.equal(isRefused && attempts.length > 0, attempts.at(-1)?.outcome.ok === false, where);
                assert.ok(isRefused || says === undefined, where);
                assert.ok(attempts.length > 0 || readings || slip, where);
              }
            }
          }
  });

  it('are the same where the state before comes through a mask of dropout', () => {
    for (const kind of ['lstm', 'gru', 'simple-rnn']) {
      const own = setting(kind, 'keras');
      const masked = bindCell({ ...unbiased, bias: true, kind, layout: 'keras', recurrentDropout: true });
      assert.ok(masked.ok);
      const found = mistakesOf({ ...own, bound: masked.value });
      assert.deepEqual(
        found.map(({ name }) => name),
        mistakesOf(own).map(({ name }) => name),
      );
      for (const { repair } of found) assert.ok(repair.attempts.every(({ outcome }) => outcome.ok));
      assert.match(found[0]?.versions[0]?.code ?? '', /@ \(m\w* \* h\)/);
    }
  });

  it('are left out where a framework does not allow them', () => {
    const names = (kind: string, layout: string): readonly MistakeName[] =>
      mistakesOf(setting(kind, layout)).map(({ name }) => name);
    assert.deepEqual(
      names('lstm', 'keras'),
      mistakeNames.filter(name => name !== 'state-without-layers'),
    );
    assert.deepEqual(names('lstm', 'torch'), mistakeNames);
    assert.ok(!names('simple-rnn', 'keras').includes('foreign-gate-order'));
    const without = { ...setting('lstm', 'keras') };
    const bare = bindCell({ ...unbiased, layout: 'keras' });
    assert.ok(bare.ok);
    const found = mistakesOf({ ...without, bound: bare.value }).map(({ name }) => name);
    assert.ok(!found.includes('bias-twice'));
  });

  it('tell a state for each layer and direction', () => {
    const { versions, repair } = mistake('state-without-layers', 'lstm', 'torch', {
      layers: 2,
      directions: 2,
    });
    assert.deepEqual(
      versions.map(({ says }) => says),
      [
        'For batched 3-D input, hx and cx should also be 3-D but got (2-D, 2-D) tensors',
        'Expected hidden[0] size (4, 32, 10), got [1, 32, 10]',
      ],
    );
    assert.match(repair.code, /zeros\(4, 32, 10\)/);
  });
});

const unbiased = {
  kind: 'lstm',
  activation: 'tanh',
  recurrentActivation: 'sigmoid',
  bias: false,
  resetAfter: false,
};

describe('the numbers of a mistake', () => {
  function numbers(name: MistakeName, layout: string, kind = 'lstm') {
    const own = setting(kind, layout);
    const input = {
      bound: own.bound,
      sizes: own.sizes,
      parameters: sampleParameters(own.bound, own.sizes, 1, 'float64'),
      x: sampleSequence(own.steps, own.sizes.features, 1, 'float64'),
      initialState: new Map(),
      precision: 'float64',
    } as const;
    const run = trace(input);
    assert.ok(run.ok);
    const { slip } = mistake(name, kind, layout);
    const comparison = slip && compared(slip, input, run.value);
    assert.ok(comparison, name);
    return comparison;
  }
  const column = (matrix: { columns: number; data: ArrayLike<number> }, time: number): readonly number[] =>
    Array.from(matrix.data).filter((_, index) => index % matrix.columns === time);

  it('of the whole sequence are right in the first step alone', () => {
    for (const layout of ['keras', 'torch', 'onnx']) {
      const { symbol, right, wrong } = numbers('whole-sequence', layout);
      assert.equal(symbol, 'f_t');
      assert.deepEqual([right.rows, right.columns, wrong.rows, wrong.columns], [10, 8, 10, 8]);
      const [a, b] = [column(right, 0), column(wrong, 0)];
      assert.ok(a.every((value, row) => Math.abs(value - (b[row] ?? Number.NaN)) < 1e-12));
      assert.notDeepEqual(column(right, 1), column(wrong, 1));
    }
  });

  it('of a product the other way round are wrong from the second step on', () => {
    const { symbol, right, wrong } = numbers('product-order', 'keras');
    assert.equal(symbol, 'h_t');
    assert.deepEqual(column(right, 0), column(wrong, 0));
    assert.notDeepEqual(column(right, 1), column(wrong, 1));
  });

  it('of gates in another order are those of the named framework', () => {
    const own = setting('lstm', 'keras');
    const parameters = sampleParameters(own.bound, own.sizes, 1, 'float64');
    const { slip } = mistake('foreign-gate-order', 'lstm', 'keras');
    assert.ok(slip?.kind === 'parameters');
    const altered = slip.alter(parameters);
    // Stored i, f, c, o and read as ONNX' i, o, f, c.
    for (const [read, stored] of [
      ['i', 'i'],
      ['o', 'f'],
      ['f', 'g'],
      ['g', 'o'],
    ])
      assert.equal(altered.get(`W_${read}`), parameters.get(`W_${stored}`));
  });

  it("compares the gates' order with any framework that has another", () => {
    const { others } = mistake('foreign-gate-order', 'lstm', 'keras');
    assert.equal(others?.chosen, 'onnx');
    // What is stored as in Keras: i, f, g, o.
    assert.ok(!others?.all.some(({ name }) => ['keras', 'keras2', 'torch', 'paddle'].includes(name)));
    for (const { name, text } of others?.all ?? []) {
      const shown = mistake('foreign-gate-order', 'lstm', 'keras', { comparedWith: name });
      assert.equal(shown.others?.chosen, name);
      const [title = '', order = ''] = text.split(': ');
      assert.ok(shown.idea.includes(`${title} in the order ${order}`), shown.idea);
      assert.ok(shown.versions[0]?.code.startsWith(`${order} = `));
    }
    assert.ok(others?.all.some(({ name }) => name === 'tensorflow1'));
    const same = mistake('foreign-gate-order', 'lstm', 'keras', { comparedWith: 'torch' });
    assert.equal(same.others?.chosen, 'onnx');
  });

  it('differ for every other slip', () => {
    for (const layout of ['keras', 'torch', 'haiku'])
      for (const name of ['missing-transpose', 'bias-twice', 'foreign-gate-order'] as const)
        assert.ok(numbers(name, layout).largest > 0.001, `${layout} ${name}`);
  });
});

describe('the shapes of a mistake', () => {
  it('are the sizes of the layer', () => {
    const own = mistake('missing-transpose', 'lstm', 'torch', { sizes: { units: 5, features: 3 }, steps: 4 });
    const sizes = own.versions[0]?.attempts[0]?.operands.map(({ shape }) => shape.map(constantOf));
    assert.deepEqual(sizes, [
      [32, 3],
      [5, 3],
    ]);
    assert.equal(own.versions[0]?.says, 'mat1 and mat2 shapes cannot be multiplied (32x3 and 5x3)');
  });
});
