import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { runCli, runOn } from './built.ts';

const WEIGHTS = 'test/goldens/weights';

function lines(text: string): readonly string[] {
  return text.split('\n').map(line => line.trim().replace(/ {2,}/g, '  '));
}

describe('weights', () => {
  it('lists tensors with their places, and recurrent layers with their gates', async () => {
    const { code, out, err } = await runCli([
      'weights',
      `${WEIGHTS}/torch/state.pt`,
      `${WEIGHTS}/keras/model.keras`,
    ]);
    assert.equal(code, 0);
    assert.equal(err, '');
    const told = lines(out);
    assert.ok(told.includes(`${WEIGHTS}/torch/state.pt: PyTorch, 29 tensors`), out);
    assert.ok(
      told.some(line => /^lstm\.weight_ih_l0 {2}float32 {2}\(16, 3\) {2}byte \d+$/.test(line)),
      out,
    );
    for (const layer of [
      'lstm: LSTM (PyTorch), input_size 3, hidden_size 4, 2 layers, both directions, gates i, f, g, o',
      'gru: GRU, reset after the product (PyTorch), input_size 8, hidden_size 2, gates r, z, n',
      'projected: LSTM with projection (PyTorch), input_size 3, hidden_size 4, projected to 2, gates i, f, g, o',
      'layers/bidirectional: LSTM (Keras), features 3, units 4, both directions, gates i, f, c, o',
    ])
      assert.ok(told.includes(layer), `${layer}\n${out}`);
  });

  it('as JSON has what the text has, by names', async () => {
    const { code, out } = await runCli(['weights', `${WEIGHTS}/torch/script.onnx`, '--format', 'json']);
    assert.equal(code, 0);
    const document = JSON.parse(out);
    const [{ format, tensors, layers }] = document.files;
    assert.equal(format, 'onnx');
    const [lstm] = layers;
    assert.deepEqual(
      [lstm.cell, lstm.units, lstm.inputSize, lstm.directions, lstm.gates],
      ['lstm', 4, 3, 2, ['i', 'o', 'f', 'c']],
    );
    const [weight] = lstm.weights;
    assert.deepEqual([weight.name, weight.direction, weight.part], ['W', 'forward', 0]);
    const tensor = tensors.find(({ name }: { readonly name: string }) => name === weight.tensor);
    assert.deepEqual(tensor.shape, [2, 16, 3]);
    assert.equal(tensor.place.kind, 'bytes');
  });

  it('finds the shards of TensorFlow.js beside the model', async () => {
    const { out } = await runCli(['weights', `${WEIGHTS}/tfjs/model.json`]);
    assert.match(out, /lstm_LSTM1\/kernel +float32 +\(3, 16\) +group1-shard1of2\.bin byte 0\n/);
    assert.match(out, /lstm_LSTM1: LSTM \(TensorFlow\.js\), .*units 4, gates i, f, c, o\n/);
  });

  it('names what it cannot read, lists the rest, and gives exit code 2', async () => {
    const files = {
      'whole.pt': readFileSync(`${WEIGHTS}/torch/whole.pt`),
      'cut.npy': readFileSync(`${WEIGHTS}/numpy/plain.npy`).subarray(0, 100),
      'good.npy': readFileSync(`${WEIGHTS}/numpy/plain.npy`),
    };
    const { code, out, err } = await runOn(files, ['weights', 'whole.pt', 'cut.npy', 'good.npy', 'none.pt']);
    assert.equal(code, 2);
    assert.match(
      out,
      /^good\.npy: array of NumPy, 1 tensor\n {2}\(no name\) {2}float32 {2}\(2, 3, 4\) {2}byte 128\n$/,
    );
    assert.match(
      err,
      /cannot read whole\.pt: it needs 'torch\.nn\.modules\.rnn\.GRU', which only running code could make/,
    );
    assert.match(err, /cannot read cut\.npy: its NumPy header ends at byte 100/);
    assert.match(err, /cannot read none\.pt: it does not exist/);
  });

  it('without a file is bad usage', async () => {
    assert.equal((await runCli(['weights'])).code, 2);
  });
});
