/** Programs of JAX, Haiku and Equinox against what they really gave or refused (test/goldens/jax). */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { contradictions, type FrameworkRecord } from '../../support/records.ts';

const golden = (name: string): readonly FrameworkRecord[] =>
  JSON.parse(readFileSync(new URL(`../../goldens/jax/${name}.json`, import.meta.url), 'utf8'));

for (const file of ['programs', 'shown']) {
  describe(`programs that JAX, Haiku and Equinox ran or refused (${file})`, () => {
    for (const record of golden(file))
      it(record.id, async () => {
        assert.deepEqual(await contradictions(record), []);
      });
  });
}
