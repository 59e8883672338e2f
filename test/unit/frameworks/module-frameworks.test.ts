/** Cells of TensorFlow 1 against what they really gave (test/goldens/tf1): shapes, weights, and what they refuse. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { contradictions, type FrameworkRecord } from '../../support/records.ts';

for (const framework of ['tf1']) {
  const text = readFileSync(`test/goldens/${framework}/programs.json`, 'utf8');
  const records: readonly FrameworkRecord[] = JSON.parse(text);
  describe(`programs of ${framework}`, () => {
    for (const record of records)
      it(record.id, async () => assert.deepEqual(await contradictions(record), []));
  });
}
