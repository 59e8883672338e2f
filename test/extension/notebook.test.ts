import assert from 'node:assert/strict';
import type { NotebookDocument } from 'vscode';
import { closeAll, hoverWith, openNotebook, placeOf } from '../support/editor.ts';

describe('a notebook', () => {
  let notebook: NotebookDocument;

  before(async () => {
    notebook = await openNotebook('forecasting.ipynb');
  });

  after(closeAll);

  function hoverInCell(index: number, text: string, part: string): Promise<string> {
    const { document } = notebook.cellAt(index);
    return hoverWith(document, placeOf(document, text, part));
  }

  it('has hovers in its cells, with what other cells set', async () => {
    const text = await hoverInCell(3, 'LSTM(32', 'LSTM');
    assert.ok(text.includes('(batch, 24, 4)'), text);
    assert.ok(text.includes('(batch, 24, 32)'), text);
  });
});
