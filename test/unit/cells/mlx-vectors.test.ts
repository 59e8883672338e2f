/** Recorded runs of MLX' recurrent layers (test/goldens/cells/mlx_vectors.json), repeated by our cells from the weights under their own names. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { bindCell, splitWeights, trace } from '../../../src/cells/index.ts';
import { initialStateOf, sequenceOf, type VectorRecord, weightsOf } from './records.ts';

const FILE = new URL('../../goldens/cells/mlx_vectors.json', import.meta.url);
const records: readonly VectorRecord[] = JSON.parse(readFileSync(FILE, 'utf8'));

const KINDS: Readonly<Record<string, string>> = { LSTM: 'lstm', GRU: 'gru', RNN: 'simple-rnn' };
const SYMBOLS = { h: 'h_t', c: 'c_t' } as const;

describe('recorded runs of MLX', () => {
  for (const record of records)
    it(record.id, () => {
      const bound = bindCell({
        kind: KINDS[record.layer] ?? record.layer,
        layout: 'mlx',
        activation: 'tanh',
        recurrentActivation: 'sigmoid',
        bias: record.config.bias === true,
        resetAfter: record.layer === 'GRU',
      });
      assert.ok(bound.ok, JSON.stringify(bound));
      const features = record.x[0]?.[0]?.length ?? 0;
      const sizes = { units: Number(record.config.hidden_size), features, projection: undefined };
      const parameters = splitWeights(bound.value, sizes, weightsOf(record));
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
        for (const [state, symbol] of Object.entries(SYMBOLS))
          record.expected[state]?.forEach((step, time) => {
            step[batch]?.forEach((value, unit) => {
              const own = run.value.at(time).value(symbol)?.data[unit] ?? Number.NaN;
              assert.ok(Math.abs(own - value) <= 5e-6, `${record.id}: ${own}, recorded ${value}`);
            });
          });
      });
    });
});
