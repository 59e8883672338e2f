import assert from 'node:assert/strict';
import type { TextDocument } from 'vscode';
import { closeAll, hoverWith, openSample, openText, placeOf } from '../support/editor.ts';

describe('hover over a stacked bidirectional layer', () => {
  it('has the weights of every layer in a few rows', async () => {
    const { document } = await openSample('torch_bidirectional_classifier.py');
    const text = await hoverWith(document, placeOf(document, 'nn.LSTM(', 'LSTM'));
    for (const row of [
      '`weight_ih_l0`, `weight_ih_l0_reverse` | (512, 100)',
      '`weight_hh_l0` … `weight_hh_l1_reverse` (4) | (512, 128)',
      '`bias_ih_l0` … `bias_hh_l1_reverse` (8) | (512,)',
      // What the sample asks: why is the second layer's input 256 wide?
      '`weight_ih_l1`, `weight_ih_l1_reverse` | (512, 256)',
    ])
      assert.ok(text.includes(row), text);
    assert.ok(text.split('\n').filter(line => line.startsWith('|')).length <= 6, text);
    assert.match(text, /f_t = σ/);
    await closeAll();
  });
});

describe('hover in the first question', () => {
  let document: TextDocument;

  before(async () => {
    document = (await openSample('first_question.py')).document;
  });

  after(closeAll);

  it('tells weights, gates, states and one step of the LSTM', async () => {
    const text = await hoverWith(document, placeOf(document, 'LSTM(10', 'LSTM'));
    for (const part of [
      '(batch, 8, 8)',
      '(batch, 10)',
      '(8, 40)',
      '(10, 40)',
      '(40,)',
      '(8, 10)',
      '(10, 10)',
      '760',
    ]) {
      assert.ok(text.includes(part), `${part} is not in:\n${text}`);
    }
  });

  it('has the equation of the forget gate with its shapes', async () => {
    const text = await hoverWith(document, placeOf(document, 'LSTM(10', 'LSTM'));
    assert.ok(text.includes('f_t = σ(W_fᵀ x_t + U_fᵀ h_{t-1} + b_f)'), text);
    assert.ok(text.includes('[10, 8]·[8, 1] + [10, 10]·[10, 1] + [10, 1] → [10, 1]'), text);
  });

  it('links to the calculator and the report', async () => {
    const text = await hoverWith(document, placeOf(document, 'LSTM(10', 'LSTM'));
    assert.match(text, /command:lstmShapes\.openCalculator\?/);
    assert.match(text, /command:lstmShapes\.showReport\b/);
  });

  it("answers what get_weights()[0].shape is, in the question's own spelling too", async () => {
    const right = await hoverWith(document, placeOf(document, 'get_weights()[0].shape', 'shape'));
    assert.ok(right.includes('(8, 40)'), right);
    const broken = await hoverWith(
      document,
      placeOf(document, 'layers.layer[0].get_weights[0].shape', 'shape'),
    );
    assert.ok(broken.includes('(8, 40)'), broken);
    assert.match(broken, /layers\[0\]/);
  });

  it('writes text from the code so that it is no markup', async () => {
    const model = [
      'from keras import Input, Sequential',
      'from keras.layers import LSTM',
      "model = Sequential([Input((4, 3)), LSTM(2, name='<img src=x>[a](command:b)')])",
    ].join('\n');
    const editor = await openText('python', model);
    const text = await hoverWith(editor.document, placeOf(editor.document, 'LSTM(2', 'LSTM'));
    assert.doesNotMatch(text, /(?<!\\)<img/);
    assert.doesNotMatch(text, /(?<!\\)\[a\]\(command:b\)/);
  });
});
