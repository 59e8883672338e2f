import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** The first line that the process writes with `text` in it. */
function lineWith(child: ChildProcess, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', line => {
        said.push(line);
        if (line.includes(text)) resolve(line);
      });
    }
    child.once('exit', code => reject(new Error([`ended with code ${code}`, ...said].join('\n'))));
  });
}

describe('npm start', () => {
  let home = '';

  before(async () => {
    home = await mkdtemp(path.join(os.tmpdir(), 'lstm-shapes-home-'));
  });

  after(() => rm(home, { recursive: true, force: true }));

  it('serves VS Code on loopback to who has the token, and stops with Ctrl+C', async () => {
    const port = await freePort();
    const child = spawn(process.execPath, ['build/start.mjs', '--port', String(port)], {
      cwd: ROOT,
      env: { ...process.env, HOME: home, CI: 'true' },
    });
    const ended = new Promise(resolve => child.once('exit', resolve));
    try {
      const address = /http:\S+/.exec(await lineWith(child, 'http://'))?.[0] ?? '';
      assert.ok(address.startsWith(`http://127.0.0.1:${port}/?tkn=`), address);
      assert.equal((await fetch(address, { redirect: 'manual' })).status, 302);
      const withoutToken = address.replace(/tkn=\w+&?/, '');
      assert.equal((await fetch(withoutToken, { redirect: 'manual' })).status, 403);
    } finally {
      child.kill('SIGINT');
    }
    assert.equal(await ended, 0);
    await assert.rejects(fetch(`http://127.0.0.1:${port}/`));
  });
});
