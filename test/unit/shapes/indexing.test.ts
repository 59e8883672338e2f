/** Subscripts by example: the documentation's, symbols, and what a refusal tells. */
import assert from 'node:assert/strict';
import {
  type Index,
  index,
  parseDim,
  printDim,
  size,
  sliceLength,
  symbol,
  unknownDim,
} from '../../../src/shapes/index.ts';
import { shape, text, told } from './told.ts';

describe('indexing', () => {
  const at = (n?: number): Index => (n === undefined ? { kind: 'at' } : { kind: 'at', position: size(n) });
  const slice = (start?: string, stop?: string, step?: string): Index => ({
    kind: 'slice',
    start: start === undefined ? undefined : parseDim(start),
    stop: stop === undefined ? undefined : parseDim(stop),
    step: step === undefined ? undefined : parseDim(step),
  });
  const all = slice();
  const ellipsis: Index = { kind: 'ellipsis' };
  const newaxis: Index = { kind: 'newaxis' };
  const array = (text: string): Index => ({ kind: 'array', shape: shape(text) });

  const cases: readonly (readonly [name: string, from: string, indices: readonly Index[], result: string])[] =
    [
      ['x[:, -1]', 'batch, seq_len, h', [all, at(-1)], '(batch, h)'],
      ['x[:, -1, :]', 'batch, 8, 10', [all, at(-1), all], '(batch, 10)'],
      ['x[..., None]', 'batch, 8', [ellipsis, newaxis], '(batch, 8, 1)'],
      ['x[:, :-1]', 'batch, seq_len', [all, slice(undefined, '-1')], '(batch, seq_len - 1)'],
      ['x[:, 1:]', 'batch, seq_len', [all, slice('1')], '(batch, seq_len - 1)'],
      ['x[:, -1:]', 'batch, seq_len', [all, slice('-1')], '(batch, 1)'],
      ['x[::2]', 'seq_len', [slice(undefined, undefined, '2')], '((seq_len + 1)//2,)'],
      ['x[::-1]', 'seq_len', [slice(undefined, undefined, '-1')], '(seq_len,)'],
      ['x[:10]', 'seq_len', [slice(undefined, '10')], '(min(seq_len, 10),)'],
      ['x[:, :h]', 'batch, 2*h', [all, slice(undefined, 'h')], '(batch, h)'],
      ['x[:, h:]', 'batch, 2*h', [all, slice('h')], '(batch, h)'],
      ['x[:, i] of unknown i', 'batch, 8', [all, at()], '(batch,)'],
      ['x[8]', '8', [at(8)], 'bounds'],
      ['x[-9]', '8', [at(-9)], 'bounds'],
      ['x[5] of n', 'n', [at(5)], '()'],
      ['x[0, 0]', '8', [at(0), at(0)], 'rank'],
      ['x[..., ...]', '8, 8', [ellipsis, ellipsis], 'argument'],
      ['x[::0]', '8', [slice(undefined, undefined, '0')], 'argument'],
      // https://numpy.org/doc/stable/user/basics.indexing.html#combining-advanced-and-basic-indexing
      ['x[..., ind, :]', '10, 20, 30', [ellipsis, array('2, 3, 4'), all], '(10, 2, 3, 4, 30)'],
      [
        'x[:, ind_1, ind_2]',
        '10, 20, 30, 40, 50',
        [all, array('2, 3, 4'), array('2, 3, 4')],
        '(10, 2, 3, 4, 40, 50)',
      ],
      [
        'x[:, ind_1, :, ind_2]',
        '10, 20, 30, 40, 50',
        [all, array('2, 3, 4'), all, array('2, 3, 4')],
        '(2, 3, 4, 10, 30, 50)',
      ],
      ['x[0, :, [1, 2]]', 'a, b, c', [at(0), all, array('2')], '(2, b)'],
      ['x[[0, 1], [0, 1, 2]]', '4, 4', [array('2'), array('3')], 'dims'],
      ['x[mask]', 'batch, 8', [{ kind: 'mask', rank: 1, shape: shape('batch') }], '(?, 8)'],
      ['x[mask] of another size', '4, 8', [{ kind: 'mask', rank: 1, shape: shape('5') }], 'dims'],
    ];
  for (const [name, from, indices, result] of cases) {
    it(`${name} of (${from}): ${result}`, () => assert.equal(text(index(shape(from), indices)), result));
  }

  it('takes a place before the arrays for PyTorch', () => {
    const indices = [at(0), all, array('2')];
    assert.equal(text(index(shape('a, b, c'), indices, { integers: 'select' })), '(b, 2)');
  });

  it('tells the position, the axis and its size', () => {
    assert.deepEqual(told(index(shape('batch, 8'), [all, at(8)])), {
      kind: 'bounds',
      axis: 1,
      position: '8',
      dim: '8',
    });
  });

  it('does not guess where a bound may be negative', () => {
    assert.equal(printDim(sliceLength(symbol('n'), { start: unknownDim() })), '?');
    assert.equal(printDim(sliceLength(symbol('n'), { step: unknownDim() })), '?');
  });
});
