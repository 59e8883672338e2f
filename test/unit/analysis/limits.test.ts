/** What a program may ask for without end is bounded, and what was left out is said. */
import assert from 'node:assert/strict';
import type { FileFacts } from '../../../src/analysis/index.ts';
import { checkDocument, recurrentCount } from '../../../src/report/index.ts';
import { analyseTexts } from '../../support/analyse.ts';

const IMPORT = 'from keras.layers import LSTM\n';

async function factsOf(text: string): Promise<FileFacts> {
  const facts = (await analyseTexts({ 'main.py': text })).files.get('/project/main.py');
  assert.ok(facts);
  return facts;
}

function nested(levels: number, header: (level: number) => string, innermost: string): string {
  const headers = Array.from({ length: levels }, (_, level) => `${' '.repeat(level)}${header(level)}:\n`);
  return `${headers.join('')}${' '.repeat(levels)}${innermost}\n`;
}

describe('limits of the analysis', function () {
  this.timeout(60_000);

  it('keep 1000 layers of one constructor call and say that there are more', async () => {
    const loops = nested(20, level => `for i${level} in range(9)`, 'x = LSTM(2)');
    const { layers, cuts } = await factsOf(`${IMPORT}${loops}`);
    assert.equal(layers.length, 1000);
    assert.equal(recurrentCount({ layers }), 1);
    assert.ok(cuts.some(({ reason }) => /after the first 1000/.test(reason.missing)));
  });

  it('end loops of unknown length in each other', async () => {
    const loops = nested(60, () => 'while a', 'x = LSTM(2)');
    const { layers } = await factsOf(`${IMPORT}${loops}`);
    assert.ok(layers.length > 0);
  });

  it('leave what follows functions that call each other from many places', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const calls = names.map(name => `${name}(x)`).join(', ');
    const functions = names.map(name => `def ${name}(x):\n    return [${calls}]\n`).join('');
    const { layers } = await factsOf(`${IMPORT}${functions}a(1)\nx = LSTM(2)\n`);
    assert.equal(layers.length, 1);
  });

  it('leave thousands of layers in reach of the document', async () => {
    const lines = Array.from({ length: 5000 }, (_, i) => `m${i} = Bidirectional(LSTM(${i + 1}))\n`);
    const facts = await factsOf(`from keras.layers import Bidirectional, LSTM\n${lines.join('')}`);
    const { files } = checkDocument([{ path: 'main.py', facts, problems: [] }], { locate: () => undefined });
    const listed = JSON.parse(JSON.stringify(files)) as [{ layers: { inside: number | null }[] }];
    const owned = listed[0].layers.filter(({ inside }) => inside !== null);
    assert.equal(owned.length, facts.layers.length / 2);
  });
});
