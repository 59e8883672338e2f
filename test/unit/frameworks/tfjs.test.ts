/** TensorFlow.js against the real package, which runs the same programs here and now. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { contradictions } from '../../support/records.ts';
import { recordOf } from '../../support/tfjs-truth.ts';

const PROGRAMS: readonly string[] = JSON.parse(readFileSync('test/goldens/tfjs/programs.json', 'utf8'));

describe('programs that TensorFlow.js runs or refuses', () => {
  it('own the same weights, give the same shapes, are refused at the same lines', async () => {
    const told: string[] = [];
    for (const [i, code] of PROGRAMS.entries()) {
      const record = await recordOf(`program ${i}`, code);
      told.push(...(await contradictions(record, 'ts')).map(text => `${text}\n${code}`));
    }
    assert.deepEqual(told, []);
  }).timeout(120_000);
});
