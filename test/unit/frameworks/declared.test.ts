/** Frameworks of one file against what they really gave: expressions (test/goldens/arrays/NAME.py), programs (test/goldens/NAME) and the numbers of their cells. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { DECLARED } from '../../../src/frameworks/declared.ts';
import { surprisesOf } from '../../support/expressions.ts';
import { contradictions, type FrameworkRecord } from '../../support/records.ts';

for (const { name, declared } of DECLARED)
  describe(name, () => {
    const has = (path: string): boolean => existsSync(`test/goldens/${path}`);

    it('gives of expressions the recorded shapes, and refuses only what was refused', async () => {
      assert.ok(has(`arrays/${name}.json`), `test/goldens/arrays/${name}.py is to be recorded`);
      assert.equal(await surprisesOf(name), '');
    }).timeout(120_000);

    it('has recorded programs', () => assert.ok(has(`${name}/programs.json`)));

    const records: readonly FrameworkRecord[] = has(`${name}/programs.json`)
      ? JSON.parse(readFileSync(`test/goldens/${name}/programs.json`, 'utf8'))
      : [];
    for (const record of records)
      it(record.id, async () => assert.deepEqual(await contradictions(record), []));

    it('has recorded numbers of its cells, if it stores them in a way of its own', () =>
      assert.equal(has(`cells/${name}_vectors.json`) || declared.layout === undefined, true));
  });
