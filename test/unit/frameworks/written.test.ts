/** Programs as people write them, in the styles that there are, against what the frameworks did with them (test/goldens/written). */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { contradictions, type FrameworkRecord } from '../../support/records.ts';

const FOLDER = 'test/goldens/written';

for (const name of readdirSync(FOLDER).filter(file => file.endsWith('.json'))) {
  const records: readonly FrameworkRecord[] = JSON.parse(readFileSync(`${FOLDER}/${name}`, 'utf8'));
  describe(`written programs: ${name}`, () => {
    for (const record of records)
      it(record.id, async () => {
        assert.deepEqual(await contradictions(record, name === 'tfjs.json' ? 'ts' : 'py'), []);
      });
  });
}
