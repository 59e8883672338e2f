import assert from 'node:assert/strict';
import { commands, Selection, TabInputWebview, type TextEditor, window } from 'vscode';
import { closeAll, extension, openSample, openText, placeOf, untilTrue } from '../support/editor.ts';

function calculatorTabs(): readonly string[] {
  const tabs = window.tabGroups.all.flatMap(group => group.tabs);
  return tabs.flatMap(tab =>
    tab.input instanceof TabInputWebview && tab.input.viewType.includes('lstmShapes.calculator')
      ? [tab.label]
      : [],
  );
}

function putCursor(editor: TextEditor, text: string): void {
  const place = placeOf(editor.document, text);
  editor.selection = new Selection(place, place);
}

const open = (argument?: unknown) => commands.executeCommand('lstmShapes.openCalculator', argument);

describe('the gate calculator', () => {
  afterEach(closeAll);

  it('opens for the layer under the cursor, and its page answers', async () => {
    const editor = await openSample('first_question.py');
    putCursor(editor, 'LSTM(10');
    await open();
    await untilTrue(() => calculatorTabs().length === 1);
    await untilTrue(() => extension().exports.calculators.ready.length === 1);
    assert.match(calculatorTabs()[0] ?? '', /lstm · Gate Calculator/i);
  });

  it('can close the hover whose link was followed', async () => {
    assert.ok((await commands.getCommands(true)).includes('editor.action.hideHover'));
  });

  it('opens at the place that a link names, by position or by offset, once a layer', async () => {
    const { document } = await openSample('torch_attention_seq2seq.py');
    const uri = document.uri.toString();
    const { line, character } = placeOf(document, 'nn.GRUCell(', 'GRUCell');
    await open({ uri, position: { line, character } });
    await open({ uri, offset: document.getText().indexOf('GRUCell(') + 2 });
    await untilTrue(() => extension().exports.calculators.ready.length === 1);
    assert.equal(calculatorTabs().length, 1);
  });

  it('opens in the mistake that a problem is, in the panel that the layer has already', async () => {
    const { document } = await openSample('first_question.py');
    const uri = document.uri.toString();
    const { line, character } = placeOf(document, 'LSTM(10');
    await open({ uri, position: { line, character }, mistake: 'whole-sequence' });
    await untilTrue(() => extension().exports.calculators.ready.length === 1);
    await open({ uri, position: { line, character }, mistake: 'bias-twice' });
    await open({ uri, position: { line, character }, mistake: 7 });
    assert.equal(calculatorTabs().length, 1);
  });

  it('opens with the only layer of a file where the cursor is on none, also of a file that is not saved', async () => {
    const text = 'from keras.layers import LSTM\n\nencoder = LSTM(3)\nprint(1)\n';
    const editor = await openText('python', text);
    putCursor(editor, 'print');
    await open();
    await untilTrue(() => calculatorTabs().length === 1);
    assert.match(calculatorTabs()[0] ?? '', /^encoder · /);
  });

  it('lets the person choose where the cursor is on none of several layers', async () => {
    const editor = await openSample('keras_encoder_decoder.py');
    putCursor(editor, 'import keras');
    const opening = open();
    // The choice stands in the window, out of reach of the interface: what is there can be accepted.
    let opened = false;
    opening.then(() => {
      opened = true;
    });
    await untilTrue(async () => {
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return opened;
    });
    await untilTrue(() => calculatorTabs().length === 1);
    assert.match(calculatorTabs()[0] ?? '', /^encoder · /);
  });

  it('does not open, and does not fail, where there is no layer', async () => {
    const editor = await openText('python', 'import keras\nanswer = 42\n');
    putCursor(editor, 'answer');
    await open();
    assert.deepEqual(calculatorTabs(), []);
    await closeAll();
    await open({ uri: 1 });
    assert.deepEqual(calculatorTabs(), []);
  });
});
