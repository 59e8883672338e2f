/** The parser's own door: loading, wrong bytes, and the CommonJS bundle that the product ships. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import type * as ParserModule from '../../../src/syntax/parser.ts';
import { createParser } from '../../../src/syntax/parser.ts';
import { printModule } from '../../../src/syntax/print.ts';

const bytes = (file: string): Promise<Buffer> => readFile(join('node_modules', file));
const grammar = (name: string): Promise<Buffer> =>
  bytes(`@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`);

async function allBytes(): Promise<ParserModule.ParserBytes> {
  const runtime = await bytes('web-tree-sitter/web-tree-sitter.wasm');
  const [python, typescript, tsx] = await Promise.all(['python', 'typescript', 'tsx'].map(grammar));
  assert.ok(python && typescript && tsx);
  return { runtime, grammars: { python, typescript, tsx } };
}

describe('createParser', () => {
  it("reads JavaScript with TSX's grammar", async () => {
    const parser = await createParser(await allBytes());
    assert.equal(printModule(parser.parse('tsx', 'f(<b/>)')), '(call f (opaque "JSX"))');
    parser.dispose();
  });

  it('rejects bytes that are no grammar', async () => {
    const good = await allBytes();
    const grammars = { ...good.grammars, tsx: new Uint8Array([1, 2, 3]) };
    await assert.rejects(createParser({ ...good, grammars }));
  });

  it('reads every file that parses as Python as language python', async () => {
    const parser = await createParser(await allBytes());
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
      const parser = await bundled.createParser(await allBytes());
      assert.equal(printModule(parser.parse('python', 'x = LSTM(3)')), '(= x (call LSTM 3))');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
