import assert from 'node:assert/strict';
import { commands, type Tab, TabInputWebview, type TextDocument, window, workspace } from 'vscode';
import {
  closeAll,
  eventually,
  openNotebook,
  openSample,
  openText,
  untilTrue,
  withSetting,
} from '../support/editor.ts';

const SCHEME = 'lstm-shapes-report';

/** The report that a command has opened, by the name in its title. */
async function reportAfter(
  name: string,
  command: string,
  ...args: readonly unknown[]
): Promise<TextDocument> {
  await commands.executeCommand(command, ...args);
  return eventually(() =>
    workspace.textDocuments.find(({ uri }) => uri.scheme === SCHEME && uri.path.includes(name)),
  );
}

function isPreview({ input }: Tab): boolean {
  return input instanceof TabInputWebview && input.viewType.includes('markdown.preview');
}

describe('the shape report', () => {
  afterEach(closeAll);

  it('opens as a read-only Markdown document', async () => {
    await openSample('first_question.py');
    const report = await reportAfter('first_question', 'lstmShapes.showReport');
    assert.equal(report.languageId, 'markdown');
    assert.equal(report.isUntitled, false);
    const text = report.getText();
    for (const part of ['f_t = σ(W_fᵀ x_t + U_fᵀ h_{t-1} + b_f)', '(8, 40)', '(10, 40)', '(40,)', '760']) {
      assert.ok(text.includes(part), `${part} is missing`);
    }
  });

  it('is shown as a rendered page beside the code', async () => {
    await openSample('first_question.py');
    await reportAfter('first_question', 'lstmShapes.showReport');
    await untilTrue(() => window.tabGroups.all.flatMap(group => group.tabs).some(isPreview));
  });

  it('is of the document that a link names', async () => {
    const { document } = await openSample('torch_bidirectional_classifier.py');
    await openSample('first_question.py');
    const report = await reportAfter('bidirectional', 'lstmShapes.showReport', {
      uri: document.uri.toString(),
    });
    assert.match(report.getText(), /weight_ih_l0_reverse/);
  });

  it('opens as text where the setting says so', async () => {
    await withSetting('report.view', 'source', async () => {
      await openSample('keras_encoder_decoder.py');
      assert.match((await reportAfter('encoder_decoder', 'lstmShapes.showReport')).getText(), /decoder/);
    });
  });

  it('covers a notebook as one program', async () => {
    await openNotebook('forecasting.ipynb');
    assert.match((await reportAfter('forecasting', 'lstmShapes.showReport')).getText(), /\(batch, 24, 32\)/);
  });

  it('says so where a file has no layers', async () => {
    await openText('python', 'print("hello")\n');
    const text = (await reportAfter('Untitled', 'lstmShapes.showReport')).getText();
    assert.match(text, /[Nn]o (recurrent )?layers?/);
  });

  it('leaves out of the workspace what is too large for the settings, and says so', async () => {
    await withSetting('maxFileSize', 1, async () => {
      const text = (await reportAfter('Workspace', 'lstmShapes.showWorkspaceReport')).getText();
      assert.match(text, /it is larger than 1 kB \(setting `lstmShapes\.maxFileSize`\)/);
      assert.match(text, /tfjs\\?_forecaster/);
    });
  });

  it('covers the whole workspace', async () => {
    const text = (await reportAfter('Workspace', 'lstmShapes.showWorkspaceReport')).getText();
    for (const name of [
      'first_question.py',
      'torch_attention_seq2seq.py',
      'tfjs_forecaster.ts',
      'forecasting.ipynb',
    ]) {
      assert.ok(text.replaceAll('\\_', '_').includes(name), `${name} is missing`);
    }
  });
});
