/** An error names the version of its framework exactly where another version that is modelled does not refuse the program. */
import assert from 'node:assert/strict';
import { problemsOf } from '../../../src/rules/index.ts';
import { analyseTexts } from '../../support/analyse.ts';

/** What the errors of main.py say of versions, in order; '' for nothing. */
async function saidOf(
  code: string,
  files: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const problems = problemsOf(await analyseTexts({ 'main.py': code, ...files }, ['main.py']));
  const errors = (problems.get('/project/main.py') ?? []).filter(({ severity }) => severity === 'error');
  return errors.map(({ message }) => {
    const [first = ''] = message.split('\n');
    return /\([^()]*(?:is assumed: nothing pins a version|, requirements\.txt)\.\)$/.exec(first)?.[0] ?? '';
  });
}

const pinned = (text: string) => ({ 'requirements.txt': text });
const ASSUMED = /^\(Keras 3\.\d+ is assumed: nothing pins a version\.\)$/;

const INPUT_IN_SEQUENTIAL = `from keras import Input, Sequential
from keras.layers import LSTM
model = Sequential([Input((8, 3)), LSTM(4)])
`;

const STACKED = `from keras import Sequential
from keras.layers import LSTM
model = Sequential()
model.add(LSTM(4, input_shape=(8, 3)))
model.add(LSTM(4))
`;

describe('the version that an error rests on', () => {
  it('is named as assumed where nothing pins one', async () => {
    const [said = '', ...others] = await saidOf('from keras import layers\nlayer = layers.CuDNNLSTM(4)\n');
    assert.match(said, ASSUMED);
    assert.deepEqual(others, []);
  });

  it('is named with what pins it', async () => {
    assert.deepEqual(await saidOf(INPUT_IN_SEQUENTIAL, pinned('keras==2.2.4')), [
      '(With Keras 2.2.4, requirements.txt.)',
    ]);
    assert.deepEqual(await saidOf(INPUT_IN_SEQUENTIAL), []);
  });

  it('is that of TensorFlow for the Keras inside of it', async () => {
    const code = 'from tensorflow.keras import layers\nlayer = layers.CuDNNLSTM(4)\n';
    const [said = ''] = await saidOf(code, pinned('tensorflow==2.17.0'));
    assert.equal(said, '(With TensorFlow 2.17.0, requirements.txt.)');
  });

  it('is not named where every version refuses the same', async () => {
    for (const files of [{}, pinned('keras==2.2.4'), pinned('keras==2.10.0')])
      assert.deepEqual(await saidOf(STACKED, files), ['']);
  });

  it('is named with the errors that rest on it, not with others of the file', async () => {
    const [stacked, missing = ''] = await saidOf(
      `${STACKED}from keras import layers\nlayer = layers.CuDNNLSTM(4)\n`,
    );
    assert.equal(stacked, '');
    assert.match(missing, ASSUMED);
  });

  it('is named where the version decided something long before', async () => {
    const code = `import numpy as np
from keras import Sequential
from keras.layers import GRU
model = Sequential()
model.add(GRU(4, input_shape=(8, 3)))
model.set_weights([np.zeros((3, 12)), np.zeros((4, 12)), np.zeros((12,))])
`;
    const [said = ''] = await saidOf(code);
    assert.match(said, ASSUMED);
    assert.deepEqual(await saidOf(code, pinned('keras==2.2.4')), []);
  });

  it('is named where the run as another version ends behind the statement', async () => {
    const code = [
      'from keras import layers',
      'layers.Dropout(0.5, batch_input_shape=(1, 2))',
      'n = 0',
      'for i in range(400):',
      '    for j in range(100):',
      '        n = n + i * 90 + j + i * i + j * j',
      'layers.Dropout(0.5, bogus=1)',
    ];
    const [first = '', second] = await saidOf(code.join('\n'));
    assert.match(first, ASSUMED);
    assert.equal(second, '');
  });

  it('is named where another file has imported the framework', async () => {
    const files = { 'cells.py': 'from keras import layers\ndef make(n):\n    return layers.Dense(n)\n' };
    const problems = problemsOf(
      await analyseTexts({ 'main.py': 'from cells import make\nlayer = make(-1)\n', ...files }),
    );
    const messages = [...problems.values()].flat().map(({ message }) => message.split('\n')[0] ?? '');
    assert.ok(messages.length > 0);
    for (const message of messages)
      assert.match(message, /\(Keras 3\.\d+ is assumed: nothing pins a version\.\)$/);
  });

  it('is that of NumPy for rows of different lengths', async () => {
    const code = 'import numpy as np\nx = np.array([[1, 2], [3]])\n';
    assert.deepEqual(await saidOf(code, pinned('numpy==1.26.4')), ['(With NumPy 1.26.4, requirements.txt.)']);
    assert.deepEqual(await saidOf(code, pinned('numpy==1.23.5')), []);
  });

  it('is never named for a framework whose versions are modelled alike', async () => {
    const code = 'import torch\nx = torch.zeros(2, 3) @ torch.zeros(2, 3)\n';
    assert.deepEqual(await saidOf(code), ['']);
    assert.deepEqual(await saidOf(code, pinned('torch==1.13.1')), ['']);
  });
});
