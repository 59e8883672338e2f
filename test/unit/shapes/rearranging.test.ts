/** Reshaping, axes, joining and splitting by example: symbols, and what a refusal tells. */
import assert from 'node:assert/strict';
import {
  arraySplit,
  chunk,
  concatenate,
  expandDims,
  flatten,
  type Parts,
  printDim,
  printShape,
  reshape,
  reshapeKeepingBatch,
  type ShapeResult,
  select,
  size,
  splitBySize,
  splitBySizes,
  squeeze,
  stack,
  symbol,
  transpose,
  unknownDim,
  unstack,
} from '../../../src/shapes/index.ts';
import { shape, text, told } from './told.ts';

describe('reshape', () => {
  const cases: readonly (readonly [from: string, target: string, result: string])[] = [
    ['batch, 8, 8', '-1, 64', '(batch, 64)'],
    ['batch, 8, 8', 'batch, -1', '(batch, 64)'],
    ['batch, seq_len, h', '-1, h', '(batch*seq_len, h)'],
    ['batch*seq_len, h', 'batch, seq_len, h', '(batch, seq_len, h)'],
    ['batch, seq_len, 4*h', 'batch, seq_len, 4, -1', '(batch, seq_len, 4, h)'],
    ['?, 8, 8', '-1, 64', '(?, 64)'],
    ['?, 8, 8', '-1, 32', '(?, 32)'],
    ['batch, 8', '10, 10', 'count'],
    ['?, 8', '3, 5', 'count'],
    ['10', '3, -1', 'count'],
    ['2*n + 1', '-1, 2', 'count'],
    ['n', '-1, 2', '(n//2, 2)'],
    ['batch, 8', '?, 4', '(2*batch, 4)'],
    ['6', '-1, -1', 'argument'],
    ['6', '-1, 0', 'argument'],
    ['', '1, 1', '(1, 1)'],
  ];
  for (const [from, target, result] of cases) {
    it(`(${from}) to (${target}): ${result}`, () =>
      assert.equal(text(reshape(shape(from), shape(target))), result));
  }

  it('gives back the very unknown size that it was given', () => {
    const [batch] = [unknownDim()];
    const result = reshape([batch, size(8), size(8)], [size(-1), size(64)]);
    assert.equal(result.ok && result.value[0]?.value, batch.value);
  });

  it('cancels unknown sizes that stand on both sides', () => {
    const [batch, steps] = [unknownDim(), unknownDim()];
    assert.equal(text(reshape([batch, steps, size(8)], [steps, batch, size(-1)])), '(?, ?, 8)');
    assert.equal(text(reshape([batch, steps, size(8)], [steps, batch, size(7)])), 'count');
    assert.equal(text(reshape([batch, steps, size(8)], [steps, size(7)])), 'count');
    assert.equal(text(reshape([batch, steps, size(8)], [steps, size(16)])), '(?, 16)');
  });

  it('tells both counts', () => {
    assert.deepEqual(told(reshape(shape('4, 6'), shape('5, -1'))), {
      kind: 'count',
      from: '24',
      to: '5',
      fromShape: ['4', '6'],
      toShape: ['5', '-1'],
    });
  });

  it('keeps the batch for Keras, and flattens', () => {
    assert.equal(text(reshapeKeepingBatch(shape('batch, 8, 8'), shape('4, -1'))), '(batch, 4, 16)');
    assert.equal(text(reshapeKeepingBatch(shape('batch, 8, 8'), shape('7, -1'))), 'count');
    assert.equal(text(flatten(shape('batch, h, 3'), 1)), '(batch, 3*h)');
    assert.equal(text(flatten(shape('2, 3, 4'), 2, 1)), 'axis');
  });
});

describe('axes', () => {
  it('are named as the program named them', () => {
    assert.deepEqual(told(transpose(shape('2, 3'), [0, -3])), {
      kind: 'axis',
      axis: -3,
      rank: 2,
      repeated: false,
    });
    assert.deepEqual(told(expandDims(shape('2'), [0, 0])), {
      kind: 'axis',
      axis: 0,
      rank: 3,
      repeated: true,
    });
    assert.deepEqual(told(transpose(shape('2, 3'), [0])), { kind: 'entries', expected: 2, actual: 1 });
  });

  it('are squeezed only where it is known what goes', () => {
    assert.equal(text(squeeze(shape('batch, 1, 8'), 'all')), '(batch, 8)');
    assert.equal(text(squeeze(shape('?, 1, 8'), 'all')), 'any rank');
    assert.equal(text(squeeze(shape('?, 1, 8'), [1])), '(?, 8)');
    assert.equal(text(squeeze(shape('?, 8'), [0])), '(8,)');
    const layers = select(symbol('bidirectional', { flag: true }), size(2), size(1));
    assert.equal(text(squeeze([layers, size(8)], [0], { lenient: true })), 'any rank');
    const sides = select(symbol('both', { flag: true }), size(3), size(2));
    assert.equal(text(squeeze([sides, size(1)], 'all')), '(both + 2,)');
    assert.deepEqual(told(squeeze(shape('batch + 1, 8'), [0])), {
      kind: 'not-one',
      axis: 0,
      dim: 'batch + 1',
    });
  });
});

describe('joining and splitting', () => {
  it('adds sizes up, symbols too', () => {
    assert.equal(text(concatenate([shape('batch, h'), shape('?, 2*h')], -1)), '(batch, 3*h)');
    assert.equal(text(stack([shape('batch, 8'), shape('batch, ?')], 1)), '(batch, 2, 8)');
    assert.equal(text(stack([shape('batch, n'), shape('4, ?')], 0)), '(2, 4, n)');
  });

  it('tells which operand differs', () => {
    assert.deepEqual(told(concatenate([shape('2, 3'), shape('2, 3'), shape('4, 5')], 1)), {
      kind: 'dims',
      left: { operand: 0, axis: 0, dim: '2' },
      right: { operand: 2, axis: 0, dim: '4' },
    });
    assert.deepEqual(told(concatenate([], 0)), { kind: 'entries', expected: 1, actual: 0 });
  });

  it('splits gates exactly', () => {
    const gates = chunk(shape('batch, 4*h'), 4, 1);
    assert.ok(gates.ok && gates.value.known);
    assert.deepEqual(gates.value.shapes.map(printShape), Array(4).fill('(batch, h)'));
  });

  it('tells what the parts add up to', () => {
    assert.deepEqual(told(splitBySizes(shape('batch, 10'), [size(4), size(5)], -1)), {
      kind: 'parts',
      axis: 1,
      dim: '10',
      total: '9',
      parts: ['4', '5'],
    });
  });

  it('describes parts whose number is not known', () => {
    const describeParts = (parts: ShapeResult<Parts>) =>
      parts.ok && !parts.value.known && [printDim(parts.value.count), printShape(parts.value.each)];
    assert.deepEqual(describeParts(unstack(shape('batch, seq_len, h'), 1)), ['seq_len', '(batch, h)']);
    assert.deepEqual(describeParts(unstack(shape('?, h'))), ['?', '(h,)']);
    assert.deepEqual(describeParts(splitBySize(shape('n, h'), size(4))), ['(n + 3)//4', '(4, h)']);
    assert.deepEqual(describeParts(unstack([size(1e9)])), ['1000000000', '()']);
  });

  it('deals a symbol out', () => {
    const parts = arraySplit(shape('n'), 2);
    assert.deepEqual(parts.ok && parts.value.map(printShape), ['((n + 1)//2,)', '(n//2,)']);
  });
});
