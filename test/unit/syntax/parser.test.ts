/** The parser's own door: loading, wrong bytes, and the CommonJS bundle that the product ships. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import type * as ParserModule from '../../../src/syntax/parser.ts';
import { createParser } from '../../../src/syntax/parser.ts';
import { printModule } from '../../../src/syntax/print.ts';

const bytes = (file: string): Uint8Array => readFileSync(join('node_modules', file));

const ALL: ParserModule.ParserBytes = {
  runtime: bytes('web-tree-sitter/web-tree-sitter.wasm'),
  grammar: name => bytes(`@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`),
};

describe('createParser', () => {
  it("reads JavaScript with TSX's grammar", async () => {
    const parser = await createParser(ALL);
    assert.equal(printModule(parser.parse('tsx', 'f(<b/>)')), '(call f (opaque "JSX"))');
    parser.dispose();
  });

  it('refuses bytes that are no grammar, and reads on with those that are', async () => {
    const parser = await createParser({
      ...ALL,
      grammar: name => (name === 'tsx' ? new Uint8Array([1, 2, 3]) : ALL.grammar(name)),
    });
    assert.throws(() => parser.parse('tsx', 'f()'));
    assert.equal(printModule(parser.parse('typescript', 'f()')), '(call f)');
    parser.dispose();
  });

  it('asks for a grammar with the first text in it', async () => {
    const asked: string[] = [];
    const parser = await createParser({
      ...ALL,
      grammar: name => {
        asked.push(name);
        return ALL.grammar(name);
      },
    });
    assert.deepEqual(asked, []);
    parser.parse('python', 'x');
    parser.open('python', 'y').dispose();
    parser.parse('tsx', 'x');
    assert.deepEqual(asked, ['python', 'tsx']);
    parser.dispose();
  });

  it('reads every file that parses as Python as language python', async () => {
    const parser = await createParser(ALL);
    assert.equal(parser.parse('python', '').language, 'python');
    assert.equal(parser.parse('tsx', '').language, 'typescript');
    assert.deepEqual(parser.parse('python', ''), {
      language: 'python',
      body: [],
      comments: [],
      problems: [],
    });
    parser.dispose();
  });

  it('works when bundled as CommonJS', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
    try {
      const outfile = join(folder, 'parser.cjs');
      const alias = { 'web-tree-sitter': resolve('node_modules/web-tree-sitter/web-tree-sitter.cjs') };
      const entryPoints = ['src/syntax/parser.ts'];
      await build({
        entryPoints,
        outfile,
        bundle: true,
        format: 'cjs',
        platform: 'node',
        target: 'node20',
        alias,
      });
      const bundled: typeof ParserModule = createRequire(outfile)(outfile);
      const parser = await bundled.createParser(ALL);
      assert.equal(printModule(parser.parse('python', 'x = LSTM(3)')), '(= x (call LSTM 3))');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
