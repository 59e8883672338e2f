import assert from 'node:assert/strict';
import { commands, extensions, type TextDocument } from 'vscode';
import {
  closeAll,
  hoverText,
  openSample,
  placeOf,
  untilTrue,
  withEnvironment,
  withWorkspaceInterpreter,
} from '../support/editor.ts';

/** What stands for the Python extension here; a test may select an interpreter in it. */
interface Python {
  readonly select: (path: string) => void;
}

describe('the selected interpreter of Python', () => {
  let document: TextDocument;
  const python = () => extensions.getExtension<Python>('ms-python.python');
  const show = async () => {
    document = (await openSample('first_question.py')).document;
  };

  before(show);
  after(closeAll);

  const hovered = () => hoverText(document.uri, placeOf(document, 'LSTM(10', 'LSTM'));
  const isSaid = (version: RegExp) => untilTrue(async () => version.test(await hovered()));
  const nothingIsSaid = () =>
    untilTrue(async () => /\(8, 40\)/.test(await hovered()) && !/Keras \d/.test(await hovered()));

  it('is that of the setting as long as the Python extension does not run, which is left alone', () =>
    withEnvironment('tf1', 'Keras-2.2.4', async interpreter => {
      await withWorkspaceInterpreter(interpreter, async () => {
        await isSaid(/Keras 2\.2\.4, tf1/);
        await commands.executeCommand('lstmShapes.restartServer');
        await isSaid(/Keras 2\.2\.4, tf1/);
      });
      await nothingIsSaid();
      assert.equal(python()?.isActive, false);
    }));

  it('is that of the Python extension once it runs, and changes with it', () =>
    withEnvironment('old', 'Keras-2.3.1', older =>
      withEnvironment('new', 'keras-3.1.0', async newer => {
        const running = await python()?.activate();
        assert.ok(running);
        running.select(older);
        await closeAll();
        await show();
        await isSaid(/Keras 2\.3\.1, old/);
        running.select(newer);
        await isSaid(/Keras 3\.1\.0, new/);
        running.select('python');
        await nothingIsSaid();
      }),
    ));
});
