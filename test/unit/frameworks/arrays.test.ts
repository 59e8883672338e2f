/** Functions, methods, subscripts and operators of arrays against what NumPy and PyTorch really gave (test/goldens/arrays). */
import assert from 'node:assert/strict';
import { printShape } from '../../../src/shapes/index.ts';
import {
  compared,
  golden,
  symbolicallyToldOf,
  symbolicGolden,
  type Told,
  toldOf,
  type Verdict,
  withSizes,
  worst,
} from '../../support/expressions.ts';
import { NOT_TOLD } from './not-told.ts';

/** Lines for a message: expressions whose verdict is not what is expected of them. */
function surprises<R>(
  results: ReadonlyMap<string, R>,
  said: ReadonlyMap<string, Told>,
  notTold: readonly string[],
  judge: (recorded: R, told: Told) => Verdict,
): string {
  const lines = [...results].flatMap(([expression, recorded]) => {
    const told = said.get(expression) ?? { unknown: true };
    const verdict = judge(recorded, told);
    const expected = notTold.includes(expression) ? 'unknown' : 'equal';
    return verdict === expected
      ? []
      : [`${verdict}: ${expression}\n  recorded ${JSON.stringify(recorded)}\n  told ${shown(told)}`];
  });
  return lines.join('\n');
}

function shown(told: Told): string {
  if ('items' in told) return `[${told.items.map(shown).join(', ')}]`;
  if ('shape' in told)
    return told.shape?.every(dim => dim !== undefined) ? printShape(told.shape) : 'an array';
  return Object.keys(told).join();
}

describe('arrays', () => {
  for (const framework of ['numpy', 'torch'] as const) {
    it(`of ${framework} have the recorded shapes, and only what was refused is refused`, async () => {
      const records = golden(framework);
      assert.equal(surprises(records.results, await toldOf(records), NOT_TOLD[framework], compared), '');
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
