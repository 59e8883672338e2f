import assert from 'node:assert/strict';
import { commands, Selection, type TextDocument, window, workspace } from 'vscode';
import { closeAll, eventually, openSample, problemsOf } from '../support/editor.ts';

function prepared(): TextDocument | undefined {
  return workspace.textDocuments.find(document => document.isUntitled && document.languageId === 'markdown');
}

describe('"Report a Wrong Problem"', () => {
  afterEach(closeAll);

  it('prepares a text with the rule, the message and the statement, and sends nothing', async () => {
    const editor = await openSample('keras_stacked_classifier.py');
    const [problem] = await problemsOf(editor.document.uri);
    assert.ok(problem);
    editor.selection = new Selection(problem.range.start, problem.range.start);
    await commands.executeCommand('lstmShapes.reportWrongProblem');
    const text = (await eventually(prepared)).getText();
    assert.match(text, /missing-return-sequences/);
    assert.ok(text.includes(problem.message));
    assert.ok(text.includes(editor.document.lineAt(problem.range.start.line).text));
    assert.match(text, /VS Code \d/);
    // Where the other shape comes from: without it nobody can repeat the problem.
    assert.match(text, /line 20: model\.add\(layers\.LSTM\(hidden, name='short_patterns'\)\)/);
  });

  it('does not fail where there is no problem', async () => {
    await openSample('first_question.py');
    await commands.executeCommand('lstmShapes.reportWrongProblem');
    assert.equal(window.activeTextEditor?.document.isUntitled, false);
  });
});
