import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { notices } from '../../../build/notices.mjs';

describe('the third-party notices', () => {
  let text = '';

  before(async () => {
    text = await notices();
  });

  it('are current ("npm run notices" makes them)', async () => {
    const file = new URL('../../../THIRD-PARTY-NOTICES.txt', import.meta.url);
    assert.ok((await readFile(file, 'utf8')) === text);
  });

  it('name what is in the bundles and in the parser', () => {
    for (const name of ['vscode-languageclient', 'web-tree-sitter', 'mathjs', 'lit', 'tree-sitter-python']) {
      assert.ok(new RegExp(`^.*\\b${name}\\b.*\\(.+\\)$`, 'm').test(text), `${name} is missing`);
    }
  });
});
