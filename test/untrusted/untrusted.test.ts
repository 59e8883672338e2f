import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { commands, Uri, window, workspace } from 'vscode';
import {
  closeAll,
  extension,
  hoverWith,
  openSample,
  placeOf,
  problemsOf,
  untilTrue,
  withEnvironment,
  withWorkspaceInterpreter,
} from '../support/editor.ts';
import { smallLstm, writeSafetensors } from '../support/safetensors.ts';

describe('in a folder that is not trusted', () => {
  after(closeAll);

  it('is in restricted mode', () => {
    assert.equal(workspace.isTrusted, false);
  });

  it('shows shapes', async () => {
    const { document } = await openSample('first_question.py');
    const text = await hoverWith(document, placeOf(document, 'LSTM(10', 'LSTM'));
    assert.ok(text.includes('(8, 40)'), text);
    assert.equal(extension().exports.server.state, 'running');
  });

  it('does not let the workspace say which interpreter is selected', () =>
    withEnvironment('tf1', 'Keras-2.2.4', interpreter =>
      withWorkspaceInterpreter(interpreter, async () => {
        await commands.executeCommand('lstmShapes.restartServer');
        const { document } = await openSample('first_question.py');
        const text = await hoverWith(document, placeOf(document, 'LSTM(10', 'LSTM'));
        assert.doesNotMatch(text, /Keras \d/);
      }),
    ));

  it('reads files of weights, which are data, and runs nothing for it', async () => {
    const { calculators } = extension().exports;
    const file = writeSafetensors(
      'untrusted.safetensors',
      smallLstm,
      workspace.workspaceFolders?.[0]?.uri.fsPath,
    );
    await commands.executeCommand('lstmShapes.openWeights', Uri.file(file));
    await untilTrue(() => calculators.ready.length === 1);
    // Only numbers that have come are saved as those of a file.
    await untilTrue(() => JSON.stringify(calculators.states).includes('"kind":"file"'));
  });

  it('says what is wrong with a file that is no file of weights', async () => {
    const file = writeSafetensors('lies.safetensors', smallLstm);
    writeFileSync(file, Buffer.concat([Buffer.from('ffffffffffffff7f', 'hex'), Buffer.from('{}')]));
    const said: string[] = [];
    const original = window.showInformationMessage;
    const record = (message: string): Thenable<undefined> => {
      said.push(message);
      return Promise.resolve(undefined);
    };
    Object.assign(window, { showInformationMessage: record });
    try {
      await commands.executeCommand('lstmShapes.openWeights', Uri.file(file));
      assert.match(said.join(), /lies\.safetensors/);
    } finally {
      Object.assign(window, { showInformationMessage: original });
    }
  });

  it('reports problems', async () => {
    const { document } = await openSample('keras_stacked_classifier.py');
    assert.equal((await problemsOf(document.uri)).length, 1);
  });
});
