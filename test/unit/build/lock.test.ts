import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>
  >;
}

describe('package-lock.json', () => {
  it('names the optional packages of every platform, without which npm ci refuses it', async () => {
    const text = await readFile(new URL('../../../package-lock.json', import.meta.url), 'utf8');
    // What is read of it is checked by what is asserted.
    const { packages } = JSON.parse(text) as Lock;
    const locked = new Set(
      Object.keys(packages).map(key => key.slice(key.lastIndexOf('node_modules/') + 13)),
    );
    const optional = Object.values(packages).flatMap(entry => Object.keys(entry.optionalDependencies ?? {}));
    assert.deepEqual(
      optional.filter(name => !locked.has(name)),
      [],
    );
  });

  it('names no registry', async () => {
    const text = await readFile(new URL('../../../package-lock.json', import.meta.url), 'utf8');
    assert.doesNotMatch(text, /"resolved"/);
  });
});
