import assert from 'node:assert/strict';
import { commands, Selection, window } from 'vscode';
import { closeAll, openText, placeOf, untilTrue } from '../support/editor.ts';

const PROGRAM = 'import torch\nfrom away import load\nx = load()\ny = x + 1\n';

describe('the command "Why No Shape Here?"', () => {
  afterEach(closeAll);

  it('names what is missing and goes there', async () => {
    const { document } = await openText('python', PROGRAM);
    const editor = await window.showTextDocument(document);
    const place = placeOf(document, 'y = x', 'y');
    editor.selection = new Selection(place, place);
    const original = window.showInformationMessage;
    const said: string[] = [];
    // The person's answer to the message.
    Object.assign(window, {
      showInformationMessage: async (message: string, ...offered: string[]) => {
        said.push(message);
        return offered[0];
      },
    });
    try {
      await commands.executeCommand('lstmShapes.whyNoShape');
      assert.match(said[0] ?? '', /^y: Not known: the result of load\(\), since load of away is neither/);
      await untilTrue(() => window.activeTextEditor?.selection.active.line === 2);
    } finally {
      Object.assign(window, { showInformationMessage: original });
    }
  });

  it('offers the page of what is modelled where a name is not', async () => {
    const { document } = await openText('python', 'import torch\nx = torch.frobnicate(3)\n');
    const editor = await window.showTextDocument(document);
    const place = placeOf(document, 'x = torch', 'x');
    editor.selection = new Selection(place, place);
    const original = window.showInformationMessage;
    const offers: string[] = [];
    // The person dismisses the message.
    Object.assign(window, {
      showInformationMessage: async (_message: string, ...offered: string[]) => {
        offers.push(...offered);
        return undefined;
      },
    });
    try {
      await commands.executeCommand('lstmShapes.whyNoShape');
      assert.deepEqual(offers, ['Go to Line 2', 'What Is Modelled']);
    } finally {
      Object.assign(window, { showInformationMessage: original });
    }
  });
});
