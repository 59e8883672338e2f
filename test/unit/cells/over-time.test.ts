/** One unit over time, and what is left of its first memory. */
import assert from 'node:assert/strict';
import {
  bindCell,
  layouts,
  overTime,
  sampleParameters,
  sampleSequence,
  type Trace,
  trace,
} from '../../../src/cells/index.ts';
import { keras } from '../../support/cells.ts';

const sizes = { units: 4, features: 3 };
const steps = 6;

function run(kind: string, layout: string): Trace | undefined {
  const bound = bindCell({ ...keras, kind, layout });
  if (!bound.ok) return undefined;
  const result = trace({
    bound: bound.value,
    sizes,
    parameters: sampleParameters(bound.value, sizes, 1, 'float64'),
    x: sampleSequence(steps, 3, 1, 'float64'),
    initialState: new Map(),
    precision: 'float64',
  });
  assert.ok(result.ok);
  result.value.at(steps - 1);
  return result.value;
}

describe('a unit over time', () => {
  it('has its gates between 0 and 1, and everything else apart', () => {
    const own = run('lstm', 'keras');
    assert.ok(own);
    const { gates, others } = overTime(own, 2);
    assert.deepEqual(
      gates.map(({ text }) => text),
      ['i_t', 'f_t', 'o_t'],
    );
    assert.deepEqual(
      others.map(({ text }) => text),
      ['c\u0303_t', 'c_t', 'h_t'],
    );
    for (const { values, symbol } of [...gates, ...others]) {
      assert.equal(values.length, steps);
      assert.equal(values[3], own.at(3).value(symbol)?.data[2]);
    }
  });

  it('counts the steps that are computed, and computes no more', () => {
    const own = run('gru', 'keras');
    const fresh = bindCell({ ...keras, kind: 'gru' });
    assert.ok(own && fresh.ok);
    const lazy = trace({
      bound: fresh.value,
      sizes,
      parameters: sampleParameters(fresh.value, sizes, 1, 'float64'),
      x: sampleSequence(steps, 3, 1, 'float64'),
      initialState: new Map(),
      precision: 'float64',
    });
    assert.ok(lazy.ok);
    lazy.value.at(1);
    assert.equal(overTime(lazy.value, 0).gates[0]?.values.length, 2);
    assert.equal(lazy.value.computed(), 2);
  });

  it('keeps of the first memory what the product of the forget gates says', () => {
    const own = run('lstm', 'keras');
    assert.ok(own);
    const { kept } = overTime(own, 1);
    assert.equal(kept?.factor, 'f_t');
    assert.equal(kept?.memory, 'c_t');
    const forget = Array.from({ length: steps }, (_, time) => own.at(time).value('f_t')?.data[1] ?? 0);
    const expected = forget.map((_, time) => forget.slice(1, time + 1).reduce((a, b) => a * b, 1));
    for (const [time, value] of (kept?.values ?? []).entries())
      assert.ok(Math.abs(value - (expected[time] ?? 0)) < 1e-12);
  });

  it('knows what each cell keeps, and none where nothing is kept', () => {
    const factors = new Map<string, string | undefined>();
    for (const { name } of layouts)
      for (const kind of ['lstm', 'gru', 'simple-rnn', 'mgu', 'lstm-coupled', 'lstm-peephole']) {
        const own = run(kind, name);
        if (own) factors.set(own.program.bound.cell.name, overTime(own, 0).kept?.factor);
      }
    assert.equal(factors.get('gru'), 'z_t');
    assert.equal(factors.get('gru-new-by-update'), '1 − z_t');
    assert.equal(factors.get('mgu'), 'f_t');
    assert.equal(factors.get('lstm-coupled'), 'f_t');
    assert.equal(factors.get('simple-rnn'), undefined);
    assert.equal(factors.get('lstm-one-state'), undefined);
  });
});
