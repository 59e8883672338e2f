/** Any cell in any layout: what a trace writes follows from what it writes, and the same parameters give the same states in every storage. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type BoundCell,
  bindCell,
  type CellChoice,
  type CellName,
  joinWeights,
  layouts,
  type NumericSizes,
  type Parameters,
  parametersOf,
  type SimulationPlan,
  sampleParameters,
  sampleSequence,
  simulate,
  simulationJson,
} from '../../../src/cells/index.ts';
import { evaluated, type Value } from './notation.ts';
import { assertClose, type Document } from './specs.ts';

const ALL: readonly (readonly [layout: string, cell: CellName])[] = layouts.flatMap(layout =>
  (Object.keys(layout.cells) as CellName[]).map(cell => [layout.name, cell] as const),
);

function choiceOf(layout: string, cell: CellName): CellChoice {
  const isGru = cell.startsWith('gru');
  const isPlain = cell === 'lstm' || cell === 'lstm-one-state' || cell === 'lstm-projected';
  return {
    kind: isGru ? 'gru' : isPlain ? 'lstm' : cell,
    layout,
    activation: 'tanh',
    recurrentActivation: 'sigmoid',
    bias: true,
    resetAfter: cell === 'gru-reset-after',
    projection: cell === 'lstm-projected' ? 2 : undefined,
  };
}

const BATCH = 2;

interface Case {
  readonly layout: string;
  readonly cell: CellName;
  readonly sizes: NumericSizes;
  readonly steps: number;
  readonly isBackward: boolean;
}

function bound({ layout, cell }: Case): BoundCell {
  const result = bindCell(choiceOf(layout, cell));
  assert.ok(result.ok, JSON.stringify(result));
  assert.equal(result.value.cell.name, cell);
  return result.value;
}

function run(given: Case, parameters: Parameters, isTraced: boolean): Document {
  const { layout, cell, sizes, steps, isBackward } = given;
  const weights = joinWeights(bound(given), sizes, parameters);
  const plan: SimulationPlan = {
    layers: [
      [
        {
          label: 'layer',
          cell: choiceOf(layout, cell),
          units: sizes.units,
          ...(sizes.projection !== undefined && { projection: sizes.projection }),
          isBackward,
          isTurned: false,
          namesOf: stored => [stored],
        },
      ],
    ],
    merge: 'concat',
    gives: 'sequence',
    yOrder: 'batch-first',
    states: 'one',
  };
  const x = sampleSequence(BATCH * steps, sizes.features, 7, 'float64');
  const spec = {
    framework: layout,
    version: undefined,
    layer: cell,
    code: undefined,
    config: undefined,
    weights: [...weights].map(([name, tensor]) => ({ name, tensor })),
    x: { shape: [BATCH, steps, sizes.features], data: x.data },
    xLayout: undefined,
    initialState: undefined,
  };
  const result = simulate(plan, spec, 'float64');
  assert.ok(result.ok, JSON.stringify(result));
  return simulationJson(result.value, plan, { precision: 'float64', isTraced });
}

const sizesOf = (cell: CellName) =>
  fc.record({
    units: fc.integer({ min: 1, max: 4 }),
    features: fc.integer({ min: 1, max: 4 }),
    projection: cell.endsWith('projected') ? fc.integer({ min: 1, max: 3 }) : fc.constant(undefined),
  });

interface Written {
  readonly equations: readonly string[];
  readonly parameters: Readonly<Record<string, readonly (number | readonly number[])[]>>;
  readonly steps: readonly Readonly<Record<string, readonly (readonly number[])[]>>[];
}

const isList = (value: number | readonly number[] | undefined): value is readonly number[] =>
  Array.isArray(value);

/** A vector is a column. */
function columnOf(rows: readonly (number | readonly number[])[]): Value {
  const [first] = rows;
  return { rows: rows.length, columns: isList(first) ? first.length : 1, data: rows.flat() };
}

describe('a written trace', () => {
  for (const [layout, cell] of ALL)
    it(`follows from what it says: ${cell} of ${layout}`, () => {
      fc.assert(
        fc.property(
          sizesOf(cell),
          fc.integer({ min: 1, max: 3 }),
          fc.nat(999),
          fc.boolean(),
          (sizes, steps, seed, isBackward) => {
            const given: Case = { layout, cell, sizes, steps, isBackward };
            const document = run(given, sampleParameters(bound(given), sizes, seed, 'float64'), true);
            const { trace } = document as { readonly trace: readonly Written[] };
            const [written] = trace;
            assert.ok(written && trace.length === 1);
            assert.equal(written.steps.length, steps);
            for (const step of written.steps) for (let b = 0; b < BATCH; b++) recompute(written, step, b);
          },
        ),
        { numRuns: 8 },
      );
    });
});

