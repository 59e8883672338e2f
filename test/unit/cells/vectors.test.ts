/** Every recorded run of a real framework, repeated by our cells: the states of every step within 5e-6 in float32. */
import assert from 'node:assert/strict';
import { type Precision, splitWeights, type Trace, trace } from '../../../src/cells/index.ts';
import {
  boundOf,
  initialStateOf,
  records,
  sequenceOf,
  sizesOf,
  type VectorRecord,
  weightsOf,
} from './records.ts';

function run(record: VectorRecord, batch: number, precision: Precision): Trace {
  const bound = boundOf(record);
  const sizes = sizesOf(record);
  const parameters = splitWeights(bound, sizes, weightsOf(record));
  assert.ok(parameters.ok, JSON.stringify(parameters));
  const x = sequenceOf(record, batch);
  const initialState = initialStateOf(record, batch);
  const result = trace({
    bound,
    sizes,
    parameters: parameters.value,
    x,
    initialState,
    precision,
  });
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}

/** The recorded states of one sequence: [symbol, time, numbers]. */
function expectations(
  { expected }: VectorRecord,
  batch: number,
): readonly (readonly [string, number, readonly number[]])[] {
  const perStep = Object.entries(expected).filter(([name]) => name === 'h' || name === 'c');
  const fromStates = perStep.flatMap(([name, steps]) =>
    steps.map((step, time) => [`${name}_t`, time, step[batch] ?? []] as const),
  );
  if (fromStates.length > 0) return fromStates;
  return (expected.y?.[batch] ?? []).map((row, time) => ['h_t', time, row] as const);
}

function close(actual: ArrayLike<number>, expected: readonly number[], what: string): void {
  assert.equal(actual.length, expected.length, what);
  expected.forEach((value, index) => {
    const difference = Math.abs((actual[index] ?? Number.NaN) - value);
    assert.ok(difference <= 5e-6, `${what}[${index}]: ${actual[index]}, recorded ${value}`);
  });
}

describe('recorded runs of real frameworks', () => {
  for (const record of records)
    it(`${record.id} ${record.code ?? ''}`, () => {
      record.x.forEach((_, batch) => {
        const own = run(record, batch, 'float32');
        const expected = expectations(record, batch);
        assert.ok(expected.length >= sequenceOf(record, batch).rows);
        for (const [symbol, time, values] of expected)
          close(
            own.at(time).value(symbol)?.data ?? [],
            values,
            `${symbol} of sequence ${batch}, step ${time}`,
          );
      });
    });
});
