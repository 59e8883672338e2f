import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

function run(script: string, ...args: readonly string[]) {
  const options = { cwd: ROOT, encoding: 'utf8', env: { ...process.env, INIT_CWD: ROOT } } as const;
  const { status, stderr } = spawnSync(process.execPath, [`build/${script}`, ...args], options);
  return { status, stderr };
}

describe('npm start, called in a way that cannot work', () => {
  it('names a port that is none', () => {
    const { status, stderr } = run('start.mjs', '--port', '70000');
    assert.equal(status, 2);
    assert.match(stderr, /--port 70000: a port is a number from 1 to 65535/);
  });

  it('names a port that is taken', async () => {
    const server = createServer();
    const port = await new Promise<number>(resolve =>
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      }),
    );
    const { status, stderr } = run('start.mjs', '--port', String(port));
    server.close();
    assert.equal(status, 2);
    assert.match(stderr, new RegExp(`Port ${port} is taken`));
  });

  it('names a folder that does not exist, and one that is a file', () => {
    assert.match(run('start.mjs', '--folder', 'no/such').stderr, /There is no folder .*no[\\/]such/);
    assert.match(run('start.mjs', '--folder', 'package.json').stderr, /package\.json is not a folder/);
  });

  it('shows how it is called where an option is unknown', () => {
    const { status, stderr } = run('start.mjs', '--prot', '1');
    assert.equal(status, 2);
    assert.match(stderr, /'--prot'[\s\S]*Usage: npm start/);
  });
});

describe('the other scripts', () => {
  it('name a target or a part that does not exist, with those that do', () => {
    assert.match(run('build.mjs', '--only', 'nope').stderr, /no target nope; there are extension, /);
    assert.match(run('test.mjs', 'nope').stderr, /no part nope; there are build, /);
  });
});
