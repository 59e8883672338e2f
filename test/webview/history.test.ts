/** What can be undone: numbers, and the layer where a person made another of it; and where one stands meanwhile. */
import assert from 'node:assert/strict';
import { placeOf } from '../../src/cells/index.ts';
import { readSpec } from '../../src/protocol/calculatorSpec.ts';
import type { FileLayer } from '../../src/protocol/weights.ts';
import { unkeptNumbers } from '../../webview/sections/edits/saved.ts';
import { withCell } from '../../webview/sections/variant/change.ts';
import { modelOf } from '../../webview/state/model.ts';
import { restored, saved } from '../../webview/state/save.ts';
import { type Action, initialState, reduce, type State } from '../../webview/state/state.ts';
import { firstQuestion } from './calculatorPage.ts';

const code = readSpec(firstQuestion) ?? firstQuestion;
const start = initialState(code);
const afterwards = (state: State, ...actions: readonly Action[]): State => actions.reduce(reduce, state);
const undo: Action = { type: 'undone' };
const redo: Action = { type: 'redone' };
const size = (text: string): Action => ({ type: 'sizeTyped', field: 'units', text });
const gru: Action = { type: 'variantChosen', spec: withCell(code, 'gru-reset-after', 10) };
const edit = (value: number): Action => ({
  type: 'numbersSet',
  numbers: { edits: new Map([['x:0:1', value]]), matrices: new Map() },
});

/** One more of many numbers. */
const editAt = (row: number): Action => ({
  type: 'numbersSet',
  numbers: {
    edits: new Map(Array.from({ length: row + 1 }, (_, each) => [`x:${each}:1`, each / 4])),
    matrices: new Map(),
  },
});

const file: FileLayer = {
  name: 'gru',
  layoutName: 'torch',
  framework: 'PyTorch',
  cell: 'gru',
  resetAfter: true,
  biases: true,
  units: 5,
  inputSize: 3,
  projection: null,
  layers: 2,
  directions: 2,
  weights: ['weight_ih', 'weight_hh', 'bias_ih', 'bias_hh'],
};
const place = { uri: 'file:///a.pt', label: 'a.pt', layer: 'gru', index: 0 };

const without = ({ past: _, future: __, cursor: ___, ...rest }: State): object => rest;

describe('undo', () => {
  for (const [what, action] of [
    ['another size', size('12')],
    ['another cell', gru],
    ['another activation', { type: 'variantChosen', spec: { ...code, recurrentDropout: 0.3 } }],
    ['another seed', { type: 'seedChosen', seed: 7 }],
    ['another storage', { type: 'layoutChosen', layoutName: 'torch' }],
  ] as const satisfies readonly (readonly [string, Action])[])
    it(`takes back ${what}, and redo brings it again`, () => {
      const before = reduce(start, edit(2));
      const changed = reduce(before, action);
      assert.notDeepEqual(without(changed), without(before));
      const back = reduce(changed, undo);
      assert.deepEqual(without(back), without(before));
      assert.equal(back.spec, back.code, 'as the code has it');
      assert.deepEqual(without(reduce(back, redo)), without(changed));
      assert.deepEqual(reduce(back, undo).edits.size, 0, 'what was done before comes next');
    });

  it('takes back the layer of a file, with the cells that it has', () => {
    const before = afterwards(start, edit(2));
    const offered = reduce(before, { type: 'weightsOffered', place, layer: file });
    assert.ok(offered.weightOffer);
    const taken = reduce(offered, { type: 'weightsTaken' });
    assert.deepEqual([taken.spec.cell, taken.sizes.units, taken.parked.size], ['gru', 5, 3]);
    const back = reduce(taken, undo);
    assert.deepEqual(without(back), without(before));
    assert.deepEqual(without(reduce(back, redo)), without(taken));
  });

  it('takes back what the code was followed in', () => {
    const before = reduce(start, edit(2));
    const taken = afterwards(
      before,
      { type: 'loaded', spec: { ...code, units: 32 } },
      { type: 'offerTaken' },
    );
    assert.equal(taken.sizes.units, 32);
    const back = reduce(taken, undo);
    assert.deepEqual([back.sizes.units, back.edits.get('x:0:1')], [10, 2]);
  });

  it('is asked for where the code makes another variant of the same layer', () => {
    const own = { ...code, layoutName: 'tensorflow1', framework: 'TensorFlow 1' };
    const before = reduce(initialState(own), edit(2));
    const offered = reduce(before, { type: 'loaded', spec: { ...own, cell: 'lstm-peephole' } });
    assert.deepEqual(
      [offered.spec.cell, offered.edits.size, offered.offered?.cell],
      ['lstm', 1, 'lstm-peephole'],
    );
    const taken = reduce(offered, { type: 'offerTaken' });
    assert.deepEqual([taken.spec.cell, taken.edits.size], ['lstm-peephole', 1]);
    assert.ok('model' in modelOf(taken));
    assert.equal(reduce(taken, undo).spec.cell, 'lstm');
  });

  it('of a number leaves the layer alone', () => {
    const both = { ...code, stack: { layers: 1, directions: 2, upperInputSize: 20 } as const };
    const forward = reduce(initialState(both), edit(2));
    const backward = reduce(forward, { type: 'partChosen', part: { layer: 0, reverse: true } });
    const other = reduce(backward, { type: 'variantChosen', spec: { ...both, recurrentDropout: 0.5 } });
    const again = reduce(other, { type: 'partChosen', part: { layer: 0, reverse: false } });
    const back = reduce(again, undo);
    assert.equal(back.edits.size, 0);
    assert.equal(back.spec.recurrentDropout, 0.5);
  });

  it('has nothing to take back where nothing has changed', () => {
    const same = afterwards(start, size('10'), { type: 'seedChosen', seed: 1 }, size('none'));
    assert.deepEqual(same.past, []);
  });
});

