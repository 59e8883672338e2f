import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installVSCode } from '../../build/vscode-server.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const LARGEST = 2 * 1024 * 1024;

/** What the package holds, besides what vsce itself puts in. */
const ALLOWED = [
  /^(package\.json|readme\.md|changelog\.md|LICENSE\.txt|THIRD-PARTY-NOTICES\.txt)$/,
  /^media\/(icon\.png|calculator-(dark|light)\.svg|lstm-shapes\.schema\.json)$/,
  /^dist\/(extension|client|server)\.js$/,
  /^dist\/webview\/main\.(js|css)$/,
  /^dist\/wasm\/[\w-]+\.wasm$/,
];

describe('npm run package', () => {
  let folder = '';

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'lstm-shapes-package-'));
  });

  after(() => rm(folder, { recursive: true, force: true }));

  it('makes a VSIX under 2 MB that installs, with what belongs in it and nothing else', async () => {
    const vsix = path.join(folder, 'lstm-shapes.vsix');
    const npm = { cwd: ROOT, encoding: 'utf8', shell: process.platform === 'win32' } as const;
    const packaged = spawnSync('npm', ['run', 'package', '--', '--out', vsix], npm);
    assert.equal(packaged.status, 0, packaged.stdout + packaged.stderr);
    assert.doesNotMatch(packaged.stdout + packaged.stderr, /^\s*WARN/m);
    assert.ok((await stat(vsix)).size < LARGEST);

    const { node, server } = await installVSCode();
    const folders = [
      '--extensions-dir',
      path.join(folder, 'extensions'),
      '--server-data-dir',
      path.join(folder, 'data'),
    ];
    const installed = spawnSync(node, [server, ...folders, '--install-extension', vsix], {
      encoding: 'utf8',
    });
    assert.equal(installed.status, 0, installed.stdout + installed.stderr);

    const place = path.join(folder, 'extensions', 'lstm-shapes.lstm-shapes-0.1.0');
    const entries = await readdir(place, { recursive: true, withFileTypes: true });
    const files = entries
      .filter(entry => entry.isFile())
      .map(entry => path.relative(place, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
    const stray = files.filter(
      file => file !== '.vsixmanifest' && !ALLOWED.some(pattern => pattern.test(file)),
    );
    assert.deepEqual(stray, []);
    for (const file of ['dist/extension.js', 'dist/client.js', 'dist/server.js', 'dist/webview/main.js']) {
      assert.ok(files.includes(file), `${file} is missing`);
    }
  });
});
