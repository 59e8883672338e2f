/** Functions, methods, subscripts and operators of arrays against what NumPy and PyTorch really gave (test/goldens/arrays). */
import assert from 'node:assert/strict';
import {
  compared,
  surprises,
  surprisesOf,
  symbolicallyToldOf,
  symbolicGolden,
  withSizes,
  worst,
} from '../../support/expressions.ts';
import { NOT_TOLD } from './not-told.ts';

describe('arrays', () => {
  for (const framework of ['numpy', 'torch'] as const) {
    it(`of ${framework} have the recorded shapes, and only what was refused is refused`, async () => {
      assert.equal(await surprisesOf(framework, NOT_TOLD[framework]), '');
    });
  }

  it('have shapes in symbols that give the recorded ones for each size', async () => {
    const records = symbolicGolden();
    const said = await symbolicallyToldOf(records);
    const message = surprises(records.results, said, NOT_TOLD.symbolic, (recorded, told) =>
      worst(records.sizes.map(([n, k], i) => compared(recorded[i] ?? {}, withSizes(told, { n, k })))),
    );
    assert.equal(message, '');
  });
});
