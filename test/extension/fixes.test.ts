/** Quick fixes as VS Code gets and applies them. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeAll,
  openSample,
  openText,
  ourProblems,
  problemsOf,
  untilTrue,
  withSetting,
} from '../support/editor.ts';

async function actionsFor(
  document: vscode.TextDocument,
  kind?: string,
): Promise<readonly vscode.CodeAction[]> {
  const [problem] = await problemsOf(document.uri);
  assert.ok(problem);
  const all = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    problem.range,
    kind,
  );
  return all.filter(({ edit }) => edit !== undefined);
}

describe('quick fixes', () => {
  afterEach(closeAll);

  it('add what is missing with one click, and the problem is gone', async () => {
    const { document } = await openSample('keras_stacked_classifier.py');
    const before = document.getText();
    const [fix, ignore] = await actionsFor(document);
    assert.equal(fix?.isPreferred, true);
    assert.match(fix?.title ?? '', /return_sequences=True/);
    assert.match(ignore?.title ?? '', /^Ignore missing-return-sequences here$/);
    assert.ok(fix?.edit && (await vscode.workspace.applyEdit(fix.edit)));
    await untilTrue(() => ourProblems(document.uri).length === 0);
    assert.notEqual(document.getText(), before);
  });

  it('are what Fix All does', async () => {
    const editor = await openText(
      'python',
      'from torch import nn\nlstm = nn.LSTM(8, 16, dropout=0.5)\ngru = nn.GRU(8, 16, dropout=0.1)\n',
    );
    await untilTrue(() => ourProblems(editor.document.uri).length === 2);
    await vscode.window.showTextDocument(editor.document);
    await vscode.commands.executeCommand('editor.action.fixAll');
    await untilTrue(() => ourProblems(editor.document.uri).length === 0);
    assert.doesNotMatch(editor.document.getText(), /dropout/);
  });
});

describe('levels of rules', () => {
  afterEach(closeAll);

  it('change what the Problems panel shows, and back', async () => {
    const { document } = await openSample('keras_stacked_classifier.py');
    await problemsOf(document.uri);
    await withSetting('rules', { 'missing-return-sequences': 'hint' }, async () => {
      await untilTrue(() => ourProblems(document.uri)[0]?.severity === vscode.DiagnosticSeverity.Hint);
    });
    await untilTrue(() => ourProblems(document.uri)[0]?.severity === vscode.DiagnosticSeverity.Error);
  });
});
