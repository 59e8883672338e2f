import assert from 'node:assert/strict';
import { Editor, markdownOf, positionAt } from './editor.ts';

const CELLS = [
  '%matplotlib inline\nfrom keras import Input, Sequential\nfrom keras.layers import LSTM',
  'model = Sequential([Input((8, 3)), LSTM(16)])',
  'model.add(LSTM(4))',
];

describe('notebooks over the protocol', () => {
  let editor: Editor;
  let notebook = '';
  const cellUri = (index: number) => `vscode-notebook-cell:${notebook.slice('file:'.length)}#C${index}`;
  const item = (index: number, text: string) => ({
    uri: cellUri(index),
    languageId: 'python',
    version: 1,
    text,
  });

  before(async () => {
    editor = await Editor.start();
    notebook = editor.uri('model.ipynb');
    await editor.connection.sendNotification('notebookDocument/didOpen', {
      notebookDocument: {
        uri: notebook,
        notebookType: 'jupyter-notebook',
        version: 1,
        cells: CELLS.map((_, index) => ({ kind: 2, document: cellUri(index) })),
      },
      cellTextDocuments: CELLS.map((text, index) => item(index, text)),
    });
  });
  after(() => editor.stop());

  it('show problems in the cell they stand in', async () => {
    const [problem] = await editor.rules(cellUri(2), 'missing-return-sequences');
    assert.equal(problem?.range.start.line, 0);
    assert.ok(problem?.relatedInformation?.some(({ location }) => location.uri === cellUri(1)));
    assert.deepEqual(editor.published(cellUri(1)), []);
  });

  it('answer hovers in cells', async () => {
    const [, text = ''] = CELLS;
    const hover = await editor.hoverAt(cellUri(1), text, text.indexOf('LSTM(16'));
    assert.match(markdownOf(hover), /\(3, 64\)/);
    assert.equal(hover?.range?.start.line, 0);
  });

  it('follow edits of one cell in all', async () => {
    const [, text = ''] = CELLS;
    const at = positionAt(text, text.indexOf(')])'));
    await editor.connection.sendNotification('notebookDocument/didChange', {
      notebookDocument: { uri: notebook, version: 2 },
      change: {
        cells: {
          textContent: [
            {
              document: { uri: cellUri(1), version: 2 },
              changes: [{ range: { start: at, end: at }, text: ', return_sequences=True' }],
            },
          ],
        },
      },
    });
    await editor.rules(cellUri(2));
  });

  it('follow cells that are put in between', async () => {
    const inserted = 'model.add(LSTM(5))';
    await editor.connection.sendNotification('notebookDocument/didChange', {
      notebookDocument: { uri: notebook, version: 3 },
      change: {
        cells: {
          structure: {
            array: { start: 2, deleteCount: 0, cells: [{ kind: 2, document: cellUri(9) }] },
            didOpen: [item(9, inserted)],
          },
        },
      },
    });
    await editor.rules(cellUri(2), 'missing-return-sequences');
    assert.match(
      markdownOf(await editor.hoverAt(cellUri(9), inserted, inserted.indexOf('LSTM'))),
      /\(16, 20\)/,
    );
  });

  it('have a report of all their cells', async () => {
    const { markdown } = await editor.request('lstmShapes/report', { uri: notebook });
    assert.match(markdown, /# Shape report: model\.ipynb/);
    assert.match(markdown, /cell 2/i);
  });

  it('vanish when they are closed', async () => {
    await editor.connection.sendNotification('notebookDocument/didClose', {
      notebookDocument: { uri: notebook },
      cellTextDocuments: [0, 1, 9, 2].map(index => ({ uri: cellUri(index) })),
    });
    await editor.rules(cellUri(2));
  });
});
