import assert from 'node:assert/strict';
import { commands, type TextDocument, workspace } from 'vscode';
import {
  closeAll,
  eventually,
  extension,
  hoverWith,
  openSample,
  openText,
  placeOf,
  untilTrue,
  withSetting,
} from '../support/editor.ts';

/** The document behind the output channel: the only one of its kind that tells of us. */
function isLog({ uri, languageId }: TextDocument): boolean {
  return (languageId === 'log' || uri.scheme === 'output') && /LSTM/i.test(uri.path);
}

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

  it('writes to the log what the level in the settings lets through', async () => {
    await commands.executeCommand('lstmShapes.showLog');
    const lines = () => workspace.textDocuments.find(isLog)?.getText() ?? '';
    await untilTrue(() => /the shape server runs as process \d+/.test(lines()));
    assert.doesNotMatch(lines(), /analysed/);
    // The setting reaches the server a moment later: each text is analysed once, the last ones with it.
    const analyseAnother = async () => {
      const { document: text } = await openText('python', 'from keras.layers import LSTM\nlayer = LSTM(2)\n');
      await hoverWith(text, placeOf(text, 'LSTM(2'));
    };
    await withSetting('logLevel', 'debug', () =>
      untilTrue(async () => {
        await analyseAnother();
        return /\[debug\] analysed .*Untitled/.test(lines());
      }).then(() => undefined),
    );
  });

  it('answers again after "Restart Server"', async () => {
    const before = await runningProcess();
    await commands.executeCommand('lstmShapes.restartServer');
    await runningProcess(before);
    await answers();
  });

  it('lets go of what was asked of a server that hangs when it is restarted', async () => {
    const hung = await runningProcess();
    process.kill(hung, 'SIGSTOP');
    // Ends with its message, or never.
    const asked = commands.executeCommand('lstmShapes.showReport', { uri: document.uri.toString() });
    await commands.executeCommand('lstmShapes.restartServer');
    await asked;
    await runningProcess(hung);
    await answers();
  });

  it('comes back by itself after a crash', async () => {
    const before = await runningProcess();
    process.kill(before, 'SIGKILL');
    await runningProcess(before);
    await answers();
    // Whoever opens the log after a crash finds what happened, and no stack of the connection's.
    const log = workspace.textDocuments.find(isLog)?.getText() ?? '';
    assert.match(log, /The shape server has stopped: the process has ended/);
    assert.doesNotMatch(log, /Stopping server failed/);
  });
});
