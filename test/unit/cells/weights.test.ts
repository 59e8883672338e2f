/** Layouts against what the frameworks record, and the way from fused weights to gates and back. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  bindCell,
  type CellChoice,
  joinWeights,
  layoutNamed,
  layouts,
  splitWeights,
  weightShapes,
} from '../../../src/cells/index.ts';
import { keras } from '../../support/cells.ts';
import { boundOf, gateRecords, layoutOf, records, sizesOf, weightsOf } from './records.ts';

const choices: readonly CellChoice[] = layouts.flatMap(layout =>
  Object.keys(layout.cells).map(name => ({
    ...keras,
    kind: name.startsWith('gru') ? 'gru' : name.replace('-projected', ''),
    layout: layout.name,
    resetAfter: name === 'gru-reset-after',
    projection: name === 'lstm-projected' ? 1 : undefined,
  })),
);

describe('layouts', () => {
  for (const record of gateRecords)
    it(`${record.framework} ${record.layer} stores its gates in the recorded order`, () => {
      const layout = layoutNamed(layoutOf(record.framework));
      const cells = Object.entries(layout?.cells ?? {}).filter(([name]) =>
        name.startsWith(record.kind.replace('rnn', 'simple-rnn')),
      );
      assert.ok(cells.length > 0);
      const recorded = record.gate_order.length > 0 ? record.gate_order : [''];
      for (const [, cell] of cells) assert.deepEqual(cell.gates, recorded);
    });

  for (const record of records)
    it(`${record.id} owns the recorded weights`, () => {
      const bound = boundOf(record);
      const recorded = [...weightsOf(record)].map(([name, { shape }]) => [name, shape] as const);
      const own = [...weightShapes(bound, sizesOf(record))];
      // Flax keeps them in a tree, whose order is that of the names.
      const isTree = bound.layout.name.startsWith('flax');
      assert.deepEqual(isTree ? new Map(own) : own, isTree ? new Map(recorded) : recorded);
    });

  it('give the weights of the first question', () => {
    const bound = bindCell(keras);
    assert.ok(bound.ok);
    assert.deepEqual(
      [...weightShapes(bound.value, { units: 10, features: 8 })],
      [
        ['kernel', [8, 40]],
        ['recurrent_kernel', [10, 40]],
        ['bias', [40]],
      ],
    );
  });
});

describe('splitting and joining weights', () => {
  const sizes = fc.record({
    units: fc.integer({ min: 1, max: 5 }),
    features: fc.integer({ min: 1, max: 5 }),
    projection: fc.integer({ min: 1, max: 4 }),
  });

  for (const choice of choices)
    it(`comes back to the same numbers: ${choice.layout} ${choice.kind}${choice.resetAfter ? ' reset after' : ''}`, () => {
      const bound = bindCell(choice);
      assert.ok(bound.ok);
      fc.assert(
        fc.property(sizes, numeric => {
          let next = 0;
          const weights = new Map(
            [...weightShapes(bound.value, numeric)].map(([name, shape]) => {
              const count = shape.reduce((a, b) => a * b, 1);
              return [name, { shape, data: Float64Array.from({ length: count }, () => next++) }] as const;
            }),
          );
          const parameters = splitWeights(bound.value, numeric, weights);
          assert.ok(parameters.ok, JSON.stringify(parameters));
          const total = [...parameters.value.values()].reduce((sum, matrix) => sum + matrix.data.length, 0);
          assert.equal(total, next, 'every number belongs to exactly one gate');
          assert.deepEqual(joinWeights(bound.value, numeric, parameters.value), weights);
        }),
        { numRuns: 30 },
      );
    });

  it('names the weight that has another shape, or is missing', () => {
    const bound = bindCell(keras);
    assert.ok(bound.ok);
    const wrong = new Map([
      ['kernel', { shape: [8, 30], data: new Float64Array(240) }],
      ['recurrent_kernel', { shape: [10, 40], data: new Float64Array(400) }],
    ]);
    const result = splitWeights(bound.value, { units: 10, features: 8 }, wrong);
    assert.ok(!result.ok);
    assert.deepEqual(
      result.problems.map(problem => problem.message),
      ['kernel: expected (8, 40), got (8, 30) with 240 numbers.', 'bias: expected (40), got nothing.'],
    );
  });
});
