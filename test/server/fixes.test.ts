/** Quick fixes over the protocol: what is offered, and that what is applied leaves nothing behind. */
import assert from 'node:assert/strict';
import type { CodeAction, TextEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { STACKED } from '../cli/programs.ts';
import { Editor } from './editor.ts';

const RULE = 'missing-return-sequences';

const SECOND = 'LSTM(4)';

const TWO = `import torch
from torch import nn

lstm = nn.LSTM(8, 16, dropout=0.2, batch_first=True)
head = nn.Linear(16, 2)
out = lstm(torch.zeros(4, 9, 8))
scores = head(out)
`;

describe('quick fixes over the protocol', () => {
  let editor: Editor;
  before(async () => {
    editor = await Editor.start();
  });
  after(() => editor.stop());

  async function actionsAt(
    uri: string,
    part: string,
    only?: readonly string[],
  ): Promise<readonly CodeAction[]> {
    const text = editor.text(uri);
    const document = TextDocument.create(uri, 'python', 1, text);
    const offset = text.indexOf(part);
    const range = { start: document.positionAt(offset), end: document.positionAt(offset + part.length) };
    return editor.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [], ...(only && { only }) },
    });
  }

  async function apply(uri: string, action: CodeAction | undefined): Promise<string> {
    const edits: readonly TextEdit[] = action?.edit?.changes?.[uri] ?? [];
    assert.ok(edits.length > 0, JSON.stringify(action));
    const text = editor.text(uri);
    const changed = TextDocument.applyEdits(TextDocument.create(uri, 'python', 1, text), [...edits]);
    await editor.edit(uri, 0, text.length, changed);
    return changed;
  }

  it('mend the problem, and say which is meant', async () => {
    const uri = editor.uri('stacked.py');
    await editor.open(uri, STACKED);
    const [problem] = await editor.rules(uri, RULE);
    const actions = await actionsAt(uri, SECOND, ['quickfix']);
    const [first, ignore] = actions;
    assert.equal(first?.isPreferred, true);
    assert.match(first?.title ?? '', /^Add `return_sequences=True` to the LSTM on line 5$/);
    assert.deepEqual(first?.diagnostics?.[0]?.range, problem?.range);
    assert.equal(ignore?.title, `Ignore ${RULE} here`);
    assert.notEqual(ignore?.isPreferred, true);
    await apply(uri, first);
    await editor.rules(uri);
    assert.deepEqual(await actionsAt(uri, 'LSTM'), []);
    await editor.close(uri);
  });

  it('ignore a problem, in a way that is obeyed', async () => {
    const uri = editor.uri('ignored.py');
    await editor.open(uri, STACKED);
    await editor.rules(uri, RULE);
    const actions = await actionsAt(uri, SECOND);
    const text = await apply(
      uri,
      actions.find(({ title }) => title.startsWith('Ignore')),
    );
    assert.match(text, /# lstm-shapes: ignore\[missing-return-sequences\]$/m);
    await editor.rules(uri);
    await editor.close(uri);
  });

  it('of a whole file are given to who asks for them, and all safe ones are in them', async () => {
    const uri = editor.uri('two.py');
    await editor.open(uri, TWO);
    await editor.rules(uri, 'dropout-on-one-layer', 'tuple-as-tensor');
    assert.deepEqual(
      (await actionsAt(uri, 'import torch')).map(({ title }) => title),
      [],
    );
    const [all, ...others] = await actionsAt(uri, 'import torch', ['source.fixAll']);
    assert.deepEqual(others, []);
    assert.match(all?.title ?? '', /2 problems/);
    const text = await apply(uri, all);
    assert.match(text, /nn\.LSTM\(8, 16, batch_first=True\)/);
    assert.match(text, /head\(out\[0\]\)/);
    await editor.rules(uri);
    await editor.close(uri);
  });

  it('change the file where the layer is made, which need not be the one with the problem', async () => {
    editor.write('parts.py', 'from torch import nn\n\n\ndef head():\n    return nn.Linear(5, 2)\n');
    const uri = editor.uri('user.py');
    await editor.open(uri, 'import torch\nfrom parts import head\n\ny = head()(torch.zeros(3, 7))\n');
    await editor.rules(uri, 'wrong-linear-size');
    const [fix] = await actionsAt(uri, 'torch.zeros(3, 7)');
    const [[changed, edits] = ['', []]] = Object.entries(fix?.edit?.changes ?? {});
    assert.equal(changed, editor.uri('parts.py'));
    assert.deepEqual(
      edits.map(({ newText }) => newText),
      ['7'],
    );
    await editor.close(uri);
  });

  it('are the same in a text that is being typed in', async () => {
    const opened = editor.uri('opened.py');
    const typed = editor.uri('typed.py');
    await editor.open(opened, TWO);
    await editor.open(typed, TWO.replace('import torch', 'import orch'));
    await editor.replace(typed, 'orch', 'torch');
    for (const [part, only] of [
      ['import torch', ['source.fixAll']],
      ['head(out)', undefined],
      ['0.2', undefined],
    ] as const) {
      for (const uri of [opened, typed]) await editor.rules(uri, 'dropout-on-one-layer', 'tuple-as-tensor');
      const [wanted, found] = [await actionsAt(opened, part, only), await actionsAt(typed, part, only)];
      assert.ok(wanted.length > 0);
      const text = (action: CodeAction | undefined, uri: string): string =>
        TextDocument.applyEdits(TextDocument.create(uri, 'python', 1, TWO), [
          ...(action?.edit?.changes?.[uri] ?? []),
        ]);
      for (const [i, action] of wanted.entries()) assert.equal(text(found[i], typed), text(action, opened));
    }
    await editor.close(opened);
    await editor.close(typed);
  });
});
