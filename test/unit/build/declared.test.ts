/** What `npm run generate` copies from the file of a framework: for a made-up one, what every other room knows of it without loading it. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { declaredData, declaredList, refuseTwice } from '../../../build/declared.mjs';
import { torch as layout } from '../../../src/cells/layouts/torch.ts';
import { type DeclaredFramework, defineFramework, OTHERWISE } from '../../../src/frameworks/declaration.ts';
import { moduleOf } from '../../../src/frameworks/parts.ts';
import type { DeclaredProfile } from '../../../src/profiles/declared-profile.ts';
import { torch } from '../../../src/profiles/torch.ts';
import { PLAIN } from '../../../src/profiles/wording.ts';

const framework = (profile: Partial<DeclaredProfile> = {}): DeclaredFramework =>
  defineFramework(
    {
      // A name that is somebody's already: a new one is none yet when its file is read for the first time.
      name: 'sonnet',
      profile: { title: 'Made Up', packages: ['made-up'], minors: [[1, 2]], ...profile },
      layout: { ...layout, cells: { lstm: layout.cells.lstm } },
      begins: { LSTMCell: 'lstm', GRUCell: 'gru-reset-after' },
    },
    { modules: { made: () => moduleOf('made', {}), up: () => moduleOf('up', {}) } },
  );

const textOf = (file: string, declared: DeclaredFramework): string => {
  const [, text] = declaredData([declared], OTHERWISE).find(([each]) => each === file) ?? [];
  return text ?? '';
};

describe('what is copied of a framework of one file', () => {
  it('is its profile, as far as it differs from what holds anyway', () => {
    const wording = { ...torch.wording, units: 'width' };
    const text = textOf('src/profiles/declared.ts', framework({ wording, tensors: { yields: true } }));
    assert.match(text, /title: 'Made Up'/);
    assert.match(text, /units: 'width'/);
    assert.match(text, /tensors: \{ yields: true \}/);
    assert.doesNotMatch(text, /algebra|language|refusesOthers/);
    assert.match(text, /DECLARED_LAYOUTS = \['sonnet'\]/);
  });

  it('is its layout under its own name and title', () => {
    const text = textOf('src/cells/layouts/declared.ts', framework());
    assert.match(text, /name: 'sonnet'/);
    assert.match(text, /title: 'Made Up'/);
    assert.doesNotMatch(text, /simple-rnn/);
  });

  it('is what starts the extension, and what the calculator begins with', () => {
    const text = textOf('src/protocol/declared.ts', framework());
    assert.match(text, /module: 'made', language: 'python'/);
    assert.match(text, /module: 'up', language: 'python'/);
    assert.match(text, /layer: 'GRUCell', cell: 'gru', resetAfter: true/);
  });

  it('is data alone', () => {
    const wording = { ...PLAIN, repeat: (steps: string) => steps };
    assert.throws(
      () => declaredData([framework({ wording })], OTHERWISE),
      /profile of sonnet\.wording\.repeat is a function/,
    );
  });
});

describe('frameworks of one file', () => {
  let root = '';

  beforeEach(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), 'lstm-shapes-declared-'));
  });

  afterEach(() => rm(root, { recursive: true, force: true }));

  async function write(name: string, text: string): Promise<void> {
    const folder = path.join(root, 'src/frameworks', name);
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'index.ts'), text);
  }

  it('may not have a profile or a layout that is written down by hand too', async () => {
    refuseTwice(root, [framework()]);
    for (const folder of ['src/cells/layouts', 'src/profiles']) {
      await mkdir(path.join(root, folder), { recursive: true });
      await writeFile(path.join(root, folder, 'sonnet.ts'), '');
      assert.throws(
        () => refuseTwice(root, [framework()]),
        new RegExp(`sonnet .* ${folder}/sonnet\\.ts already`),
      );
    }
  });

  it('are listed as read off their files, whose other neighbours are left out', async () => {
    await write('made', "export const made = defineFramework({ name: 'made' }, {});\n");
    await write('array', 'export const array = 1;\n');
    const [[file, text] = []] = declaredList(root);
    assert.equal(file, 'src/frameworks/declared.ts');
    assert.match(text ?? '', /import \{ made \} from '\.\/made\/index\.ts';/);
    assert.match(text ?? '', /= \[made\];/);
    assert.doesNotMatch(text ?? '', /array/);
  });

  it('are told which name a file must export', async () => {
    await write('made', 'export const other = defineFramework({}, {});\n');
    assert.throws(() => declaredList(root), /index\.ts exports other: it must be made/);
  });
});
