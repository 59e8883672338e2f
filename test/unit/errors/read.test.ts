/** Error texts in the forms in which people copy them. */
import assert from 'node:assert/strict';
import { readError } from '../../../src/errors/index.ts';
import { RAISED, WORDS } from '../../support/explained.ts';

describe('reading an error text', () => {
  it('knows what nearly all messages of the frameworks say', () => {
    const unknown = RAISED.filter(({ error }) => !readError(error).said);
    assert.ok(unknown.length <= 20, unknown.map(({ id, error }) => `${id} ${error.slice(0, 80)}`).join('\n'));
  });

  it('knows the words for what is refused most often, and has their numbers', () => {
    for (const [statement, error] of WORDS) {
      const { said } = readError(error);
      assert.ok(said, `${statement}: ${error}`);
      for (const sentence of said.sentences) assert.doesNotMatch(sentence, /undefined|NaN/, statement);
      assert.ok(
        said.sentences.every(sentence => /[.…]$/.test(sentence)),
        statement,
      );
    }
  });

  it('knows what a product of Paddle says', () => {
    const { said } = readError(
      'ValueError: (InvalidArgument) The first matrix width should be same as second matrix height,but received first matrix width 10, second matrix height 8',
    );
    assert.deepEqual([said?.expected, said?.actual], [8, 10]);
  });

  it("takes Python's traceback apart", () => {
    const { exception, message, frames } = readError(`Traceback (most recent call last):
  File "/srv/train.py", line 30, in <module>
    main()
    ~~~~^^
  File "net.py", line 12, in forward
    out, _ = self.lstm(x)
RuntimeError: input.size(-1) must be equal to input_size. Expected 8, got 5`);
    assert.equal(exception, 'RuntimeError');
    assert.match(message, /^input\.size/);
    assert.deepEqual(frames, [
      { file: '/srv/train.py', line: 30, code: 'main()' },
      { file: 'net.py', line: 12, code: 'out, _ = self.lstm(x)' },
    ]);
  });

  it('takes the tracebacks of notebooks apart, old and new, in colours', () => {
    const { frames, exception } = readError(`\u001b[31m---------\u001b[0m
ValueError                                Traceback (most recent call last)
Cell In[3], line 2
      1 x = 1
----> 2 out = lstm(x)

File ~/app/net.py:7, in Net.forward(self, x)
      6 def forward(self, x):
----> 7     return self.lstm(x)

<ipython-input-4-5c1e> in <module>
      1 a = 2
----> 2 fit(a)

ValueError: LSTM: Expected input to be 2D or 3D, got 1D instead`);
    assert.equal(exception, 'ValueError');
    assert.deepEqual(frames, [
      { file: undefined, line: 2, code: 'out = lstm(x)' },
      { file: '~/app/net.py', line: 7, code: 'return self.lstm(x)' },
      { file: undefined, line: 2, code: 'fit(a)' },
    ]);
  });

  it("takes JavaScript's stack apart, from the outermost frame on", () => {
    const { exception, message, frames } =
      readError(`Uncaught ValueError: Input 0 is incompatible with layer lstm_LSTM1: expected ndim=3, found ndim=2
    at new ValueError (/app/node_modules/tfjs/tf.js:3:1)
    at build (file:///app/src/model.ts:12:9)
    at /app/src/main.ts:4:1`);
    assert.equal(exception, 'ValueError');
    assert.doesNotMatch(message, /node_modules/);
    assert.deepEqual(
      frames.map(({ file, line }) => `${file}:${line}`),
      ['/app/src/main.ts:4', '/app/src/model.ts:12', '/app/node_modules/tfjs/tf.js:3'],
    );
  });

  it('reads what TensorFlow writes into its own message, and what pytest puts before it', () => {
    const nested = readError(`ValueError: in user code:

    File "/app/train.py", line 9, in train_step  *
        loss = compute(y)

    ValueError: Shapes (None, 3) and (None, 4) are incompatible`);
    assert.deepEqual(nested.said?.shapes, [
      [null, 3],
      [null, 4],
    ]);
    assert.deepEqual(nested.frames, [{ file: '/app/train.py', line: 9, code: 'loss = compute(y)' }]);
    const tested = readError('E       RuntimeError: Expected hidden[0] size (2, 4, 16), got [2, 8, 16]');
    assert.equal(tested.exception, 'RuntimeError');
    assert.match(tested.said?.sentences.join(' ') ?? '', /axis 1 \(batch\): 4 and 8/);
  });

  it('takes the last of several exceptions', () => {
    const { exception } = readError(
      'KeyError: 1\n\nDuring handling of the above exception, another exception occurred:\n\nValueError: x',
    );
    assert.equal(exception, 'ValueError');
  });

  it('says of exchanged axes of a state what batch_first does not do', () => {
    const { said } = readError('RuntimeError: Expected hidden size (2, 5, 25), got [5, 2, 25]');
    assert.match(said?.sentences.join(' ') ?? '', /`batch_first` says nothing of states/);
  });

  it('reads the layer that a message names', () => {
    const named = (text: string) => readError(text).layer;
    assert.deepEqual(
      named("Input 0 with name 'None' of layer 'word_level' is incompatible with the layer: x"),
      {
        name: 'word_level',
        type: undefined,
      },
    );
    assert.deepEqual(named('Exception encountered when calling LSTMCell.call().'), {
      name: undefined,
      type: 'LSTMCell',
    });
    assert.equal(named('the layer is not known'), undefined);
  });
});
