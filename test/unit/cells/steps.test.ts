/** Recorded steps of cells (test/goldens/cells/*_steps.json), repeated by ours from the weights under the framework's own names. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import {
  bindCell,
  type CellChoice,
  fromRows,
  splitWeights,
  type Tensor,
  trace,
} from '../../../src/cells/index.ts';

type Nested = number | readonly Nested[];
type States = Readonly<Record<string, readonly number[]>>;

interface StepsRecord {
  readonly id: string;
  readonly cell: CellChoice;
  readonly units: number;
  readonly weights: Readonly<Record<string, Nested>>;
  /** Of recurrent dropout, by symbol. */
  readonly masks?: States;
  readonly x: readonly (readonly number[])[];
  readonly state: States;
  readonly steps: readonly States[];
}

const FOLDER = new URL('../../goldens/cells/', import.meta.url);

function tensorOf(values: Nested): Tensor {
  const flat = (nested: Nested): readonly number[] =>
    typeof nested === 'number' ? [nested] : nested.flatMap(flat);
  const shape = (nested: Nested): readonly number[] => {
    if (typeof nested === 'number') return [];
    const [first] = nested;
    return [nested.length, ...(first === undefined ? [] : shape(first))];
  };
  return { shape: shape(values), data: flat(values) };
}

function run({ cell, units, weights, masks = {}, x, state }: StepsRecord) {
  const bound = bindCell(cell);
  assert.ok(bound.ok, JSON.stringify(bound));
  const projection = typeof cell.projection === 'number' ? cell.projection : undefined;
  const sizes = { units, features: x[0]?.length ?? 0, projection };
  const named = new Map(Object.entries(weights).map(([name, values]) => [name, tensorOf(values)]));
  const parameters = splitWeights(bound.value, sizes, named);
  assert.ok(parameters.ok, JSON.stringify(parameters));
  const initialState = new Map(
    Object.entries(state).map(([name, values]) => [`${name}_prev`, fromRows(values.map(n => [n]))]),
  );
  const traced = trace({
    bound: bound.value,
    sizes,
    parameters: parameters.value,
    x: fromRows(x),
    initialState,
    masks: new Map(Object.entries(masks).map(([name, values]) => [name, fromRows(values.map(n => [n]))])),
    precision: 'float32',
  });
  assert.ok(traced.ok, JSON.stringify(traced));
  return traced.value;
}

for (const file of readdirSync(FOLDER).filter(name => name.endsWith('_steps.json'))) {
  describe(`recorded steps of ${file.replace('_steps.json', '')}`, () => {
    const records: readonly StepsRecord[] = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));
    for (const record of records)
      it(record.id, () => {
        const own = run(record);
        assert.ok(record.steps.length > 0);
        record.steps.forEach((states, time) => {
          for (const [name, values] of Object.entries(states)) {
            const told = own.at(time).value(`${name}_t`)?.data;
            assert.equal(told?.length, values.length, `${name}_t`);
            values.forEach((value, unit) => {
              const difference = Math.abs((told?.[unit] ?? Number.NaN) - value);
              assert.ok(difference <= 5e-6, `${name}_${time}[${unit}]: ${told?.[unit]}, recorded ${value}`);
            });
          }
        });
      });
  });
}
