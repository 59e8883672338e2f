import assert from 'node:assert/strict';
import { commands, type TextDocument } from 'vscode';
import { closeAll, eventually, extension, hoverWith, openSample, placeOf } from '../support/editor.ts';

/** The running server's process, another than `previous`. */
function runningProcess(previous?: number): Promise<number> {
  return eventually(() => {
    const { state, processId } = extension().exports.server;
    return state === 'running' && processId !== previous ? processId : undefined;
  });
}

describe('the server', () => {
  let document: TextDocument;

  before(async () => {
    document = (await openSample('first_question.py')).document;
  });

  after(closeAll);

  const answers = async () => {
    const text = await hoverWith(document, placeOf(document, 'LSTM(10', 'LSTM'));
    assert.ok(text.includes('(8, 40)'), text);
  };

  it('runs in a process of its own', async () => {
    assert.notEqual(await runningProcess(), process.pid);
    await answers();
  });

  it('answers again after "Restart Server"', async () => {
    const before = await runningProcess();
    await commands.executeCommand('lstmShapes.restartServer');
    await runningProcess(before);
    await answers();
  });

  it('comes back by itself after a crash', async () => {
    const before = await runningProcess();
    process.kill(before, 'SIGKILL');
    await runningProcess(before);
    await answers();
  });
});
