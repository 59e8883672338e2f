/** Frameworks built like PyTorch against what they really gave (test/goldens/arrays): functions, layers, cells, and what they refuse. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { compared, golden, type Told, toldOf } from '../../support/expressions.ts';
import { contradictions, type FrameworkRecord } from '../../support/records.ts';

/** Expressions of which less is told than the framework knows. */
const NOT_TOLD: Readonly<Record<string, readonly string[]>> = {
  paddle: [`nn.Conv1D(4, 5, 2, data_format='NLC')(x)`],
  mindspore: [],
};

for (const [framework, notTold] of Object.entries(NOT_TOLD)) {
  describe(`expressions of ${framework}`, () => {
    it('give the recorded shapes, and only what was refused is refused', async () => {
      const records = golden(framework);
      const said = await toldOf(records);
      const lines = [...records.results].flatMap(([expression, recorded]) => {
        const told: Told = said.get(expression) ?? { unknown: true };
        const verdict = compared(recorded, told);
        const expected = notTold.includes(expression) ? 'unknown' : 'equal';
        return verdict === expected
          ? []
          : [`${verdict}: ${expression}: recorded ${JSON.stringify(recorded)}`];
      });
      assert.equal(lines.join('\n'), '');
    }).timeout(120_000);
  });
}

for (const framework of ['paddle', 'mindspore', 'mlx', 'tf1']) {
  const text = readFileSync(`test/goldens/${framework}/programs.json`, 'utf8');
  const records: readonly FrameworkRecord[] = JSON.parse(text);
  describe(`programs of ${framework}`, () => {
    for (const record of records)
      it(record.id, async () => assert.deepEqual(await contradictions(record), []));
  });
}
