import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FIRST_QUESTION, STACKED } from '../cli/programs.ts';
import { fraction } from '../support/fraction.ts';
import { Editor, markdownOf } from './editor.ts';

const PIECES = [
  '(',
  ')',
  '[',
  "'",
  '"""',
  '\n',
  '    ',
  'def f(',
  'class A:\n',
  'LSTM(',
  ':',
  '=',
  'é😀',
  '\r\n',
  '# ',
  'for x in ',
  '.',
  '10',
  ',',
  '\t',
];

interface Edit {
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

const anyEdit: fc.Arbitrary<Edit> = fc.record({
  at: fraction,
  length: fc.nat(12),
  text: fc.array(fc.constantFrom(...PIECES), { maxLength: 3 }).map(pieces => pieces.join('')),
});

describe('the server', () => {
  let editor: Editor;
  before(async () => {
    editor = await Editor.start();
  });
  after(() => editor.stop());

  it('survives any typing, and its last answer is that of a file opened afresh', async () => {
    let count = 0;
    const anyTyping = fc.array(anyEdit, { minLength: 1, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(anyTyping, async edits => {
        const uri = editor.uri(`typed${count++}.py`);
        await editor.open(uri, STACKED);
        let version = 1;
        for (const { at, length, text } of edits) {
          const now = editor.text(uri);
          const start = Math.floor(at * now.length);
          version = await editor.edit(uri, start, Math.min(now.length, start + length), text);
        }
        const asked = await editor.hover(uri, 'LSTM');
        await editor.diagnostics(uri, (_, published) => published === version);
        const fresh = editor.uri(`fresh${count++}.py`);
        await editor.open(fresh, editor.text(uri));
        const expected = await editor.hover(fresh, 'LSTM');
        assert.deepEqual(withoutUris(asked), withoutUris(expected));
        await editor.close(uri);
        await editor.close(fresh);
      }),
      { numRuns: 40 },
    );
    assert.equal(editor.hasEnded, false);
    assert.deepEqual(
      editor.logged.filter(line => line.includes('failed')),
      [],
    );
  });

  it('answers the last of a burst of edits', async () => {
    const uri = editor.uri('burst.py');
    await editor.open(uri, FIRST_QUESTION);
    const edits: Promise<unknown>[] = [];
    for (let units = 11; units < 111; units++)
      edits.push(editor.replace(uri, `LSTM(${units - 1},`, `LSTM(${units},`));
    await Promise.all(edits);
    assert.match(markdownOf(await editor.hover(uri, 'LSTM(110')), /\(batch, 110\)/);
  });

  it('survives documents that are opened twice, closed twice and edited while closed', async () => {
    const uri = editor.uri('twice.py');
    await editor.open(uri, STACKED);
    await editor.open(uri, FIRST_QUESTION);
    await editor.close(uri);
    await editor.close(uri);
    await editor.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 9 },
      contentChanges: [{ text: 'x' }],
    });
    await editor.open(uri, FIRST_QUESTION);
    assert.match(markdownOf(await editor.hover(uri, 'LSTM(10')), /760/);
  });
});

describe('lstm-shapes lsp', () => {
  it('is the same server for editors that start it from the command line', async () => {
    const editor = await Editor.start({ command: ['cli.js', 'lsp'] });
    try {
      const uri = editor.uri('question.py');
      await editor.open(uri, FIRST_QUESTION);
      assert.match(markdownOf(await editor.hover(uri, 'LSTM(10')), /760/);
    } finally {
      await editor.stop();
    }
  });
});

/** The links of a hover name the document. */
function withoutUris(hover: Awaited<ReturnType<Editor['hover']>>): unknown {
  return { ...hover, contents: markdownOf(hover).replace(/\(command:[^)]*\)/g, '') };
}
