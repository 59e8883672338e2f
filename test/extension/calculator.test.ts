import assert from 'node:assert/strict';
import { deflateRawSync } from 'node:zlib';
import { commands, env, Selection, TabInputWebview, type TextEditor, Uri, window } from 'vscode';
import { closeAll, extension, openSample, openText, placeOf, untilTrue } from '../support/editor.ts';
import { smallLstm, writeSafetensors } from '../support/safetensors.ts';

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

  /** What the pages say of themselves, as plain data. */
  const states = (): readonly Record<string, unknown>[] =>
    extension().exports.calculators.states.filter(
      (state): state is Record<string, unknown> => typeof state === 'object' && state !== null,
    );

  it('follows the code as it is edited', async () => {
    const editor = await openText('python', 'from keras.layers import LSTM\n\nencoder = LSTM(3)\n');
    putCursor(editor, 'LSTM(3)');
    await open();
    await untilTrue(() => extension().exports.calculators.ready.length === 1);
    await editor.edit(edit => {
      edit.insert(editor.document.positionAt(0), '# one more line\n');
    });
    await editor.edit(edit => {
      const place = editor.document.positionAt(editor.document.getText().indexOf('3)'));
      edit.replace(new Selection(place, place.translate(0, 1)), '17');
    });
    await untilTrue(() => JSON.stringify(states()).includes('"units":17'));
  });

  it('opens with the weights of a file, whose numbers reach the page', async () => {
    const file = writeSafetensors('small.safetensors', smallLstm);
    await commands.executeCommand('lstmShapes.openWeights', Uri.file(file));
    await untilTrue(() => extension().exports.calculators.ready.length === 1);
    await untilTrue(() => JSON.stringify(states()).includes('"kind":"file"'));
    assert.match(calculatorTabs()[0] ?? '', /^small\.safetensors · /);
  });

  const link = (state: unknown): Uri =>
    Uri.parse(`${env.uriScheme}://lstm-shapes.lstm-shapes/calculator`).with({
      query: `state=${deflateRawSync(JSON.stringify(state)).toString('base64url')}`,
    });
  const spec = {
    framework: 'Keras',
    layer: 'linked',
    cell: 'lstm',
    layoutName: 'keras',
    units: 3,
    inputSize: 2,
    steps: 4,
    activations: { activation: 'tanh', recurrentActivation: 'sigmoid' },
    biases: true,
    resetAfter: false,
    projection: null,
    source: { label: 'secret.py', line: 1, uri: 'file:///etc/passwd' },
  };

  /** Answers what people are asked; gives the questions so far. */
  const answering = async (
    answer: (message: string) => string | undefined,
    action: (asked: readonly string[]) => Promise<void>,
  ): Promise<void> => {
    const asked: string[] = [];
    const original = window.showInformationMessage;
    Object.assign(window, {
      showInformationMessage: (message: string): Thenable<string | undefined> => {
        asked.push(message);
        return Promise.resolve(answer(message));
      },
    });
    try {
      await action(asked);
    } finally {
      Object.assign(window, { showInformationMessage: original });
    }
  };

  const follows = (message: string): string | undefined =>
    message.startsWith('Open a gate calculator') ? 'Open' : undefined;

  it('asks before it opens a link, and says what is wrong with one', () =>
    answering(follows, async asked => {
      const { openLink } = extension().exports;
      await openLink(link({ version: 1, spec: { units: 'many' } }));
      assert.match(asked.at(-1) ?? '', /has no state of a gate calculator/);
      await openLink(Uri.parse('vscode://lstm-shapes.lstm-shapes/calculator?state=AAAA'));
      assert.match(asked.at(-1) ?? '', /cannot be read/);
      await openLink(Uri.parse('vscode://lstm-shapes.lstm-shapes/elsewhere'));
      assert.match(asked.at(-1) ?? '', /nothing at \/elsewhere/);
      assert.deepEqual(calculatorTabs(), []);
      await openLink(link({ version: 1, spec, edits: [['x:0:1', 0.625]] }));
      assert.match(asked.at(-1) ?? '', /linked \(Keras\) with 3 units on 2 features/);
      await untilTrue(() => JSON.stringify(states()).includes('0.625'));
      assert.ok(!JSON.stringify(states()).includes('passwd'), 'names no file');
    }));

  it("offers numbers of one's own back when its tab is closed, and says nothing where there are none", () => {
    const answer = (message: string): string | undefined =>
      message.includes('was closed') ? 'Open It Again' : follows(message);
    return answering(answer, async asked => {
      const { openLink } = extension().exports;
      await openLink(link({ version: 1, spec }));
      await untilTrue(() => states().length === 1);
      await closeAll();
      await openLink(link({ version: 1, spec, edits: [['x:0:1', 0.625]] }));
      await untilTrue(() => JSON.stringify(states()).includes('0.625'));
      assert.ok(!asked.some(message => message.includes('was closed')), asked.join(' '));
      await commands.executeCommand('workbench.action.closeActiveEditor');
      await untilTrue(() =>
        asked.some(message => /of linked was closed with numbers of your own/.test(message)),
      );
      await untilTrue(() => JSON.stringify(states()).includes('0.625'));
      assert.equal(calculatorTabs().length, 1);
    });
  });
});
