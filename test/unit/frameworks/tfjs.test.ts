/** TensorFlow.js against the real package, which runs the same programs here and now. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { contradictions } from '../../support/records.ts';
import { recordOf } from '../../support/tfjs-truth.ts';

const FOLDER = 'test/goldens/tfjs';
const SHORT: readonly string[] = JSON.parse(readFileSync(`${FOLDER}/programs.json`, 'utf8'));
/** As people write them: classes, loops, data. */
const WRITTEN = readdirSync(`${FOLDER}/written`).map(name =>
  readFileSync(`${FOLDER}/written/${name}`, 'utf8'),
);
const PROGRAMS = [...SHORT, ...WRITTEN];

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
