/** Written-out sums: every one is computed again from its own text. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { evaluate as calculate } from 'mathjs/number';
import {
  at,
  bindCell,
  type Card,
  cardOf,
  cardPieces,
  explain,
  type Factor,
  fromRows,
  type GivenSource,
  joinWeights,
  type Matrix,
  numberAt,
  numberText,
  type Parameters,
  parametersOf,
  piecesText,
  placeOf,
  progressAt,
  type ResultSource,
  type Source,
  sampleParameters,
  sentence,
  storedPlaceOf,
  type Tensor,
  type Trace,
  trace,
} from '../../../src/cells/index.ts';
import { anyLayer, choices, keras, sampled, walked } from './layers.ts';

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

const sizes = fc.tuple(
  fc.integer({ min: 1, max: 4 }),
  fc.integer({ min: 1, max: 20 }),
  fc.integer({ min: 1, max: 3 }),
  fc.nat(999),
);

/** Whose hard_sigmoid is 0.2x + 0.5. */
const isFifth = ({ program }: Trace): boolean =>
  program.bound.layout.activations?.hard_sigmoid === 'hard_sigmoid_fifth';

/** The card of every number that a trace computed, with that number. */
function* cardsOf(own: Trace): Generator<readonly [Card, number]> {
  for (let time = 0; time < own.steps; time++)
    for (const [operation, result] of own.at(time).results.entries())
      for (let row = 0; row < result.rows; row++)
        for (let column = 0; column < result.columns; column++) {
          const card = cardOf(own, { kind: 'result', time, operation, row, column });
          assert.ok(card);
          yield [card, at(result, row, column)];
        }
}

const factorsOf = ({ terms, applied }: Card): readonly Factor[] => [
  ...terms.flatMap(({ factors }) => factors),
  ...(applied ? [applied.to] : []),
];

const isEarlier = (source: Source, result: ResultSource): boolean =>
  source.kind === 'given' ||
  source.time < result.time ||
  (source.time === result.time && source.operation < result.operation);

const parametersIn = (own: Trace): Parameters =>
  new Map(
    parametersOf(own.program.bound).flatMap(({ symbol }): [string, Matrix][] => {
      const value = own.at(0).value(symbol);
      return value ? [[symbol, value]] : [];
    }),
  );

const placeIn = (own: Trace, source: GivenSource) => storedPlaceOf(own.program.bound, own.sizes, source);

function numberIn(tensor: Tensor | undefined, index: readonly number[]): number | undefined {
  const flat = index.reduce((sum, each, axis) => sum * (tensor?.shape[axis] ?? 0) + each, 0);
  return tensor?.data[flat];
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
      /^The forget gate of unit 0 keeps 60 % of its memory\./,
    );
  });

  for (const digits of [2, 6])
    it(`compute what they say, with ${digits} decimals, for every number of layers of every layout`, () => {
      for (const [index, choice] of choices.entries())
        fc.assert(
          fc.property(sizes, fc.integer({ min: 4, max: 14 }), fc.boolean(), (size, most, largestFirst) => {
            const recurrentActivation = index % 2 === 0 ? 'sigmoid' : 'hard_sigmoid';
            const own = sampled({ ...choice, recurrentActivation }, ...size);
            const fifth = isFifth(own) ? 0.2 : 1 / 6;
            for (const [card, result] of cardsOf(own)) {
              const text = piecesText(cardPieces(card, { digits, most, largestFirst }));
              assert.equal(card.value, result);
              recompute(text, digits, card.value, x => Math.min(1, Math.max(0, fifth * x + 0.5)));
            }
          }),
          { numRuns: 5 },
        );
    });

  it('give each number its source, and end at what was given', () => {
    for (const choice of choices)
      fc.assert(
        fc.property(sizes, size => {
          const own = sampled(choice, ...size);
          const weights = joinWeights(own.program.bound, own.sizes, parametersIn(own));
          for (const [card] of cardsOf(own))
            for (const factor of factorsOf(card)) {
              if (!factor.source) continue;
              assert.equal(numberAt(own, factor.source), factor.value, `${card.subject}: ${factor.name}`);
              assert.ok(isEarlier(factor.source, card.source), `${card.subject}: ${factor.name}`);
              const stored = factor.source.kind === 'given' && placeIn(own, factor.source);
              if (stored) assert.equal(numberIn(weights.get(stored.weight.name), stored.index), factor.value);
            }
        }),
        { numRuns: 2 },
      );
  });

  it('come as far as a term, and all terms give the result', () => {
    fc.assert(
      fc.property(anyLayer, layer => {
        const own = sampled(...layer);
        const walk = walked(...layer);
        for (let position = 0; position < walk.width; position++) {
          const place = placeOf(walk, position);
          const progress = progressAt(own, place, { digits: 6, most: 99 });
          assert.equal(progress === undefined, place.element === undefined);
          const said = sentence(own, place, 0);
          assert.notEqual(said, '');
          assert.doesNotMatch(said, /: \([^)]*\)[.;]/, 'a number by itself needs no parentheses');
          if (!progress || place.element === undefined) continue;
          const result = own.at(place.time).results[place.operation];
          if (progress.done === progress.all) assert.equal(progress.value, result?.data[place.element]);
          else recompute(piecesText(progress.pieces), 6, progress.value, Number);
        }
      }),
      { numRuns: 60 },
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
