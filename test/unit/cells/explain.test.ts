/** Written-out sums: every one is computed again from its own text. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { evaluate as calculate } from 'mathjs/number';
import {
  at,
  bindCell,
  explain,
  fromRows,
  numberText,
  type Place,
  sampleParameters,
  sentence,
  trace,
} from '../../../src/cells/index.ts';
import { anyLayer, keras, sampled } from './layers.ts';

/** An interval: a number that is shown rounded stands for all numbers that round to it. */
interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The intervals that a written-out sum stands for: every shown number is half a last digit uncertain. */
function evaluate(sum: string, digits: number): Interval {
  const half = 0.5000001 * 10 ** -digits;
  const plain = sum
    .replaceAll('−', '-')
    .replace(/\((-?[\d.]+) from [\d,]+ more terms\)/g, '($1)')
    .replaceAll('·', '*');
  const numbers = [...plain.matchAll(/\d+\.\d+/g)].map(match => Number(match[0]));
  const value = Number(calculate(plain.replace(/\((-[\d.]+)\)/g, '($1)')));
  // |a·b - a'·b'| <= half (|a| + |b|) + half², summed over all terms; a single number is half a digit off.
  const slack = numbers.reduce((total, number) => total + half * (Math.abs(number) + 1) + half * half, 0);
  return { low: value - slack, high: value + slack };
}

const activations: Readonly<Record<string, (x: number) => number>> = {
  σ: x => 1 / (1 + Math.exp(-x)),
  tanh: Math.tanh,
  linear: x => x,
};

function recompute(text: string, digits: number, value: number, hard: (x: number) => number): void {
  const half = 0.5000001 * 10 ** -digits;
  const read = (number: string): number => Number(number.replaceAll('−', '-'));
  const [sum = '', ...rest] = text.split(/ = | → /);
  const applied = /^([σa-z_]+)\((−?[\d.]+)\)$/.exec(rest.length === 1 ? sum : (rest[1] ?? ''));
  const result = read(rest.at(-1) ?? '');
  assert.ok(Math.abs(result - value) <= half, `${text} ends with the value ${value}`);
  if (applied) {
    const f = activations[applied[1] ?? ''] ?? hard;
    const inner = read(applied[2] ?? '');
    assert.ok(result >= f(inner - half) - half && result <= f(inner + half) + half, text);
  }
  if (applied && rest.length === 1) return;
  const shown = evaluate(sum, digits);
  const stated = read(rest[0] ?? '');
  assert.ok(
    stated >= shown.low - half && stated <= shown.high + half,
    `${text}: the sum is ${JSON.stringify(shown)}`,
  );
}

describe('explanations', () => {
  it('write a gate out as products, biases and activation', () => {
    const bound = bindCell(keras);
    assert.ok(bound.ok);
    const zero = { rows: 1, columns: 1, data: [0] };
    const parameters = new Map([
      ...bound.value.weights.flatMap(() => []),
      ...sampleParameters(bound.value, { units: 1, features: 2 }, 1, 'float64'),
    ]);
    parameters
      .set('W_f', fromRows([[0.5], [-0.3]]))
      .set('U_f', zero)
      .set('b_f', fromRows([[0.02]]));
    const x = fromRows([[1.2, 0.7]]);
    const own = trace({
      bound: bound.value,
      sizes: { units: 1, features: 2 },
      parameters,
      x,
      initialState: new Map(),
      precision: 'float64',
    });
    assert.ok(own.ok);
    const operation = own.value.program.resultOf.get('f_t') ?? -1;
    const { text, subject } = explain(own.value, { time: 0, operation }, 0);
    assert.equal(subject, 'f_t[0]');
    assert.equal(text, '0.50·1.20 + (−0.30)·0.70 + 0.00·0.00 + 0.02 = 0.41 → σ(0.41) = 0.60');
    assert.match(
      sentence(own.value, { time: 0, operation }, 0),
      /forget gate\. It says how much of its old memory each unit keeps: unit 0, 60 %\./,
    );
  });

  for (const digits of [2, 6])
    it(`compute what they say, with ${digits} decimals, for every number of many layers`, () => {
      fc.assert(
        fc.property(anyLayer, fc.integer({ min: 4, max: 14 }), (layer, most) => {
          const own = sampled(...layer);
          const fifth = ['keras2', 'tfjs'].includes(own.program.bound.layout.name) ? 0.2 : 1 / 6;
          for (let time = 0; time < own.steps; time++)
            for (const { index } of own.program.operations) {
              const place: Place = { time, operation: index };
              const result = own.at(time).results[index];
              for (let row = 0; row < (result?.rows ?? 0); row++) {
                const { text, value } = explain(own, place, row, 0, { digits, most });
                assert.equal(value, result && at(result, row, 0));
                recompute(text, digits, value, x => Math.min(1, Math.max(0, fifth * x + 0.5)));
              }
            }
        }),
        { numRuns: 40 },
      );
    });

  it('fold long sums, and say how much was folded', () => {
    const own = sampled(keras, 2, 40, 1, 3);
    const { text } = explain(own, { time: 0, operation: 0 }, 1);
    assert.match(text, /^(\S+ \+ ){9}\(−?\d\.\d\d from 29 more terms\) \+ \S+ \+ \S+ = /);
  });
});

describe('numbers as text', () => {
  it('have a real minus, no minus zero, and names for what is no number', () => {
    assert.equal(numberText(-0.301, 2), '−0.30');
    assert.equal(numberText(-0.001, 2), '0.00');
    assert.equal(numberText(1.2e9, 2), '1.20e+9');
    assert.deepEqual(
      [Number.NaN, Infinity, -Infinity].map(value => numberText(value, 2)),
      ['NaN', '∞', '−∞'],
    );
  });
});