/** Every intermediate of a step from its own operands: symbols, and the parameters. */
function recompute({ equations, parameters }: Written, step: Written['steps'][number], batch: number): void {
  const lines = new Map(equations.map(line => line.split(' = ') as [string, string]));
  const lookup = (symbol: string): Value | undefined => {
    const own = step[symbol]?.[batch] ?? parameters[symbol];
    return own && columnOf(own);
  };
  let computed = 0;
  for (const [name, rows] of Object.entries(step)) {
    const text = lines.get(name) ?? name;
    // What the step begins with.
    if (/^\S+$/.test(text) && text === name) continue;
    assertClose(evaluated(text, lookup).data, rows[batch], `${name} = ${text}`, 1e-12);
    computed++;
  }
  assert.ok(computed >= lines.size);
}

/** Cells that several layouts store. */
const SHARED: readonly CellName[] = [
  'lstm',
  'lstm-projected',
  'gru',
  'gru-reset-after',
  'gru-new-by-update',
  'simple-rnn',
  'lstm-peephole',
];

/** The neutral parameters of a cell: matrices for column vectors, a bias beside each product. */
function neutral(cell: CellName, sizes: NumericSizes, seed: number): Parameters {
  const layout =
    cell === 'lstm-peephole'
      ? 'onnx'
      : cell === 'gru-new-by-update'
        ? 'chainer'
        : cell.startsWith('gru') || cell === 'lstm' || cell === 'simple-rnn'
          ? 'onnx'
          : 'torch';
  return sampleParameters(
    bound({ layout, cell, sizes, steps: 1, isBackward: false }),
    sizes,
    seed,
    'float64',
  );
}

/** The same parameters as a layout keeps them; undefined where it has no place for one. */
function converted(from: Parameters, to: BoundCell): Parameters | undefined {
  const own = parametersOf(to);
  const has = (symbol: string) => own.some(each => each.symbol === symbol);
  const isApart = (gate: string) => to.cell.name === 'gru-reset-after' && gate === 'n';
  const number = (symbol: string, i: number) => from.get(symbol)?.data[i] ?? 0;
  const out = new Map(from);
  const forgetBias = to.stored.forgetBias ?? 0;
  for (const { symbol, role, gate, weight } of own) {
    const name = (each: string) => (gate === '' ? each : `${each}_${gate}`);
    if (role === 'b' || role === 'bx' || role === 'bh') {
      if (isApart(gate) && (role === 'b' || !has(name('bx')) || !has(name('bh')))) return undefined;
      const isAlone = role === 'b' || !has(name(role === 'bx' ? 'bh' : 'bx'));
      const source = from.get(name('bx'));
      if (!source) return undefined;
      const shift = gate === 'f' && role !== 'bh' ? forgetBias : 0;
      const data = Array.from(
        { length: source.rows },
        (_, i) => (isAlone ? number(name('bx'), i) + number(name('bh'), i) : number(symbol, i)) - shift,
      );
      out.set(symbol, { rows: data.length, columns: 1, data });
    } else if (weight.transposed) {
      const matrix = from.get(symbol);
      if (!matrix) return undefined;
      const { rows, columns, data } = matrix;
      const turned = Array.from(
        { length: data.length },
        (_, i) => data[(i % rows) * columns + Math.floor(i / rows)] ?? 0,
      );
      out.set(symbol, { rows: columns, columns: rows, data: turned });
    }
  }
  return out;
}

describe('weights in another storage', () => {
  for (const cell of SHARED) {
    const stores = ALL.filter(([, name]) => name === cell).map(([layout]) => layout);
    it(`give the same states: ${cell} of ${stores.join(', ')}`, () => {
      let compared = 0;
      fc.assert(
        fc.property(sizesOf(cell), fc.nat(999), (sizes, seed) => {
          const parameters = neutral(cell, sizes, seed);
          const results = stores.flatMap(layout => {
            const given: Case = { layout, cell, sizes, steps: 3, isBackward: false };
            const own = converted(parameters, bound(given));
            return own ? [run(given, own, false)] : [];
          });
          const [first, ...others] = results;
          compared = others.length;
          for (const other of others) assertClose(other, first, cell, 1e-12);
        }),
        { numRuns: 20 },
      );
      assert.ok(compared > 0);
    });
  }
});
