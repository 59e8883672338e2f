import assert from 'node:assert/strict';
import { commands, type DocumentLink, EventEmitter, env, window, workspace } from 'vscode';
import { closeAll, eventually, openText, untilTrue, withSetting } from '../support/editor.ts';

const SCHEME = 'lstm-shapes-report';
const PROGRAM = 'import torch\nx = torch.zeros(2, 3)\ny = x @ torch.zeros(4, 5)\n';
const ERROR = 'RuntimeError: mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)';

function explanation() {
  return workspace.textDocuments.find(({ uri }) => uri.scheme === SCHEME && uri.path.includes('Shape Error'));
}

/** Runs the command while the person answers each message with what it offers first. */
async function answering(command: string): Promise<readonly string[]> {
  const original = window.showInformationMessage;
  const said: string[] = [];
  Object.assign(window, {
    showInformationMessage: async (message: string, ...offered: string[]) => {
      said.push(message);
      return offered[0];
    },
  });
  try {
    await commands.executeCommand(command);
  } finally {
    Object.assign(window, { showInformationMessage: original });
  }
  return said;
}

describe('the command "Explain Shape Error"', () => {
  afterEach(closeAll);

  it('explains what is in the clipboard, and goes where it belongs', async () => {
    await openText('python', PROGRAM);
    await env.clipboard.writeText(ERROR);
    const said = await answering('lstmShapes.explainError');
    const page = await eventually(explanation);
    await untilTrue(() => page.getText().includes('cannot be multiplied (2x3 and 4x5)'));
    assert.match(page.getText(), /line 3:/);
    assert.match(said[0] ?? '', /^The error belongs to Untitled-\d+[^,]*, line 3\.$/);
    await untilTrue(() => window.activeTextEditor?.selection.active.line === 2);
  });

  it('links the page to files of the workspace, as the editor resolves them', async () => {
    await withSetting('report.view', 'source', async () => {
      const text =
        '  File "/srv/torch_attention_seq2seq.py", line 20, in forward\nRuntimeError: Dimension out of range (expected to be in range of [-2, 1], but got 2)';
      await env.clipboard.writeText(text);
      await answering('lstmShapes.explainError');
      const page = await eventually(explanation);
      await untilTrue(() => page.getText().includes('Dimension out of range'));
      assert.match(page.getText(), /\]\(<\/torch_attention_seq2seq\.py#L20>\)/);
      const links = await eventually(async () => {
        const found = await commands.executeCommand<DocumentLink[]>(
          'vscode.executeLinkProvider',
          page.uri,
          20,
        );
        return found.find(({ target }) => target?.path.includes('torch_attention'));
      });
      const target = links.target;
      assert.ok(target);
      assert.equal(target.scheme, workspace.workspaceFolders?.[0]?.uri.scheme);
      await workspace.fs.stat(target);
    });
  });

  it('asks for a text where the clipboard has none', async () => {
    await env.clipboard.writeText(' ');
    assert.match((await answering('lstmShapes.explainError'))[0] ?? '', /^Copy the text of an error first/);
  });

  it('reads what is selected in the terminal, and leaves the clipboard as it was', async () => {
    await openText('python', PROGRAM);
    const written = new EventEmitter<string>();
    const pty = {
      onDidWrite: written.event,
      open: () => written.fire(`\u001b[31m${ERROR.replace('2x3', '7x3')}\u001b[0m\r\n`),
      close: () => undefined,
    };
    const terminal = window.createTerminal({ name: 'errors', pty });
    try {
      terminal.show();
      await env.clipboard.writeText('kept');
      await untilTrue(async () => {
        await commands.executeCommand('workbench.action.terminal.selectAll');
        await answering('lstmShapes.explainSelectedError');
        return explanation()?.getText().includes('cannot be multiplied (7x3 and 4x5)') ?? false;
      });
      assert.equal(await env.clipboard.readText(), 'kept');
    } finally {
      terminal.dispose();
    }
  });
});
