/** What the calculator opens with where the code has another than the usual cell: peepholes, a minimal gated unit, dropout, a forget bias. */
import assert from 'node:assert/strict';
import { cells } from '../../../src/cells/all-cells.ts';
import type { CalculatorSpec } from '../../../src/protocol/calculatorSpec.ts';
import { calculatorSpecAt, type NoSpec } from '../../../src/report/index.ts';
import { CELL_VARIANTS } from '../../../src/values/index.ts';
import { analyseTexts } from '../../support/analyse.ts';

async function answerOf(imported: string, call: string): Promise<CalculatorSpec | NoSpec> {
  const text = `${imported}\nlayer = ${call}\n`;
  const requirements = 'tensorflow==1.15.5\n';
  const texts = {
    'model.py': text,
    ...(imported.includes('contrib') && { 'requirements.txt': requirements }),
  };
  const facts = (await analyseTexts(texts)).files.get('/project/model.py');
  assert.ok(facts);
  return calculatorSpecAt(facts, text.indexOf(`${call}`) + call.indexOf('(') - 1);
}

async function specOf(imported: string, call: string): Promise<CalculatorSpec> {
  const spec = await answerOf(imported, call);
  assert.ok(!('reason' in spec), JSON.stringify(spec));
  return spec;
}

const keras = (call: string): Promise<CalculatorSpec> => specOf('import keras', `keras.layers.${call}`);
const flax = (call: string): Promise<CalculatorSpec> => specOf('import flax.linen as nn', `nn.${call}`);
const tensorflow = (call: string): Promise<CalculatorSpec> =>
  specOf('import tensorflow.compat.v1 as tf', `tf.nn.rnn_cell.${call}`);

describe("the calculator opens with the code's own cell", () => {
  it('whose names are those of cells that there are', () => {
    for (const name of CELL_VARIANTS) assert.ok(Object.hasOwn(cells, name), name);
  });

  it('and the share that it drops of the state before', async () => {
    assert.equal((await keras('LSTM(4, recurrent_dropout=0.25)')).recurrentDropout, 0.25);
    assert.equal((await keras('GRU(4, dropout=0.5)')).recurrentDropout, undefined);
    // Keras makes no masks of either.
    assert.equal((await keras('GRU(4, recurrent_dropout=1.0)')).recurrentDropout, undefined);
    assert.equal((await keras('SimpleRNN(4, recurrent_dropout=0)')).recurrentDropout, undefined);
  });

  it('and the forget bias of TensorFlow 1', async () => {
    assert.equal((await tensorflow('LSTMCell(4, forget_bias=0.5)')).forgetBias, 0.5);
    assert.equal((await tensorflow('BasicLSTMCell(4, 0)')).forgetBias, 0);
    assert.equal((await tensorflow('LSTMCell(4)')).forgetBias, undefined);
    assert.equal((await tensorflow('GRUCell(4)')).forgetBias, undefined);
  });

  it('with peepholes and a projection', async () => {
    assert.equal((await tensorflow('LSTMCell(4, use_peepholes=True)')).cell, 'lstm-peephole');
    assert.equal((await tensorflow('LSTMCell(4, use_peepholes=False)')).cell, 'lstm');
    const both = await tensorflow('LSTMCell(4, use_peepholes=True, num_proj=2)');
    assert.deepEqual([both.cell, both.projection], ['lstm-peephole-projected', 2]);
    const projected = await tensorflow('LSTMCell(4, num_proj=2)');
    assert.deepEqual([projected.cell, projected.projection], ['lstm', 2]);
  });

  it("and Flax's minimal gated unit, with and without reset, and its residual cell", async () => {
    assert.equal((await flax('MGUCell(features=4)')).cell, 'mgu');
    assert.equal((await flax('MGUCell(features=4, reset_gate=False)')).cell, 'mgu-without-reset');
    assert.equal((await flax('SimpleCell(4, residual=True)')).cell, 'simple-rnn-residual');
    assert.equal((await flax('SimpleCell(4)')).cell, 'simple-rnn');
  });

  it('and the activations that are given as functions', async () => {
    const { activations } = await flax('LSTMCell(4, activation_fn=nn.relu, gate_fn=nn.hard_sigmoid)');
    assert.deepEqual(activations, { activation: 'relu', recurrentActivation: 'hard_sigmoid' });
    const first = await tensorflow('LSTMCell(4, activation=tf.nn.relu)');
    assert.equal(first.activations.activation, 'relu');
  });

  it('but not where it clips its state, or where what it computes is not known', async () => {
    for (const call of ['LSTMCell(4, cell_clip=3.0)', 'LSTMCell(4, use_peepholes=flag)']) {
      const text = `import tensorflow.compat.v1 as tf\ndef make(flag):\n    return tf.nn.rnn_cell.${call}\n`;
      const facts = (await analyseTexts({ 'model.py': text })).files.get('/project/model.py');
      assert.ok(facts);
      assert.ok('reason' in calculatorSpecAt(facts, text.indexOf('LSTMCell') + 2), call);
    }
  });

  it('of tf.contrib, or says that its arithmetic is not known', async () => {
    const contrib = (call: string) => answerOf('from tensorflow.contrib import rnn', `rnn.${call}`);
    for (const [call, layout] of [
      ['LSTMBlockCell(4)', 'tensorflow1'],
      ['GRUBlockCellV2(4)', 'tensorflow1'],
      ['GRUBlockCell(4)', 'tensorflow1-gru-block'],
    ] as const) {
      const answer = await contrib(call);
      assert.ok(!('reason' in answer), call);
      assert.equal(answer.layoutName, layout);
    }
    for (const name of ['LayerNormBasicLSTMCell', 'CoupledInputForgetGateLSTMCell', 'SRUCell']) {
      const answer = await contrib(`${name}(4)`);
      assert.ok('reason' in answer, name);
      assert.match(
        answer.reason,
        new RegExp(`^The arithmetic of ${name} as it is made here is not in the calculator`),
      );
    }
    const clipped = await contrib('LSTMBlockCell(4, cell_clip=3.0)');
    assert.ok('reason' in clipped);
    assert.match(clipped.reason, /^The arithmetic of LSTMBlockCell as it is made here/);
  });
});
