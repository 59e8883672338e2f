import assert from 'node:assert/strict';
import { FIRST_QUESTION, STACKED } from '../cli/programs.ts';
import { Editor, markdownOf } from './editor.ts';

describe('hover over the protocol', () => {
  let editor: Editor;
  before(async () => {
    editor = await Editor.start();
  });
  after(() => editor.stop());

  it('answers the first question', async () => {
    const uri = editor.uri('question.py');
    await editor.open(uri, FIRST_QUESTION);
    const hover = await editor.hover(uri, 'LSTM(10');
    const markdown = markdownOf(hover);
    for (const part of [
      'LSTM: (batch, 8, 8) → (batch, 10)',
      '4 × (8, 10): i, f, c, o',
      'f_t = σ(W_fᵀ x_t + U_fᵀ h_{t-1} + b_f)',
      '[10, 8]·[8, 1] + [10, 10]·[10, 1] + [10, 1] → [10, 1]',
      '760',
      'command:lstmShapes.openCalculator?',
      'command:lstmShapes.showReport?',
    ]) {
      assert.ok(markdown.includes(part), `${part} is not in:\n${markdown}`);
    }
    assert.deepEqual(hover?.range?.start.line, 4);
  });

  it('answers in a document that was never saved', async () => {
    const uri = 'untitled:Untitled-1';
    await editor.open(uri, FIRST_QUESTION);
    assert.match(markdownOf(await editor.hover(uri, 'LSTM(10')), /\(8, 40\)/);
    await editor.close(uri);
  });

  it('says nothing where there is nothing to say', async () => {
    const uri = editor.uri('question.py');
    assert.equal(await editor.hover(uri, 'metrics'), null);
    assert.equal(await editor.hoverAt(uri, FIRST_QUESTION, 0), null);
    assert.equal(await editor.hoverAt(editor.uri('closed.py'), '', 0), null);
  });

  it('follows each edit at once', async () => {
    const uri = editor.uri('typing.py');
    await editor.open(uri, FIRST_QUESTION);
    for (const units of [16, 32, 64]) {
      await editor.replace(uri, /LSTM\(\d+/.exec(editor.text(uri))?.[0] ?? '', `LSTM(${units}`);
      assert.match(markdownOf(await editor.hover(uri, `LSTM(${units}`)), new RegExp(`\\(batch, ${units}\\)`));
    }
  });

  it('holds in half-written code', async () => {
    const uri = editor.uri('half.py');
    await editor.open(uri, FIRST_QUESTION);
    await editor.replace(uri, "model.add(Activation('softmax'))", "model.add(Activation('soft\nif model.(");
    assert.match(markdownOf(await editor.hover(uri, 'LSTM(10')), /\(8, 40\)/);
  });

  it('reads other languages', async () => {
    const uri = editor.uri('model.ts');
    const text =
      "import * as tf from '@tensorflow/tfjs';\nconst layer = tf.layers.lstm({units: 7, inputShape: [5, 2]});\nconst m = tf.sequential({layers: [layer]});\n";
    await editor.open(uri, text, 'typescript');
    assert.match(markdownOf(await editor.hover(uri, 'lstm({units')), /\(2, 28\)/);
  });

  it('has no command links for an editor that runs none', async () => {
    const other = await Editor.start({ settings: null, links: false });
    try {
      const uri = other.uri('question.py');
      await other.open(uri, STACKED);
      const markdown = markdownOf(await other.hover(uri, 'LSTM(16'));
      assert.match(markdown, /\(8, 3\)|\(batch, 8, 3\)/);
      assert.doesNotMatch(markdown, /command:/);
    } finally {
      await other.stop();
    }
  });
});
