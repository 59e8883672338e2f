/** Where a run stops, found by looking at every number. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type Breakpoints,
  bindCell,
  fromRows,
  type Matrix,
  nextStop,
  operandView,
  positionOf,
  readExpression,
  type Stop,
  sampleParameters,
  sampleSequence,
  stopAt,
  type Trace,
  trace,
  type Walk,
  walkOf,
} from '../../../src/cells/index.ts';
import { anyLayer, keras, sampled, walked } from './layers.ts';

const none: Breakpoints = { nan: false, infinite: false, saturated: false, conditions: [] };

function conditionIn(own: Trace, text: string): Breakpoints {
  const read = readExpression(text, own);
  assert.ok(read.ok, JSON.stringify(read));
  return { ...none, conditions: [read.value] };
}

/** All stops from the first to the last, by going from each to the next. */
function stopsOf(own: Trace, walk: Walk, breakpoints: Breakpoints): readonly Stop[] {
  const stops: Stop[] = [];
  const first = stopAt(own, walk, 0, 0, breakpoints);
  if (first) stops.push(first);
  for (let from = first?.position ?? 0; ; ) {
    const found = nextStop(own, walk, from, 1, breakpoints);
    if (found.kind !== 'stop') return stops;
    stops.push(found.stop);
    from = found.stop.position;
  }
}

/** An LSTM of 2 units whose memory grows until float32 has no number for it. */
function overflowing(): Trace {
  const bound = bindCell({ ...keras, activation: 'exponential' });
  assert.ok(bound.ok);
  const size = { units: 2, features: 1 };
  const parameters = new Map([...sampleParameters(bound.value, size, 1, 'float32')]);
  parameters.set('W_g', fromRows([[0, 2]]));
  const run = trace({
    bound: bound.value,
    sizes: size,
    parameters,
    x: fromRows([[1], [30], [60]]),
    initialState: new Map(),
    precision: 'float32',
  });
  assert.ok(run.ok);
  return run.value;
}

describe('breakpoints', () => {
  it('stop forward and backward at the same places', () => {
    fc.assert(
      fc.property(
        anyLayer,
        fc.constantFrom('h > 0.1', 'sum(abs(h)) < 1', 't == 1', 'x > 0.5'),
        (layer, text) => {
          const own = sampled(...layer);
          const walk = walked(...layer);
          const breakpoints = { ...conditionIn(own, text), saturated: true };
          const ahead = stopsOf(own, walk, breakpoints).map(stop => stop.position);
          const behind: number[] = [];
          for (let from = walk.width * walk.steps - 1; ; ) {
            const found = nextStop(own, walk, from, -1, breakpoints);
            if (found.kind !== 'stop') break;
            behind.unshift(found.stop.position);
            from = found.stop.position;
          }
          assert.deepEqual(behind, ahead);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('stop in every time step in which a condition holds, at the row for which it does', () => {
    const own = sampled(keras, 3, 2, 8, 5);
    const walk = walked(keras, 3, 2, 8, 5);
    const stops = stopsOf(own, walk, conditionIn(own, 'c > 0.1'));
    const expected = Array.from({ length: own.steps }, (_, time) => {
      const c = Array.from(own.at(time).value('c_t')?.data ?? []);
      const row = c.findIndex(value => value > 0.1);
      const operation = own.program.resultOf.get('c_t') ?? -1;
      return row < 0 ? [] : [[positionOf(walk, { time, operation }), row]];
    }).flat();
    assert.ok(expected.length > 0 && expected.length <= 8);
    assert.deepEqual(
      stops.map(({ position, row }) => [position, row]),
      expected,
    );
    assert.match(stops[0]?.why ?? '', /^c > 0\.1 holds in row \d at t = \d$/);
  });

  it('tell infinity and NaN where they come into being, and not what follows of them', () => {
    const own = overflowing();
    const walk = walkOf(own.program, own.sizes, own.steps);
    const allFinite = (matrix: Matrix): boolean => Array.from(matrix.data).every(Number.isFinite);
    const expected: number[] = [];
    for (let time = 0; time < own.steps; time++)
      for (const [operation, result] of own.at(time).results.entries()) {
        const operands = own.program.operations[operation]?.operands ?? [];
        const isBorn = operands.every(each => allFinite(operandView(each, own.at(time)).matrix));
        if (!allFinite(result) && isBorn) expected.push(positionOf(walk, { time, operation }));
      }
    const stops = stopsOf(own, walk, { ...none, infinite: true, nan: true });
    assert.ok(expected.length > 0);
    assert.deepEqual(
      stops.map(({ position }) => position),
      expected,
    );
    assert.match(stops[0]?.why ?? '', /^\(exponential\(c_t\)\)\[1\] = ∞$/);
  });

  it('tell a gate that can hardly move any more', () => {
    const bound = bindCell(keras);
    assert.ok(bound.ok);
    const parameters = new Map([...sampleParameters(bound.value, { units: 2, features: 1 }, 1, 'float64')]);
    parameters.set('b_f', fromRows([[0], [9]]));
    const run = trace({
      bound: bound.value,
      sizes: { units: 2, features: 1 },
      parameters,
      x: sampleSequence(1, 1, 1, 'float64'),
      initialState: new Map(),
      precision: 'float64',
    });
    assert.ok(run.ok);
    const walk = walkOf(run.value.program, run.value.sizes, 1);
    const stops = stopsOf(run.value, walk, { ...none, saturated: true });
    assert.deepEqual(
      stops.map(({ row, why }) => [row, why.replace(/0\.999|1\.000/, '1')]),
      [[1, 'f_t[1] = 1: the gate is saturated']],
    );
  });

  it('are looked for in slices of time', () => {
    const own = sampled(keras, 3, 2, 8, 5);
    const walk = walked(keras, 3, 2, 8, 5);
    const breakpoints = conditionIn(own, 't == 6');
    const whole = nextStop(own, walk, 0, 1, breakpoints);
    let from = 0;
    for (;;) {
      const part = nextStop(own, walk, from, 1, breakpoints, () => true);
      if (part.kind !== 'pause') {
        assert.deepEqual(part, whole);
        return;
      }
      assert.ok(part.at > from);
      from = part.at;
    }
  });
});
