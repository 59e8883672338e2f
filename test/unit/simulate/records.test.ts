/** Recorded runs of real layers, repeated: every state, output and final state within 5e-6 in float32. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { assertClose, documentOf, layerRecords } from './specs.ts';

const TOLERANCE = 5e-6;

/** A record without `y_shape`, which says what `y` shows. */
const recorded = (expected: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(expected).filter(([name]) => name !== 'y_shape'));

describe('recorded layers', () => {
  for (const record of layerRecords)
    it(`${record.id} ${record.code}`, async () => {
      assertClose(await documentOf(record), recorded(record.expected), '', TOLERANCE);
    });

  it('follow from their config alone, where it has all arguments', async () => {
    for (const { code: _, ...record } of layerRecords.filter(({ config }) => Object.keys(config).length > 0))
      assertClose(await documentOf(record), recorded(record.expected), record.id, TOLERANCE);
  });

  it('fit the schema of a spec', async () => {
    const schema: object = JSON.parse(await readFile('src/cells/simulate/simulate.schema.json', 'utf8'));
    const validate = new Ajv2020({ allowUnionTypes: true }).compile(schema);
    for (const record of layerRecords)
      assert.ok(validate(record), `${record.id} ${JSON.stringify(validate.errors)}`);
    assert.equal(validate({ framework: 'torch', layer: 'nn.LSTM', weights: [], x: [] }), false);
  });

  it('have the same numbers in any order of the axes of x', async () => {
    const record = layerRecords.find(({ id }) => id === 'torch/nn.GRU/9');
    assert.ok(record && Array.isArray(record.x));
    const { x } = record;
    const timeFirst = (x[0] as readonly unknown[]).map((_, t) => x.map(sequence => sequence[t]));
    const turned = await documentOf({ ...record, x: timeFirst, x_layout: 'time, batch, feature' });
    assert.deepEqual(turned, await documentOf(record));
  });

  it('are more exact in float64', async () => {
    const record = layerRecords.find(({ id }) => id === 'torch/nn.LSTM/6');
    assert.ok(record);
    const exact = await documentOf(record, { precision: 'float64' });
    assert.notDeepEqual(exact, await documentOf(record));
    assertClose(exact, recorded(record.expected), '', TOLERANCE);
  });
});
