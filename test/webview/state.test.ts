/** The calculator's state without a browser: the reducer, and what survives being saved. */
import assert from 'node:assert/strict';
import { readFromCalculator } from '../../src/protocol/calculator.ts';
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
    const { past: _past, cursor: _cursor, ...remembered } = state;
    const { past: _none, cursor: _nothing, ...back } = restored(kept) ?? start;
    assert.deepEqual(back, remembered);
    assert.ok(readFromCalculator({ type: 'stateChanged', state: kept }), 'and the extension reads it');
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
