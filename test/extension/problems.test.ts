import assert from 'node:assert/strict';
import { DiagnosticSeverity, type TextEditor } from 'vscode';
import {
  closeAll,
  openSample,
  openText,
  ourProblems,
  placeOf,
  problemsOf,
  untilTrue,
} from '../support/editor.ts';

/** Types `text` in the place of `old`, without saving. */
async function replace(editor: TextEditor, old: string, text: string): Promise<void> {
  const start = editor.document.getText().indexOf(old);
  assert.notEqual(start, -1, old);
  const { document } = editor;
  const position = document.positionAt(start);
  const range = { start: position, end: document.positionAt(start + old.length) };
  await editor.edit(edit =>
    edit.replace(document.validateRange(editor.selection.with(range.start, range.end)), text),
  );
}

describe('problems', () => {
  afterEach(closeAll);

  it('name the missing return_sequences of the stacked classifier', async () => {
    const { document } = await openSample('keras_stacked_classifier.py');
    const problems = await problemsOf(document.uri);
    assert.equal(problems.length, 1);
    const [problem] = problems;
    assert.equal(problem?.source, 'LSTM Shapes');
    assert.equal(problem?.severity, DiagnosticSeverity.Error);
    assert.match(problem?.message ?? '', /return_sequences/);
    assert.match(problem?.message ?? '', /\(batch, 64\)/);
  });

  it('carry a rule with a link to its page, and where the other size was set', async () => {
    const { document } = await openSample('keras_stacked_classifier.py');
    const [problem] = await problemsOf(document.uri);
    const code = problem?.code;
    assert.ok(typeof code === 'object');
    assert.equal(code.value, 'missing-return-sequences');
    assert.match(code.target.toString(true), /missing-return-sequences/);
    const [related] = problem?.relatedInformation ?? [];
    assert.equal(related?.location.range.start.line, placeOf(document, "LSTM(hidden, name='short").line);
  });

  it('say both sizes of the attention model in PyTorch', async () => {
    const { document } = await openSample('torch_attention_seq2seq.py');
    const [problem, ...others] = await problemsOf(document.uri);
    assert.deepEqual(others, []);
    assert.match(problem?.message ?? '', /384/);
    assert.match(problem?.message ?? '', /640/);
  });

  it('go and come back with unsaved text', async () => {
    const editor = await openSample('keras_stacked_classifier.py');
    const { uri } = editor.document;
    await problemsOf(uri);
    await replace(editor, 'LSTM(hidden, name', 'LSTM(hidden, return_sequences=True, name');
    await untilTrue(() => ourProblems(uri).length === 0);
    await replace(editor, 'return_sequences=True, ', '');
    assert.equal((await problemsOf(uri)).length, 1);
  });

  it('appear in half-written code, and leave with their document', async () => {
    const model = [
      'import torch',
      'from torch import nn',
      'lstm = nn.LSTM(8, 16, batch_first=True)',
      'output, state = lstm(torch.zeros(4, 5, 9))',
      'score = nn.Linear(16,',
    ].join('\n');
    const { document } = await openText('python', model);
    const [problem] = await problemsOf(document.uri);
    assert.equal(problem?.range.start.line, 3);
    await closeAll();
    await untilTrue(() => ourProblems(document.uri).length === 0);
  });
});
