/** Layers, cells, containers, losses and data of PyTorch against what it really gave (test/goldens/arrays/torch_layers.json). */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { compared, type Golden, toldOf } from '../../support/expressions.ts';

const FOLDER = new URL('../../goldens/arrays/', import.meta.url);

/** Recorded by record.py of the same folder. */
function golden(): Golden {
  const read = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8');
  const { results } = JSON.parse(read('torch_layers.json'));
  const [preamble = ''] = read('torch_layers.py').split('# ---');
  return { preamble, results: new Map(Object.entries(results)), sizes: [] };
}

describe('layers of torch', () => {
  it('give the recorded shapes, and only what was refused is refused', async () => {
    const records = golden();
    const said = await toldOf(records);
    const differing = [...records.results].flatMap(([expression, recorded]) => {
      const told = said.get(expression) ?? { unknown: true };
      const verdict = compared(recorded, told);
      return verdict === 'equal' ? [] : [`${verdict}: ${expression}: recorded ${JSON.stringify(recorded)}`];
    });
    assert.equal(differing.join('\n'), '');
  });
});
