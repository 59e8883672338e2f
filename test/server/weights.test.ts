/** Files of weights over the wire: their layers, their numbers by slice, and what is said of files that are none. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { WeightPlace } from '../../src/protocol/weights.ts';
import { Editor } from './editor.ts';

const GOLDENS = path.resolve('test/goldens/weights');
const uriOf = (name: string): string => pathToFileURL(path.join(GOLDENS, name)).toString();

interface Recorded {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

function recorded(part: string, file: string, tensor: string): Recorded {
  const all = JSON.parse(readFileSync(path.join(GOLDENS, `${part}.json`), 'utf8'));
  const found = (all[file].tensors as readonly Recorded[]).find(({ name }) => name === tensor);
  assert.ok(found, tensor);
  return found;
}

describe('weights for the gate calculator', () => {
  let editor: Editor;

  before(async () => {
    editor = await Editor.start({ files: { 'model.py': 'x = 1\n' } });
  });
  after(() => editor.stop());

  const layers = async (uri: string) => {
    const found = await editor.request('lstmShapes/weightLayers', { uri });
    return 'layers' in found ? found.layers : assert.fail(found.reason);
  };

  const reason = async (uri: string): Promise<string> => {
    const found = await editor.request('lstmShapes/weightLayers', { uri });
    return 'reason' in found ? found.reason : assert.fail('it has layers');
  };

  it('are the recurrent layers of a file, as a calculator is told of them', async () => {
    const [lstm, gru, cell] = await layers(uriOf('torch/state.pt'));
    assert.deepEqual(lstm, {
      name: 'lstm',
      layoutName: 'torch',
      framework: 'PyTorch',
      cell: 'lstm',
      resetAfter: false,
      biases: true,
      units: 4,
      inputSize: 3,
      projection: null,
      layers: 2,
      directions: 2,
      weights: ['weight_ih', 'weight_hh', 'bias_ih', 'bias_hh'],
    });
    assert.deepEqual([gru?.cell, gru?.resetAfter], ['gru', true]);
    assert.deepEqual(cell?.cell, 'simple-rnn');
    for (const name of [
      'keras/model.h5',
      'keras/model.keras',
      'tfjs/model.json',
      'torch/script.onnx',
      'torch/legacy.pth',
      'numpy/mlx.safetensors',
    ])
      assert.ok((await layers(uriOf(name))).length > 0, name);
  });

  it('come by slice, each number as the framework has it', async () => {
    const uri = uriOf('torch/state.pt');
    const place: WeightPlace = { uri, label: 'state.pt', layer: 'lstm', index: 0 };
    const part = { layer: 1, reverse: true };
    const expected = recorded('torch', 'state.pt', 'lstm.weight_ih_l1_reverse');
    const numbers: number[] = [];
    for (let first = 0; first < expected.values.length; first += 50) {
      const slice = await editor.request('lstmShapes/weightValues', {
        place,
        part,
        weight: 'weight_ih',
        first,
        count: 50,
      });
      assert.ok('values' in slice, JSON.stringify(slice));
      assert.deepEqual(slice.shape, expected.shape);
      assert.equal(slice.kind, 'float32');
      const bytes = Uint8Array.from(Buffer.from(slice.values, 'base64'));
      numbers.push(...new Float32Array(bytes.buffer));
    }
    assert.deepEqual(numbers, expected.values.map(Math.fround));
  });

  it('of both directions in one tensor are those of the direction that is asked for', async () => {
    const place: WeightPlace = {
      uri: uriOf('torch/script.onnx'),
      label: 'script.onnx',
      layer: '/lstm/LSTM',
      index: 0,
    };
    const values = async (reverse: boolean) => {
      const slice = await editor.request('lstmShapes/weightValues', {
        place,
        part: { layer: 0, reverse },
        weight: 'W',
        first: 0,
        count: 9999,
      });
      assert.ok('values' in slice, JSON.stringify(slice));
      assert.deepEqual(slice.shape, [1, 16, 3]);
      return slice.values;
    };
    assert.notEqual(await values(false), await values(true));
  });

  it('are refused in words where a file is broken, lies, would run code, or has none', async () => {
    const broken = path.join(editor.folder, 'broken.safetensors');
    writeFileSync(broken, Buffer.concat([Buffer.from([255, 255, 255, 255, 255, 0, 0, 0]), Buffer.from('{')]));
    assert.match(
      await reason(pathToFileURL(broken).toString()),
      /^broken\.safetensors cannot be read: its header claims \d+ bytes/,
    );
    writeFileSync(path.join(editor.folder, 'empty.npz'), '');
    assert.equal(
      await reason(pathToFileURL(path.join(editor.folder, 'empty.npz')).toString()),
      'empty.npz cannot be read: it is empty.',
    );
    assert.match(await reason(uriOf('torch/whole.pt')), /^whole\.pt cannot be read: /);
    assert.match(await reason(uriOf('numpy/plain.npy')), /has no LSTM, GRU or RNN that is known/);
    assert.match(await reason(uriOf('none.npz')), /does not exist/);
    assert.match(
      await reason('vscode-vfs://github/a/b/model.npz'),
      /only files on the machine of this window/,
    );
  });

  it('are read anew after the file was written again, and say so where the layer is gone', async () => {
    const copy = path.join(editor.folder, 'copy.pt');
    writeFileSync(copy, readFileSync(path.join(GOLDENS, 'torch/state.pt')));
    const uri = pathToFileURL(copy).toString();
    assert.ok((await layers(uri)).length > 1);
    writeFileSync(copy, readFileSync(path.join(GOLDENS, 'torch/checkpoint.pt')));
    assert.equal((await layers(uri)).length, 1);
    const place: WeightPlace = { uri, label: 'copy.pt', layer: 'lstm', index: 0 };
    const gone = await editor.request('lstmShapes/weightValues', {
      place,
      part: { layer: 0, reverse: false },
      weight: 'weight_ih',
      first: 0,
      count: 1,
    });
    assert.deepEqual(gone, { reason: 'copy.pt has no layer lstm any more.' });
  });
});
