/** Recorded runs of Haiku's and Equinox' cells (test/goldens/cells/jax_vectors.json), repeated by our cells from the weights under their own names. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { bindCell, splitWeights, type Tensor, trace } from '../../../src/cells/index.ts';
import { initialStateOf, sequenceOf, type VectorRecord } from './records.ts';

const FILE = new URL('../../goldens/cells/jax_vectors.json', import.meta.url);
const records: readonly VectorRecord[] = JSON.parse(readFileSync(FILE, 'utf8'));

const kindOf = (layer: string): string =>
  layer.startsWith('LSTM') ? 'lstm' : layer.startsWith('GRU') ? 'gru' : 'simple-rnn';

/** 'vanilla_rnn/linear/w' is 'linear/w' of the core; Equinox' names are whole. */
const plain = (framework: string, name: string): string =>
  framework === 'haiku' ? name.slice(name.indexOf('/') + 1) : name;

function weightsOf({ framework, weights }: VectorRecord): ReadonlyMap<string, Tensor> {
  const flat = (values: unknown): number[] =>
    Array.isArray(values) ? values.flatMap(flat) : [Number(values)];
  return new Map(weights.map(w => [plain(framework, w.name), { shape: w.shape, data: flat(w.values) }]));
}

/** A cell without batch axis has states of one axis. */
function batched(record: VectorRecord): VectorRecord {
  const rows = (state: readonly unknown[]): boolean => Array.isArray(state[0]);
  const { initial_state: initial, expected } = record;
  const wrap = <T>(all: readonly T[]): readonly (T | readonly T[])[] => (rows(all) ? all : [all]);
  return JSON.parse(
    JSON.stringify({
      ...record,
      initial_state:
        initial && Object.fromEntries(Object.entries(initial).map(([name, state]) => [name, wrap(state)])),
      expected: Object.fromEntries(
        Object.entries(expected).map(([name, steps]) => [name, steps.map(step => wrap(step))]),
      ),
    }),
  );
}

describe('recorded runs of Haiku and Equinox', () => {
  for (const record of records.map(batched))
    it(record.id, () => {
      const bound = bindCell({
        kind: kindOf(record.layer),
        layout: record.framework,
        activation: record.layer === 'VanillaRNN' ? 'relu' : 'tanh',
        recurrentActivation: 'sigmoid',
        bias: record.config.use_bias !== false,
        resetAfter: record.framework === 'equinox',
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
        record.expected.h?.forEach((step, time) => {
          step[batch]?.forEach((value, unit) => {
            const own = run.value.at(time).value('h_t')?.data[unit] ?? Number.NaN;
            assert.ok(Math.abs(own - value) <= 5e-6, `${record.id}: ${own}, recorded ${value}`);
          });
        });
      });
    });
});
