/**
 * Runs in the extension host: activates the extension, which nothing has asked for before, and says how long it took.
 *
 * Two times. The whole is from asking VS Code to its answer: in it VS Code also asks the window for the extension's stored state, while
 * the bundle loads. The extension's own time is the loading of its bundle and its `activate` until the promise resolves.
 */
import Module from 'node:module';
import * as vscode from 'vscode';
import { MARK } from '../test/support/host-runner.ts';

/** Resolves with the milliseconds that the module at `file` takes to load and to activate, when it is next loaded. */
function watchLoading(file) {
  const load = Module._load;
  return new Promise(resolve => {
    Module._load = function timed(request, ...rest) {
      if (request !== file) return load.call(this, request, ...rest);
      Module._load = load;
      const started = performance.now();
      const loaded = load.call(this, request, ...rest);
      const loading = performance.now() - started;
      const activate = async context => {
        const called = performance.now();
        const api = await loaded.activate(context);
        resolve(loading + performance.now() - called);
        return api;
      };
      return { ...loaded, activate };
    };
  });
}

describe('activation', () => {
  it('comes when it is asked for', async () => {
    const extension = vscode.extensions.getExtension('lstm-shapes.lstm-shapes');
    if (extension === undefined) throw new Error('the extension is not installed');
    if (extension.isActive) throw new Error('the extension was active before it was timed');
    const watched = watchLoading(vscode.Uri.joinPath(extension.extensionUri, 'dist/extension.js').fsPath);
    const started = performance.now();
    await extension.activate();
    const whole = performance.now() - started;
    console.log(`${MARK}times ${JSON.stringify({ whole, own: await watched })}`);
  });
});
