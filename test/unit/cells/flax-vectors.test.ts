/** Recorded runs of Flax's cells (test/goldens/cells/flax_vectors.json), repeated by our cells from the weights under Flax's own names. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { bindCell, splitWeights, trace } from '../../../src/cells/index.ts';
import { initialStateOf, sequenceOf, type VectorRecord, type weightsOf } from './records.ts';

const FILE = new URL('../../goldens/cells/flax_vectors.json', import.meta.url);
const records: readonly VectorRecord[] = JSON.parse(readFileSync(FILE, 'utf8'));

const layoutOf = ({ framework, layer }: VectorRecord): string =>
  framework === 'flax.linen' ? 'flax' : layer === 'OptimizedLSTMCell' ? 'flax-nnx-fused' : 'flax-nnx';

const kindOf = (layer: string): string =>
  layer.includes('LSTM') ? 'lstm' : layer === 'GRUCell' ? 'gru' : 'simple-rnn';

function weightsOfRecord({ weights }: VectorRecord): ReturnType<typeof weightsOf> {
  const flat = (values: unknown): number[] =>
    Array.isArray(values) ? values.flatMap(flat) : [Number(values)];
  return new Map(
    weights.map(w => [w.name.replace(/^params\//, ''), { shape: w.shape, data: flat(w.values) }]),
  );
}

describe('recorded runs of Flax', () => {
  for (const record of records)
    it(record.id, () => {
      const bound = bindCell({
        kind: kindOf(record.layer),
        layout: layoutOf(record),
        activation: 'tanh',
        recurrentActivation: 'sigmoid',
        bias: true,
        resetAfter: true,
      });
      assert.ok(bound.ok, JSON.stringify(bound));
      const { features, hidden_features: hidden } = record.config;
      const sizes = {
        units: Number(features ?? hidden),
        features: record.x[0]?.[0]?.length ?? 0,
        projection: undefined,
      };
      const parameters = splitWeights(bound.value, sizes, weightsOfRecord(record));
      assert.ok(parameters.ok, JSON.stringify(parameters));
      record.x.forEach((_, batch) => {
        const run = trace({
          bound: bound.value,
          sizes,
          parameters: parameters.value,
          x: sequenceOf(record, batch),
          initialState: initialStateOf(record, batch),
          precision: 'float32',
        });
        assert.ok(run.ok, JSON.stringify(run));
        record.expected.h?.forEach((step, time) => {
          step[batch]?.forEach((value, unit) => {
            const own = run.value.at(time).value('h_t')?.data[unit] ?? Number.NaN;
            assert.ok(Math.abs(own - value) <= 5e-6, `${record.id}: ${own}, recorded ${value}`);
          });
        });
      });
    });
});
