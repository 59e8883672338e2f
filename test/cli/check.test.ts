import assert from 'node:assert/strict';
import { check, fileOf, summaries } from './document.ts';
import { FINE, FIRST_QUESTION, STACKED } from './programs.ts';

describe('check --format json', () => {
  it('answers the first question', async () => {
    const { code, document } = await check({ 'question.py': FIRST_QUESTION }, ['--tensors']);
    const { layers, tensors, diagnostics } = fileOf(document, 'question.py');
    const [lstm, activation] = layers;
    assert.equal(code, 0);
    assert.deepEqual(diagnostics, []);
    assert.equal(lstm?.call, 'keras.layers.LSTM');
    assert.deepEqual(lstm?.range, { start: { line: 5, column: 11 }, end: { line: 5, column: 63 } });
    assert.deepEqual(
      lstm?.weights.map(({ name, shape, gates }) => [name, shape, gates?.join('')]),
      [
        ['kernel', [8, 40], 'ifco'],
        ['recurrent_kernel', [10, 40], 'ifco'],
        ['bias', [40], 'ifco'],
      ],
    );
    assert.equal(lstm?.parameters, 760);
    assert.deepEqual(lstm?.input, ['batch', 8, 8]);
    assert.deepEqual(lstm?.output, ['batch', 10]);
    assert.deepEqual(lstm?.step?.x_t, ['batch', 8]);
    assert.deepEqual(lstm?.step?.h_t, ['batch', 10]);
    assert.equal(activation?.recurrent, false);
    assert.deepEqual(
      tensors?.map(({ name, shape }) => [name, shape]),
      [['kernel', [8, 40]]],
    );
  });

  it('gives exit code 1 and the place of an error', async () => {
    const { code, err, document } = await check({ 'model.py': STACKED });
    assert.equal(code, 1);
    assert.equal(err, '');
    assert.deepEqual(summaries(fileOf(document, 'model.py')), ['error missing-return-sequences 6']);
  });

  it('gives exit code 0 where nothing is wrong', async () => {
    assert.equal((await check({ 'model.py': FINE })).code, 0);
  });

  it('lists every file that imports a framework or NumPy, and no other', async () => {
    const files = {
      'a.py': FINE,
      'b.py': 'import numpy as np\nx = np.zeros((2, 3))\n',
      'c.py': 'import os\n',
      'd.txt': 'keras',
    };
    const { document } = await check(files);
    assert.deepEqual(
      document.files.map(({ path }) => path),
      ['a.py', 'b.py'],
    );
  });

  it('takes the versions that it is told', async () => {
    const program = 'from keras import Input\nfrom keras.layers import GRU\ny = GRU(4)(Input((8, 3)))\n';
    const biasOf = async (...args: string[]) => {
      const { document } = await check({ 'gru.py': program }, args);
      return fileOf(document, 'gru.py').layers[0]?.weights.find(({ name }) => name === 'bias')?.shape;
    };
    assert.deepEqual(await biasOf(), [2, 12]);
    assert.deepEqual(await biasOf('--framework', 'keras=2.2.4'), [12]);
  });

  it('leaves tensors out unless they are asked for', async () => {
    const { document } = await check({ 'question.py': FIRST_QUESTION });
    assert.equal(fileOf(document, 'question.py').tensors, undefined);
  });

  it('counts lines in the cells of a notebook', async () => {
    const cells = [
      { cell_type: 'markdown', source: ['# Model'] },
      {
        cell_type: 'code',
        source: [
          '%matplotlib inline\n',
          'from keras import Input, Sequential\n',
          'from keras.layers import LSTM',
        ],
      },
      { cell_type: 'code', source: 'model = Sequential([Input((8, 3)), LSTM(16)])\nmodel.add(LSTM(4))' },
    ];
    const { document } = await check({ 'model.ipynb': JSON.stringify({ cells, nbformat: 4 }) });
    const [problem] = fileOf(document, 'model.ipynb').diagnostics;
    assert.equal(problem?.range.cell, 2);
    assert.equal(problem?.range.start.line, 2);
  });

  it('counts columns in UTF-16 code units, and lines of every ending', async () => {
    const text = STACKED.replace('model.add(LSTM(4))', "'😀'; model.add(LSTM(4))");
    for (const ending of ['\n', '\r\n', '\r']) {
      const { document } = await check({ 'model.py': text.replaceAll('\n', ending) });
      const [problem] = fileOf(document, 'model.py').diagnostics;
      assert.deepEqual(problem?.range.start, { line: 6, column: 17 }, JSON.stringify(ending));
    }
  });

  it('obeys pinned versions', async () => {
    // Keras 3 refuses what Keras 2 only warned about: an unknown argument of a layer named input_dim.
    const text = 'from keras.layers import LSTM\nlayer = LSTM(4, input_dim=3, input_length=8)\n';
    const files = {
      'old/m.py': text,
      'old/requirements.txt': 'keras==2.2.4\ntensorflow==1.15.5\n',
      'new/m.py': text,
    };
    const { document } = await check(files);
    assert.deepEqual(summaries(fileOf(document, 'old/m.py')), []);
    assert.deepEqual(summaries(fileOf(document, 'new/m.py')), ['error wrong-argument 2']);
  });
});
