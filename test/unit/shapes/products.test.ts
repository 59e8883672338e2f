/** Broadcasting, products and einsum by example: the documentation's tables, symbols, and what a refusal tells. */
import assert from 'node:assert/strict';
import {
  broadcast,
  broadcastAll,
  broadcastTo,
  dot,
  einsum,
  matmul,
  size,
  tensordot,
} from '../../../src/shapes/index.ts';
import { mismatchOf, shape, text, told } from './told.ts';

describe('broadcasting', () => {
  // The table of https://numpy.org/doc/stable/user/basics.broadcasting.html
  const table: readonly (readonly [a: string, b: string, result: string])[] = [
    ['256, 256, 3', '3', '(256, 256, 3)'],
    ['8, 1, 6, 1', '7, 1, 5', '(8, 7, 6, 5)'],
    ['5, 4', '1', '(5, 4)'],
    ['15, 3, 5', '15, 1, 5', '(15, 3, 5)'],
    ['15, 3, 5', '3, 1', '(15, 3, 5)'],
    ['3', '4', 'dims'],
    ['2, 1', '8, 4, 3', 'dims'],
    ['batch, 8', '8', '(batch, 8)'],
    ['batch, 8', 'batch, 1', '(batch, 8)'],
    ['?, 8', 'batch, 1', '(batch, 8)'],
    ['n', 'm', '(?,)'],
    ['2*n', 'm', '(2*n,)'],
    ['n', '5', '(5,)'],
    ['2*n', '5', 'dims'],
    ['?', '5', '(5,)'],
  ];
  for (const [a, b, result] of table) {
    it(`(${a}) and (${b}): ${result}`, () => {
      assert.equal(text(broadcast(shape(a), shape(b))), result);
      assert.equal(text(broadcast(shape(b), shape(a))), result);
    });
  }

  it('names the two axes that disagree, each as its operand counts it', () => {
    assert.deepEqual(told(broadcastAll([shape('7'), shape('batch, 4, 1'), shape('4, 10')])), {
      kind: 'dims',
      left: { operand: 0, axis: 0, dim: '7' },
      right: { operand: 2, axis: 1, dim: '10' },
    });
  });

  it('expands, and keeps an axis with -1', () => {
    assert.equal(text(broadcastTo(shape('1, hidden'), shape('batch, -1'))), '(batch, hidden)');
    assert.deepEqual(told(broadcastTo(shape('3, 5'), shape('3, 4'))), {
      kind: 'dims',
      left: { operand: 0, axis: 1, dim: '5' },
      right: { operand: 1, axis: 1, dim: '4' },
    });
    assert.equal(text(broadcastTo(shape('3'), shape('-1, 3'))), 'argument');
  });
});

describe('products', () => {
  it('say which axis of which operand does not fit', () => {
    // The equation of one step, read with all 8 steps at once.
    assert.deepEqual(told(matmul(shape('10, 8'), shape('10, 1'))), {
      kind: 'dims',
      left: { operand: 0, axis: 1, dim: '8' },
      right: { operand: 1, axis: 0, dim: '10' },
    });
    assert.deepEqual(told(matmul(shape(''), shape('3'))), {
      kind: 'rank',
      operand: 0,
      expected: { least: 1, most: null },
      actual: 0,
    });
  });

  it('keep symbols', () => {
    assert.equal(text(matmul(shape('batch, seq_len, 4*h'), shape('4*h, 10'))), '(batch, seq_len, 10)');
    assert.equal(text(matmul(shape('batch, h'), shape('h + 1, 10'))), 'dims');
    assert.equal(text(matmul(shape('batch, h'), shape('i, 10'))), '(batch, 10)');
  });

  it('name the batch axes that do not broadcast', () => {
    assert.deepEqual(told(matmul(shape('2, 3, 4'), shape('5, 4, 6'))), {
      kind: 'dims',
      left: { operand: 0, axis: 0, dim: '2' },
      right: { operand: 1, axis: 0, dim: '5' },
    });
  });

  it('of NumPy differ: dot takes the second last axis of all', () => {
    assert.equal(text(dot(shape('2, 3, 4'), shape('5, 4, 6'))), '(2, 3, 5, 6)');
    assert.equal(
      text(tensordot(shape('3, 4, 5'), shape('4, 3, 2'), { left: [1, 0], right: [0, 1] })),
      '(5, 2)',
    );
  });
});

const axisOf = (operand: number, axis: number, n: number) => ({ operand, axis, dim: size(n) });

describe('einsum', () => {
  const cases: readonly (readonly [subscripts: string, shapes: readonly string[], result: string])[] = [
    ['bij,bjk->bik', ['batch, 3, h', 'batch, h, 5'], '(batch, 3, 5)'],
    ['bhqd,bhkd->bhqk', ['batch, 8, q, 64', 'batch, 8, k, 64'], '(batch, 8, q, k)'],
    ['ij,jk', ['2, 3', '3, 4'], '(2, 4)'],
    ['ba', ['2, 3'], '(3, 2)'],
    ['ii', ['4, 4'], '()'],
    ['...ij->...ji', ['a, b, 2, 3'], '(a, b, 3, 2)'],
    ['i j -> j i', ['2, 3'], '(3, 2)'],
  ];
  for (const [subscripts, shapes, result] of cases) {
    it(`${subscripts} of ${shapes.join(' and ')}: ${result}`, () => {
      assert.equal(text(einsum(subscripts, shapes.map(shape))), result);
    });
  }

  it('tells what is wrong with the text or the operands', () => {
    const reasonOf = (subscripts: string, ...shapes: string[]) => {
      const mismatch = mismatchOf(einsum(subscripts, shapes.map(shape)));
      assert.ok(mismatch.kind === 'einsum');
      const { kind, subscripts: given, ...reason } = mismatch;
      assert.equal(given, subscripts);
      return reason;
    };
    assert.deepEqual(reasonOf('ij,jk->ik', '2, 3'), { reason: 'operands', expected: 2, actual: 1 });
    assert.deepEqual(reasonOf('ij->ji', '2, 3, 4'), { reason: 'rank', operand: 0, term: 'ij', actual: 3 });
    assert.deepEqual(reasonOf('ij->ik', '2, 3'), { reason: 'output', label: 'k' });
    assert.deepEqual(reasonOf('...j->j', '2, 3'), { reason: 'output', label: '...' });
    assert.deepEqual(reasonOf('i1->i', '2, 3'), { reason: 'syntax', position: 1 });
    assert.deepEqual(reasonOf('ij,j-k', '2, 3'), { reason: 'syntax', position: 4 });
    assert.deepEqual(reasonOf('ij,jk->i->k', '2, 3'), { reason: 'syntax', position: 8 });
    const { left, right, ...rest } = { left: null, right: null, ...reasonOf('ij,jk->ik', '2, 3', '4, 5') };
    assert.deepEqual(rest, { reason: 'dims', label: 'j' });
    assert.deepEqual([left, right], [axisOf(0, 1, 3), axisOf(1, 0, 4)]);
  });

  it('lets 1 stretch unless it is told not to', () => {
    const shapes = [shape('2, 1'), shape('3, 4')];
    assert.equal(text(einsum('ij,jk->ik', shapes)), '(2, 4)');
    assert.equal(text(einsum('ij,jk->ik', shapes, { stretchOnes: false })), 'einsum');
  });
});
