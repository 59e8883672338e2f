/** A cell moved to another framework's storage and back: it computes the same, whatever the two keep and in which order. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  bindCell,
  type CellChoice,
  conversionTold,
  convertChoice,
  convertParameters,
  joinWeights,
  layouts,
  type Parameters,
  sampleParameters,
  sampleSequence,
  trace,
} from '../../../src/cells/index.ts';
import { keras } from './layers.ts';

const sizes = { units: 4, features: 3, projection: undefined };

function bound(choice: CellChoice) {
  const result = bindCell(choice);
  assert.ok(result.ok, JSON.stringify(result));
  return { choice, bound: result.value };
}

type Bound = ReturnType<typeof bound>;

function lastState(cell: Bound, parameters: Parameters, projection?: number): readonly number[] {
  const result = trace({
    bound: cell.bound,
    sizes: { ...sizes, projection },
    parameters,
    x: sampleSequence(5, sizes.features, 7, 'float64'),
    initialState: new Map(),
    precision: 'float64',
  });
  assert.ok(result.ok, JSON.stringify(result));
  return Array.from(result.value.at(4).value('h_t')?.data ?? []);
}

function close(given: readonly number[], expected: readonly number[], what: string): void {
  assert.equal(given.length, expected.length, what);
  for (const [unit, value] of expected.entries())
    assert.ok(
      Math.abs(value - (given[unit] ?? Number.NaN)) <= 1e-12,
      `${what}: ${given[unit]}, not ${value}`,
    );
}

const everyChoice = layouts.flatMap(layout =>
  Object.keys(layout.cells)
    // The description of a layer names the cell, and says apart how a GRU resets and whether there is a projection.
    .map(name => ({
      ...keras,
      layout: layout.name,
      kind: name.startsWith('gru')
        ? 'gru'
        : name === 'lstm-one-state'
          ? 'lstm'
          : name.replace('lstm-projected', 'lstm'),
      resetAfter: name === 'gru-reset-after',
      projection: name.endsWith('-projected') ? 2 : undefined,
    })),
);

describe('a change of layout', () => {
  let moved = 0;

  for (const choice of everyChoice)
    it(`${choice.layout} ${choice.kind}${choice.resetAfter ? ', reset after' : ''}${choice.projection ? ', projected' : ''}: every layout that has the cell gives the same`, () => {
      const from = bound(choice);
      const own = { ...sizes, projection: choice.projection };
      const parameters = sampleParameters(from.bound, own, 3, 'float64');
      const expected = lastState(from, parameters, choice.projection);
      for (const layout of layouts) {
        const to = convertChoice(from, layout.name);
        if (!to.ok) continue;
        const there = convertParameters(from, to.value, own, parameters);
        if (!there.ok) {
          assert.match(there.problems[0]?.message ?? '', /keeps no/);
          continue;
        }
        const given = lastState(to.value, there.value, choice.projection);
        close(given, expected, layout.name);
        moved += 1;
        const back = convertChoice(to.value, choice.layout);
        assert.ok(back.ok, `${layout.name} back`);
        const home = convertParameters(to.value, back.value, own, there.value);
        if (home.ok)
          close(lastState(from, home.value, choice.projection), expected, `${layout.name} and back`);
      }
    });

  it('moves most cells to many layouts', () => assert.ok(moved > 150, String(moved)));

  it('gives back the very same numbers where nothing is added up', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('torch', 'paddle', 'mindspore', 'mxnet', 'onnx', 'chainer-nstep'),
        fc.integer({ min: 1, max: 9 }),
        (name, seed) => {
          const from = bound({ ...keras, layout: 'torch' });
          const to = convertChoice(from, name);
          assert.ok(to.ok);
          const parameters = sampleParameters(from.bound, sizes, seed, 'float32');
          const there = convertParameters(from, to.value, sizes, parameters);
          assert.ok(there.ok);
          const back = convertParameters(to.value, from, sizes, there.value);
          assert.ok(back.ok);
          assert.deepEqual(back.value, structuredClone(parameters));
          assert.deepEqual(
            joinWeights(from.bound, sizes, back.value),
            joinWeights(from.bound, sizes, parameters),
          );
        },
      ),
    );
  });

  it('says which activation a framework does not have', () => {
    const from = bound({ ...keras, recurrentActivation: 'hard_sigmoid' });
    const to = convertChoice(from, 'keras2');
    assert.ok(!to.ok);
    assert.equal(to.problems[0]?.message, 'Keras 2 has no activation that is Keras\'s "hard_sigmoid".');
    const fifth = bound({ ...keras, layout: 'keras2', recurrentActivation: 'hard_sigmoid' });
    const onnx = convertChoice(fifth, 'onnx');
    assert.ok(onnx.ok);
    assert.equal(onnx.value.choice.recurrentActivation, 'HardSigmoid');
  });

  it('refuses a cell that computes something else', () => {
    const reset = convertChoice(bound({ ...keras, kind: 'gru', resetAfter: true }), 'tfjs');
    assert.ok(!reset.ok);
    assert.equal(reset.problems[0]?.message, 'TensorFlow.js has no GRU that computes the same.');
  });

  it('says where a number has no place', () => {
    const from = bound({ ...keras, layout: 'torch', kind: 'gru', resetAfter: true });
    const to = convertChoice(from, 'flax-nnx');
    assert.ok(to.ok);
    const there = convertParameters(from, to.value, sizes, sampleParameters(from.bound, sizes, 1, 'float64'));
    assert.ok(!there.ok);
    assert.match(
      there.problems[0]?.message ?? '',
      /^Flax NNX keeps no recurrent bias for gate n, and here it is not zero\.$/,
    );
  });

  it('writes the permutation out', () => {
    const told = (choice: CellChoice, layout: string): readonly string[] => {
      const from = bound(choice);
      const to = convertChoice(from, layout);
      assert.ok(to.ok);
      return conversionTold(from, to.value);
    };
    assert.deepEqual(told(keras, 'torch'), [
      'weight_ih holds kernelᵀ; its gates i, f, g, o are blocks 0, 1, 2, 3 there (i, f, c, o).',
      'weight_hh holds recurrent_kernelᵀ; its gates i, f, g, o are blocks 0, 1, 2, 3 there (i, f, c, o).',
      'bias_ih holds bias; its gates i, f, g, o are blocks 0, 1, 2, 3 there (i, f, c, o).',
      'bias_hh is new: zeros.',
    ]);
    assert.deepEqual(told({ ...keras, layout: 'torch' }, 'onnx').slice(0, 1), [
      'W holds weight_ih; its gates i, o, f, c are blocks 0, 3, 1, 2 there (i, f, g, o).',
    ]);
    assert.deepEqual(told({ ...keras, layout: 'torch' }, 'haiku').slice(0, 1), [
      'linear/w holds weight_ihᵀ and weight_hhᵀ; its gates i, g, f, o are blocks 0, 2, 1, 3 there (i, f, g, o).',
    ]);
    const flax = told(keras, 'flax');
    assert.equal(flax[1], 'if/kernel holds block 1 of kernel (i, f, c, o).');
    assert.equal(flax[9], 'hf/bias holds block 1 of bias (i, f, c, o).');
    assert.deepEqual(told({ ...keras, layout: 'flax' }, 'keras').slice(1), [
      'recurrent_kernel holds hi/kernel, hf/kernel, hg/kernel, ho/kernel as its gates i, f, c, o.',
      'bias holds hi/bias, hf/bias, hg/bias, ho/bias as its gates i, f, c, o.',
    ]);
    assert.deepEqual(told({ ...keras, layout: 'chainer' }, 'keras').slice(2), [
      'bias holds upward/b; its gates i, f, c, o are numbers 1, 2, 0, 3 of each unit there (a, i, f, o).',
    ]);
    assert.deepEqual(told({ ...keras, layout: 'tensorflow1' }, 'torch'), [
      'weight_ih holds the rows for x of kernel, transposed; its gates i, f, g, o are blocks 0, 2, 1, 3 there (i, j, f, o).',
      'weight_hh holds the rows for h of kernel, transposed; its gates i, f, g, o are blocks 0, 2, 1, 3 there (i, j, f, o).',
      'bias_ih holds bias; its gates i, f, g, o are blocks 0, 2, 1, 3 there (i, j, f, o); f plus 1.',
      'bias_hh is new: zeros.',
    ]);
    const gru: CellChoice = { ...keras, kind: 'gru', resetAfter: true };
    assert.deepEqual(
      told({ ...gru, layout: 'torch' }, 'flax').filter(line => line.includes('bias')),
      [
        'ir/bias holds block 0 of bias_ih + bias_hh (r, z, n).',
        'iz/bias holds block 1 of bias_ih + bias_hh (r, z, n).',
        'in/bias holds block 2 of bias_ih (r, z, n).',
        'hn/bias holds block 2 of bias_hh (r, z, n).',
      ],
    );
    assert.match(told(gru, 'torch')[3] ?? '', /^bias_hh holds row 1 of bias; /);
    assert.match(told({ ...keras, kind: 'gru' }, 'haiku')[2] ?? '', /; z with the other sign\.$/);
  });
});
