/** Traces: what they keep, how one moves in them, and what they refuse. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  bindCell,
  columnVector,
  fromRows,
  moved,
  placeOf,
  positionCount,
  sampleParameters,
  sampleSequence,
  trace,
} from '../../../src/cells/index.ts';
import { anyChoice, anyLayer, keras, sampled } from './layers.ts';

describe('a trace', () => {
  it('does not change when steps are asked for in another order', () => {
    fc.assert(
      fc.property(anyChoice, fc.nat(99), (choice, seed) => {
        const forward = sampled(choice, 3, 2, 4, seed);
        const backward = sampled(choice, 3, 2, 4, seed);
        const times = [0, 1, 2, 3];
        const a = times.map(time => forward.at(time).results);
        const b = [...times]
          .reverse()
          .map(time => backward.at(time).results)
          .reverse();
        assert.deepEqual(a, b);
      }),
    );
  });

  it('computes no step before it is asked for', () => {
    const own = sampled(keras, 3, 2, 50, 1);
    assert.equal(own.computed(), 0);
    own.at(4);
    assert.equal(own.computed(), 5);
  });

  it('names everything whose shape is wrong', () => {
    const bound = bindCell(keras);
    assert.ok(bound.ok);
    const parameters = new Map(sampleParameters(bound.value, { units: 3, features: 2 }, 1, 'float64'));
    parameters.set('W_f', fromRows([[1, 2]]));
    parameters.delete('b_o');
    const result = trace({
      bound: bound.value,
      sizes: { units: 3, features: 2 },
      parameters,
      x: fromRows([[1, 2, 3]]),
      initialState: new Map([['h_prev', columnVector([1, 2])]]),
      precision: 'float64',
    });
    assert.ok(!result.ok);
    assert.deepEqual(
      result.problems.map(problem => problem.message),
      [
        'W_f: expected (2, 3), got (1, 2).',
        'b_o: expected (3, 1), got nothing.',
        'x: expected (1, 2), got (1, 3).',
        'h_{t-1}: expected (3, 1), got (2, 1).',
      ],
    );
  });

  it('says which activation it does not know', () => {
    const bound = bindCell({ ...keras, activation: 'my_own' });
    assert.ok(bound.ok);
    const sizes = { units: 2, features: 2 };
    const parameters = sampleParameters(bound.value, sizes, 1, 'float64');
    const x = sampleSequence(2, 2, 1, 'float64');
    const result = trace({
      bound: bound.value,
      sizes,
      parameters,
      x,
      initialState: new Map(),
      precision: 'float64',
    });
    assert.ok(!result.ok);
    assert.match(result.problems[0]?.message ?? '', /"my_own" is not known/);
    assert.equal(result.problems.length, 1);
  });
});

describe('positions', () => {
  const grain = fc.constantFrom('operation' as const, 'line' as const, 'time' as const);

  it('forward n and back n is where one was', () => {
    fc.assert(
      fc.property(anyLayer, fc.nat(), fc.integer({ min: 0, max: 60 }), (layer, start, n) => {
        const { program, steps } = sampled(...layer);
        const position = start % positionCount(program, steps);
        const ahead = moved(program, steps, position, 'operation', n);
        const room = ahead < positionCount(program, steps) - 1 || ahead - position === n;
        if (room) assert.equal(moved(program, steps, ahead, 'operation', -n), position);
      }),
    );
  });

  it('stay inside of the sequence', () => {
    fc.assert(
      fc.property(anyLayer, fc.integer(), grain, fc.integer({ min: -99, max: 99 }), (layer, start, by, n) => {
        const { program, steps } = sampled(...layer);
        const position = moved(program, steps, start, by, n);
        assert.ok(position >= 0 && position < positionCount(program, steps));
        const { time, operation } = placeOf(program, steps, position);
        assert.ok(time < steps && operation < program.operations.length);
      }),
    );
  });

  it('go by time step at the same operation, and by line to its end', () => {
    const { program } = sampled(keras, 3, 2, 5, 1);
    const width = program.operations.length;
    assert.equal(moved(program, 5, 3, 'time', 2), 2 * width + 3);
    const line = moved(program, 5, 0, 'line', 1);
    assert.equal(program.operations[line]?.target, 'f_t');
    assert.ok(program.operations[line]?.final);
    assert.equal(
      moved(program, 5, line, 'line', -1),
      program.operations.findIndex(each => each.final),
    );
  });
});
