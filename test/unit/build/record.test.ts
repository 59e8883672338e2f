/** `npm run record`: which recorders there are, and in what it says that a record differs. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { differences } from '../../../build/differences.mjs';
import { RECORDERS } from '../../../build/recorders.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const goldens = path.join(ROOT, 'test/goldens');
const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, ['build/record.mjs', ...args], { cwd: ROOT, encoding: 'utf8' });

describe('the recorders', () => {
  it('are there, and so are the files that they record again', () => {
    const named = RECORDERS.flatMap(({ script, args }) => [
      script,
      ...args.filter(arg => arg.endsWith('.json')),
    ]);
    const missing = named.filter(
      file =>
        ![file, path.join('errors', file), path.join('written', file)].some(each =>
          existsSync(path.join(goldens, each)),
        ),
    );
    assert.deepEqual(missing, []);
  });

  it('have a name each', () => {
    assert.equal(new Set(RECORDERS.map(({ name }) => name)).size, RECORDERS.length);
  });

  it('are named where one is asked for that there is none of', () => {
    const { status, stderr } = run('tensors');
    assert.equal(status, 2);
    assert.match(stderr, /no recorder tensors; there are arrays\/\w+, .*arrays\/torch/);
  });

  it('are said not to run without what they need', () => {
    const { status, stdout } = run('--python', 'no-such-python', 'dtypes');
    assert.equal(status, 0);
    assert.match(stdout, /not run: dtypes \(lacks torch, numpy\)/);
  });
});

describe('what differs between records', () => {
  it('is nothing where numbers are as near as two machines compute them', () => {
    assert.deepEqual(differences([{ id: 'a', h: [0.1234567] }], [{ id: 'a', h: [0.1234568] }]), []);
  });

  it('is told with the entry, the place in it and both values', () => {
    assert.deepEqual(differences([{ id: 'a', vars: { x: [2, 3] } }], [{ id: 'a', vars: { x: [2, 4] } }]), [
      'a.vars.x.1: 3 was kept, 4 now',
    ]);
  });

  it('is that an entry is new or gone', () => {
    assert.deepEqual(differences({ results: { old: 1 } }, { results: { fresh: 1 } }), [
      'old: is gone',
      'fresh: is new',
    ]);
  });

  it('shows of long texts what stands where they part', () => {
    const long = 'same '.repeat(40);
    const [line] = differences([{ id: 'a', says: `${long}left` }], [{ id: 'a', says: `${long}right` }]);
    assert.match(line ?? '', /left.*right/);
  });
});