describe('the place', () => {
  const at = (state: State): string => {
    const result = modelOf(state);
    assert.ok('model' in result);
    const { time, operation } = placeOf(result.model.walk, state.position);
    const { target, final } = result.model.program.operations[operation] ?? {};
    return `${target} ${final ? 'whole' : 'part'} t=${time}`;
  };
  const there = ((): State => {
    const result = modelOf(start);
    assert.ok('model' in result);
    const { walk, program } = result.model;
    const operation = program.resultOf.get('c_t') ?? 0;
    return { ...start, position: 5 * walk.width + (walk.stretches[operation]?.start ?? 0) };
  })();

  it('is the same line at the same time step, whatever the layer becomes', () => {
    assert.equal(at(there), 'c_t whole t=5');
    const actions: readonly Action[] = [
      size('3'),
      { type: 'sizeTyped', field: 'features', text: '40' },
      { type: 'variantChosen', spec: { ...code, recurrentDropout: 0.5 } },
      { type: 'variantChosen', spec: withCell(code, 'lstm-peephole', 10) },
      { type: 'layoutChosen', layoutName: 'torch' },
    ];
    for (const action of actions) assert.equal(at(reduce(there, action)), at(there), JSON.stringify(action));
    assert.equal(at(afterwards(there, size('3'), undo)), at(there));
  });

  it('is the last time step of a shorter sequence', () => {
    assert.equal(at(reduce(there, { type: 'sizeTyped', field: 'steps', text: '2' })), 'c_t whole t=1');
  });
});

describe('numbers that are too many to be kept', () => {
  const matrix = (count: number) => ({ rows: 1, columns: count, data: new Float32Array(count) });
  const numbers = (kind: 'pasted' | 'filled', ...counts: readonly number[]) => ({
    edits: new Map(),
    matrices: new Map(
      counts.map((count, index) => [
        `W_${index}`,
        {
          matrix: matrix(count),
          origin:
            kind === 'pasted'
              ? ({ kind } as const)
              : ({ kind, weight: 'kernel', fill: 'zeros', seed: 1 } as const),
        },
      ]),
    ),
  });

  it('are counted before they are lost', () => {
    assert.equal(unkeptNumbers(numbers('pasted', 60_000, 40_000)), 0);
    assert.equal(unkeptNumbers(numbers('pasted', 60_000, 500_000, 40_000)), 0, 'the extension keeps them');
    assert.equal(unkeptNumbers(numbers('pasted', 60_000, 16_000_001)), 16_000_001);
    assert.equal(unkeptNumbers(numbers('filled', 17_000_000)), 0);
  });
});

describe('undo after a reload', () => {
  const reloaded = (state: State): State => {
    const back = restored(JSON.parse(JSON.stringify(saved(state))));
    assert.ok(back);
    return back;
  };
  const loaded: Action = { type: 'loaded', spec: { ...code, units: 12 } };

  for (const [what, action] of [
    ['a number', edit(3)],
    ['another size', size('12')],
    ['another cell', gru],
    ['another seed', { type: 'seedChosen', seed: 7 }],
    ['another storage', { type: 'layoutChosen', layoutName: 'torch' }],
  ] as const satisfies readonly (readonly [string, Action])[])
    it(`takes back ${what}, and redo brings it again`, () => {
      const before = reduce(start, edit(2));
      const changed = reduce(before, action);
      assert.deepEqual(without(reduce(reloaded(changed), undo)), without(before));
      const undone = reloaded(reduce(changed, undo));
      assert.deepEqual(without(reduce(undone, redo)), without(changed));
      assert.equal(reduce(undone, undo).edits.size, 0, 'what was done before comes next');
    });

  it('leaves the layer as the code has it, which is followed unasked again', () => {
    const undone = reduce(reloaded(reduce(start, gru)), undo);
    assert.equal(reduce(undone, loaded).offered, undefined);
    assert.equal(reduce(undone, loaded).spec.units, 12);
  });

  it('reaches back over all cells of a stack', () => {
    const taken = afterwards(start, { type: 'weightsOffered', place, layer: file }, { type: 'weightsTaken' });
    const back = reduce(reloaded(taken), undo);
    assert.deepEqual(without(back), without(start));
  });

  it('goes as far back as there is room, without a gap', () => {
    const many = afterwards(start, ...Array.from({ length: 150 }, (_, value) => editAt(value)));
    const { past } = reloaded(many);
    assert.ok(past.length > 20 && past.length < 150, String(past.length));
    assert.deepEqual(past, many.past.slice(-past.length));
    assert.ok(JSON.stringify(saved(many)).length < 200_000);
  });

  it('is left out where what was saved cannot be read', () => {
    const kept = saved(afterwards(start, edit(1), size('12'), edit(2)));
    for (const past of [3, [3], [{ layer: 3 }], [{ edits: 'x' }, { layer: { spec: {} } }]])
      assert.deepEqual(restored({ ...kept, past })?.past, [], JSON.stringify(past));
    const partly = restored({ ...kept, past: [{ layer: 3 }, { edits: [['x:0:0', 4]] }] });
    assert.deepEqual(
      partly?.past.map(({ edits }) => [...edits]),
      [[['x:0:0', 4]]],
    );
  });
});
