/** Long runs of comment lines: what stands around them is read as if they were not there, and no string loses a character. */
import assert from 'node:assert/strict';
import type { SourceParser } from '../../../src/syntax/parser.ts';
import { sharedParser } from '../../support/parser.ts';

const RUN = '# commented out\n'.repeat(30_000);

describe('long runs of comments', () => {
  let parser: SourceParser;
  before(async () => {
    parser = await sharedParser();
  });

  const bodyOf = (text: string) => parser.parse('python', text).body;
  const blanked = (text: string) => text.replace(/^[ \t]*#.*$/gm, line => ' '.repeat(line.length));

  for (const [place, text] of [
    ['between statements', `x = 1\n${RUN}y = 2\n`],
    ['in a block, less indented', `def f():\n    x = 1\n${RUN}    return x\n`],
    ['within brackets', `x = [\n    1,\n${RUN}    2,\n]\n`],
    ['at the end', `x = 1\n${RUN}`],
  ] as const)
    it(`${place} change nothing`, () => assert.deepEqual(bodyOf(text), bodyOf(blanked(text))));

  it('are kept where they are lines of a string', () => {
    const lines = '# heading\n'.repeat(200);
    const [statement] = bodyOf(`text = """\n${lines}"""\n`);
    assert.ok(statement?.kind === 'assign' && statement.value?.kind === 'string');
    assert.equal(statement.value.value, `\n${lines}`);
  });

  it('may grow and shrink by edits', () => {
    const open = parser.open('python', `x = 1\n${'# c\n'.repeat(64)}y = 2\n`);
    for (const change of [
      { start: 6, end: 10, text: '' },
      { start: 6, end: 6, text: 'z = 3\n# c\n# c\n' },
      { start: 12, end: 13, text: '"""' },
    ]) {
      const module = open.edit(change);
      assert.deepEqual(module.body, bodyOf(open.text));
    }
    open.dispose();
  });
});
