import assert from 'node:assert/strict';
import { commands, workspace } from 'vscode';
import {
  closeAll,
  extension,
  hoverWith,
  openSample,
  placeOf,
  problemsOf,
  withEnvironment,
  withWorkspaceInterpreter,
} from '../support/editor.ts';

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

  it('reports problems', async () => {
    const { document } = await openSample('keras_stacked_classifier.py');
    assert.equal((await problemsOf(document.uri)).length, 1);
  });
});
