/** PyTorch against what the real one did with the same programs (test/goldens/torch). */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { contradictions, type FrameworkRecord } from '../../support/records.ts';

function recordsOf(file: string): readonly FrameworkRecord[] {
  return JSON.parse(readFileSync(`test/goldens/torch/${file}.json`, 'utf8'));
}

describe('programs that PyTorch 2.13 ran or refused', () => {
  it('own the same weights, give the same shapes, refuse the same lines', async () => {
    const told: string[] = [];
    for (const file of ['programs', 'arguments', 'generated'])
      for (const record of recordsOf(file)) told.push(...(await contradictions(record)));
    assert.deepEqual(told, []);
  }).timeout(120_000);
});
