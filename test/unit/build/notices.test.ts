import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { notices } from '../../../build/notices.mjs';

describe('the third-party notices', () => {
  it('are current ("npm run notices" makes them)', async () => {
    const file = new URL('../../../THIRD-PARTY-NOTICES.txt', import.meta.url);
    assert.equal(await readFile(file, 'utf8'), await notices());
  });

  it('name what is in the bundles and in the parser', async () => {
    const text = await notices();
    for (const name of ['vscode-languageclient', 'web-tree-sitter', 'mathjs', 'lit', 'tree-sitter-python']) {
      assert.match(text, new RegExp(`^${name}\\b.*\\(.+\\)$`, 'm'));
    }
  });
});
