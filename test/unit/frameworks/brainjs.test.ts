/** brain.js against what it really made of the same programs (test/goldens/brainjs/record.cjs). */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { contradictions, type FrameworkRecord } from '../../support/records.ts';

const FILE = new URL('../../goldens/brainjs/programs.json', import.meta.url);
const records: readonly FrameworkRecord[] = JSON.parse(readFileSync(FILE, 'utf8'));

describe('programs that brain.js ran or refused', () => {
  for (const record of records)
    it(record.id, async () => assert.deepEqual(await contradictions(record, 'js'), []));
});
