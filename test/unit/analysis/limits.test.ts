/** What a program may ask for without end is bounded, and what was left out is said. */
import assert from 'node:assert/strict';
import type { FileFacts } from '../../../src/analysis/index.ts';
import { checkDocument, recurrentCount } from '../../../src/report/index.ts';
import { constantOf } from '../../../src/shapes/index.ts';
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

  const repeated = (count: number, line: string) => `${line}\n`.repeat(count);
  const growing: Readonly<Record<string, string>> = {
    'lists doubled again and again': `l = [1]\n${repeated(60, 'l = l + l')}${repeated(60, 'l.extend(l)')}${repeated(60, 'l = [*l, *l]')}`,
    'lists that hold the same list twice': `l = [1]\nm = [1]\n${repeated(40, 'l = [l, l]')}${repeated(40, 'm = [m, m]')}np.array(l)\ntorch.tensor(l)\nsame = l == m\ntf.constant(l)\n`,
    'tuples and dictionaries that do': `t = (1,)\nd = {'a': 1}\n${repeated(40, 't = (t, t)')}${repeated(40, "d = {'a': d, 'b': d}")}tf.nest.map_structure(print, t)\nsame = t == (t,)\n`,
    'classes of two bases in thirty generations': `class A0: pass\nclass B0: pass\n${Array.from({ length: 30 }, (_, i) => `class A${i + 1}(A${i}, B${i}): pass\nclass B${i + 1}(A${i}, B${i}): pass\n`).join('')}a = A30()\n`,
    'classes in hundreds of generations': `class C0:\n    def f(self, x): return x\n${Array.from({ length: 200 }, (_, i) => `class C${i + 1}(C${i}):\n    def f(self, x): return super().f(x) + 1\n`).join('')}C200().f(1)\n`,
  };
  for (const [what, text] of Object.entries(growing))
    it(`follow ${what}`, async () => {
      const imports = 'import numpy as np, tensorflow as tf, torch\n';
      const { layers } = await factsOf(`${IMPORT}${imports}${text}x = LSTM(2)\n`);
      assert.equal(layers.length, 1);
    });

  it('keep what is known of a list that has been doubled', async () => {
    const { tensors } = await factsOf(
      `import torch\nl = [1]\n${repeated(18, 'l = l + l')}x = torch.tensor(l)\n`,
    );
    assert.deepEqual(
      tensors.map(({ tensor }) => tensor.shape?.map(dim => constantOf(dim))),
      [[2 ** 18]],
    );
  });
});
