/** The calculator's state without a browser: the reducer, and what survives being saved. */
import assert from 'node:assert/strict';
import { readFromCalculator } from '../../src/protocol/calculator.ts';
import type { Matrices } from '../../webview/sections/edits/matrices.ts';
import { modelOf } from '../../webview/state/model.ts';
import { restored, saved } from '../../webview/state/save.ts';
import { type Action, initialState, reduce, type State } from '../../webview/state/state.ts';
import { firstQuestion } from './calculatorPage.ts';

const start = initialState(firstQuestion);
const afterwards = (state: State, ...actions: readonly Action[]): State => actions.reduce(reduce, state);
const cell = { grid: 'x', row: 0, column: 1 };
const target = { symbol: 'x', row: 0, column: 1 };
const edit = (text: string): readonly Action[] => [
  { type: 'editStarted', cell, target, text: '0.5' },
  { type: 'editTyped', text },
  { type: 'editCommitted' },
];

describe("the calculator's state", () => {
  it('takes numbers as people type them', () => {
    for (const [text, value] of [
      ['-1.5', -1.5],
      ['−1.5', -1.5],
      [' 2 ', 2],
      ['0,25', 0.25],
      ['1e-3', 0.001],
      ['.5', 0.5],
    ] as const)
      assert.equal(afterwards(start, ...edit(text)).edits.get('x:0:1'), value, text);
  });

  it('keeps the text and everything else where it is no number', () => {
    for (const text of ['', 'a', '1.2.3', '1e999', 'NaN', 'Infinity', '1_000', '0x10']) {
      const state = afterwards(start, ...edit(text));
      assert.equal(state.editing?.text, text);
      assert.ok(state.editing?.problem, text);
      assert.deepEqual({ ...state, editing: undefined, cursor: undefined }, start);
    }
  });

  it('undoes and redoes, and a new edit ends what could be redone', () => {
    const two = afterwards(start, ...edit('1'), ...edit('2'));
    const undone = reduce(two, { type: 'undone' });
    assert.equal(undone.edits.get('x:0:1'), 1);
    assert.deepEqual(reduce(undone, { type: 'redone' }).edits, two.edits);
    assert.equal(afterwards(undone, ...edit('3'), { type: 'redone' }).edits.get('x:0:1'), 3);
    assert.equal(reduce(start, { type: 'undone' }), start);
    assert.equal(afterwards(two, { type: 'editsCleared' }, { type: 'undone' }).edits.get('x:0:1'), 2);
  });

  it('does not count an edit that changes nothing', () => {
    const once = afterwards(start, ...edit('1'));
    assert.deepEqual(afterwards(once, ...edit('1')).past, once.past);
  });

  it('starts anew for another layer', () => {
    const edited = afterwards(start, ...edit('1'));
    const other = { ...firstQuestion, layer: 'decoder' };
    assert.deepEqual(reduce(edited, { type: 'loaded', spec: other }), initialState(other));
    assert.equal(reduce(edited, { type: 'loaded', spec: { ...firstQuestion } }).edits.size, 1);
  });

  it('is the same after being saved and restored', () => {
    const state = afterwards(
      start,
      ...edit('1.25'),
      { type: 'movedTo', position: 17 },
      { type: 'unitChosen', unit: 3 },
      { type: 'sizeTyped', field: 'units', text: '12' },
      { type: 'digitsChosen', digits: 4 },
      { type: 'precisionChosen', precision: 'float64' },
    );
    const kept: unknown = JSON.parse(JSON.stringify(saved(state)));
    const { cursor: _cursor, ...remembered } = state;
    const { cursor: _nothing, ...back } = restored(kept) ?? start;
    assert.deepEqual(back, remembered);
    assert.ok(readFromCalculator({ type: 'stateChanged', state: kept }), 'and the extension reads it');
  });

  it('keeps whole matrices, and those of files and fills as where they come from', () => {
    const data = Float32Array.from({ length: 80 }, (_, place) => place / 7);
    const file = { uri: 'file:///model.npz', label: 'model.npz', layer: 'lstm', index: 0 };
    const matrices: Matrices = new Map([
      ['W_f', { matrix: { rows: 8, columns: 10, data }, origin: { kind: 'pasted' } }],
      [
        'x',
        {
          matrix: { rows: 1, columns: 2, data: Float64Array.of(Number.NaN, -1e-300) },
          origin: { kind: 'moved', own: true },
        },
      ],
      ['W_i', { matrix: { rows: 8, columns: 10, data }, origin: { kind: 'file', file } }],
      [
        'W_o',
        {
          matrix: { rows: 8, columns: 10, data },
          origin: { kind: 'filled', weight: 'kernel', fill: 'zeros', seed: 3 },
        },
      ],
    ]);
    const numbers = { edits: new Map([['x:0:1', Number.POSITIVE_INFINITY]]), matrices };
    const state = reduce(start, { type: 'numbersSet', numbers });
    const back = restored(JSON.parse(JSON.stringify(saved(state))));
    assert.deepEqual(back?.edits, numbers.edits);
    assert.deepEqual(back?.matrices.get('W_f'), matrices.get('W_f'));
    assert.deepEqual(back?.matrices.get('x'), matrices.get('x'));
    assert.deepEqual(back?.matrices.get('W_i'), { matrix: undefined, origin: { kind: 'file', file } });
    assert.equal(back?.matrices.get('W_o')?.matrix, undefined);
    assert.equal(reduce(state, { type: 'undone' }).matrices.size, 0);
    const spoilt = {
      ...saved(state),
      matrices: [['W_f', { kind: 'pasted' }, 8, 10, 'sAAAA'], ['x', { kind: 'eval' }], 3],
    };
    assert.equal(restored(spoilt)?.matrices.size, 0);
  });

  it('stores the same cell as another framework, and comes back', () => {
    const results = (state: State): readonly number[] => {
      const result = modelOf(state);
      assert.ok('model' in result, JSON.stringify(result));
      return Array.from(result.model.trace.at(7).value('h_t')?.data ?? []);
    };
    const edited = reduce(afterwards(start, ...edit('2')), { type: 'precisionChosen', precision: 'float64' });
    const expected = results(edited);
    for (const layoutName of ['torch', 'haiku', 'chainer', 'tensorflow1', 'onnx', 'flax']) {
      const moved = reduce(edited, { type: 'layoutChosen', layoutName });
      assert.equal(moved.spec.layoutName, layoutName);
      assert.equal(moved.layoutProblem, undefined);
      assert.equal(moved.edits.get('x:0:1'), 2, 'inputs stay');
      for (const [unit, value] of results(moved).entries())
        assert.ok(
          Math.abs(value - (expected[unit] ?? Number.NaN)) < 1e-7,
          `${layoutName} ${value} ${expected[unit]}`,
        );
      assert.deepEqual(reduce(moved, { type: 'undone' }).spec, start.spec);
      const kept = restored(JSON.parse(JSON.stringify(saved(moved))));
      assert.ok(kept);
      assert.deepEqual(results(kept), results(moved));
      assert.deepEqual(kept.code, start.spec);
    }
  });

  it('says why a framework cannot store it', () => {
    const gru = { ...firstQuestion, cell: 'gru', layoutName: 'torch', resetAfter: true };
    const state = reduce(initialState(gru), { type: 'layoutChosen', layoutName: 'flax-nnx' });
    assert.equal(state.spec.layoutName, 'torch');
    assert.match(state.layoutProblem ?? '', /^Flax NNX keeps no recurrent bias for gate n/);
    assert.equal(reduce(state, { type: 'movedTo', position: 3 }).layoutProblem, undefined);
  });

  it('takes over the code unasked after a reload too, where nothing was changed', () => {
    const back = restored(JSON.parse(JSON.stringify(saved(start))));
    assert.ok(back);
    assert.equal(reduce(back, { type: 'loaded', spec: { ...firstQuestion, units: 6 } }).sizes.units, 6);
  });

  it('asks before the code takes the place of another storage, and brings the numbers home', () => {
    const moved = afterwards(start, { type: 'layoutChosen', layoutName: 'torch' });
    assert.deepEqual(
      reduce(moved, { type: 'loaded', spec: firstQuestion }),
      moved,
      'the code has not changed',
    );
    const offered = reduce(moved, { type: 'loaded', spec: { ...firstQuestion, units: 6 } });
    assert.equal(offered.offered?.units, 6);
    const taken = reduce(offered, { type: 'offerTaken' });
    assert.equal(taken.spec.layoutName, 'keras');
    assert.equal(taken.matrices.get('W_f')?.matrix?.rows, 8);
  });

  it('is not restored from what it did not save', () => {
    for (const value of [
      undefined,
      null,
      1,
      {},
      { version: 2, spec: firstQuestion },
      { version: 1, spec: {} },
    ])
      assert.equal(restored(value), undefined);
    const partly = restored({
      version: 1,
      spec: firstQuestion,
      sizes: { units: -1 },
      edits: [['x:0:0', 'text'], 7, ['x:0:1', 2]],
      position: 'end',
      digits: 99,
    });
    assert.deepEqual(partly, { ...start, edits: new Map([['x:0:1', 2]]) });
  });
});
