/** Traces: what they keep, how one moves in them, and what they refuse. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  bindCell,
  columnVector,
  fromRows,
  lastPosition,
  moved,
  ownTerms,
  placeOf,
  positionCount,
  positionOf,
  sampleParameters,
  sampleSequence,
  timeFinished,
  trace,
} from '../../../src/cells/index.ts';
import { anyChoice, anyLayer, keras, sampled, walked } from './layers.ts';

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
  const grains = ['term', 'element', 'operation', 'line', 'time'] as const;
  const grain = fc.constantFrom(...grains);

  it('forward n and back n is where one was, by every grain', () => {
    fc.assert(
      fc.property(anyLayer, grain, fc.nat(), fc.integer({ min: 0, max: 60 }), (layer, by, start, n) => {
        const walk = walked(...layer);
        // Other positions than those of the grain lead to one of them first.
        const position = moved(walk, start % positionCount(walk), by, 1);
        const ahead = moved(walk, position, by, n);
        const isClamped = moved(walk, ahead, by, 1) === ahead;
        if (!isClamped) assert.equal(moved(walk, ahead, by, -n), position);
      }),
      { numRuns: 300 },
    );
  });

  it('are reached one by one by terms, and each is where its place is', () => {
    fc.assert(
      fc.property(anyLayer, layer => {
        const walk = walked(...layer);
        const own = sampled(...layer);
        for (let position = 0; position < positionCount(walk); position++) {
          const place = placeOf(walk, position);
          assert.equal(positionOf(walk, place), position);
          const { rows = 0, columns = 0 } = own.at(place.time).results[place.operation] ?? {};
          assert.ok((place.element ?? 0) < rows * columns);
          if (place.term !== undefined) assert.ok(ownTerms(own, place)[place.term], 'a term of its own');
          assert.equal(moved(walk, position, 'term', 1), Math.min(position + 1, positionCount(walk) - 1));
        }
      }),
      { numRuns: 20 },
    );
  });

  it('stay inside of the sequence', () => {
    fc.assert(
      fc.property(anyLayer, fc.integer(), grain, fc.integer({ min: -99, max: 99 }), (layer, start, by, n) => {
        const walk = walked(...layer);
        const position = moved(walk, start, by, n);
        assert.ok(position >= 0 && position < positionCount(walk));
        const { time, operation } = placeOf(walk, position);
        assert.ok(time < walk.steps && operation < walk.program.operations.length);
      }),
    );
  });

  it('go into an operation by term and element, over it, and out of it', () => {
    const walk = walked(keras, 3, 2, 5, 1);
    const whole = { time: 0, operation: 0 };
    const first = moved(walk, 0, 'term', 1);
    assert.deepEqual(placeOf(walk, first), { ...whole, element: 0, term: 0 });
    assert.deepEqual(placeOf(walk, moved(walk, first, 'element', 1)), { ...whole, element: 0, term: 1 });
    assert.deepEqual(placeOf(walk, moved(walk, first, 'element', 2)), { ...whole, element: 1, term: 1 });
    assert.deepEqual(placeOf(walk, moved(walk, first, 'operation', 1)), { time: 0, operation: 1 });
    assert.equal(moved(walk, first, 'operation', -1), 0);
    const second = positionOf(walk, { time: 0, operation: 1 });
    assert.deepEqual(placeOf(walk, moved(walk, second, 'element', -1)), { ...whole, element: 2, term: 1 });
    assert.deepEqual(placeOf(walk, moved(walk, second, 'term', -1)), { ...whole, element: 2, term: 1 });
  });

  it('go by time step at the same place, by line to its end, and to the end of a time step', () => {
    const walk = walked(keras, 3, 2, 5, 1);
    assert.equal(moved(walk, 3, 'time', 2), 2 * walk.width + 3);
    const first = moved(walk, 0, 'line', 1);
    const line = moved(walk, first, 'line', 1);
    const { operation } = placeOf(walk, line);
    assert.equal(walk.program.operations[operation]?.target, 'f_t');
    assert.ok(walk.program.operations[operation]?.final);
    assert.equal(moved(walk, line, 'line', -1), first);
    const end = timeFinished(walk, line);
    assert.deepEqual(placeOf(walk, end), { time: 0, operation: walk.stretches.length - 1 });
    assert.equal(timeFinished(walk, end), end + walk.width);
    assert.equal(timeFinished(walk, lastPosition(walk)), lastPosition(walk));
  });

  it('takes over steps that were computed elsewhere, in order only, and goes on from them', () => {
    const [here, there] = [sampled(keras, 3, 2, 4, 1), sampled(keras, 3, 2, 4, 1)];
    assert.equal(here.accept(1, there.at(1).results), false);
    assert.equal(here.accept(0, []), false);
    assert.equal(here.accept(0, there.at(0).results), true);
    assert.equal(here.accept(0, there.at(0).results), false);
    assert.equal(here.computed(), 1);
    assert.deepEqual(here.at(0).value('h_t'), there.at(0).value('h_t'));
    assert.deepEqual(here.at(3).results, there.at(3).results);
    assert.equal(here.accept(4, there.at(3).results), false);
  });
});
