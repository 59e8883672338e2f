import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { wrongImports } from '../../../build/rooms.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

describe('the directions of imports', () => {
  let copy = '';

  before(async () => {
    copy = await mkdtemp(path.join(os.tmpdir(), 'lstm-shapes-rooms-'));
  });

  after(() => rm(copy, { recursive: true, force: true }));

  /** What the check says of a repository with this file alone. */
  async function withFile(file: string, text: string): Promise<readonly string[]> {
    const place = path.join(copy, file);
    await mkdir(path.dirname(place), { recursive: true });
    await writeFile(place, text);
    const wrong = await wrongImports(copy);
    await rm(place);
    return wrong;
  }

  it('hold in this repository', async () => {
    assert.deepEqual(await wrongImports(ROOT), []);
  });

  it('refuse an import of a room that depends on the importing one', async () => {
    const wrong = await withFile(
      'src/shapes/wrong.ts',
      "\nimport { analyse } from '../analysis/index.ts';\n",
    );
    assert.deepEqual(wrong, [
      'src/shapes/wrong.ts:2: src/shapes may not import src/analysis/index.ts (it may import nothing)',
    ]);
  });

  it('count types, re-exports and imports inside expressions too', async () => {
    const wrong = await withFile(
      'src/cells/wrong.ts',
      [
        "import type { Module } from '../syntax/tree.ts';",
        "export * from '../values/index.ts';",
        "export const later = () => import('../report/index.ts');",
        "export type Rule = import('../rules/index.ts').Rule;",
        "import { size } from '../shapes/index.ts';",
      ].join('\n'),
    );
    assert.deepEqual(
      wrong.map(line => line.split(':')[1]),
      ['1', '2', '3', '4'],
    );
  });

  it('keep vscode inside src/extension', async () => {
    const wrong = await withFile('src/server/wrong.ts', "import * as vscode from 'vscode';\n");
    assert.deepEqual(wrong, ["src/server/wrong.ts:1: 'vscode' may be imported only in src/extension"]);
    assert.deepEqual(await withFile('src/extension/right.ts', "import * as vscode from 'vscode';\n"), []);
  });

  it('refuse a room that is not in the table', async () => {
    const wrong = await withFile('src/elsewhere/wrong.ts', "import './other.ts';\n");
    assert.deepEqual(wrong, [
      'src/elsewhere/wrong.ts:1: src/elsewhere/wrong.ts stands in no room of build/rooms.mjs',
    ]);
  });
});
