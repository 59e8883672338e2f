/** "Why is there no shape here?": the first value that is missing, where it was lost, and what would settle it. */
import assert from 'node:assert/strict';
import { whyAt } from '../../../src/report/index.ts';
import { locateIn } from '../../../src/rules/index.ts';
import { analyseTexts } from '../../support/analyse.ts';

const PROGRAM = `import torch
from torch import nn
from elsewhere import load, SIZE

x = load('data')
mean = x.mean(1)
joined = torch.cat([torch.tensor(mean), torch.zeros(3, 4)])
wide = torch.zeros(SIZE + 1, 3)
places = torch.nonzero(torch.zeros(2, 3))
odd = torch.frobnicate(places)
fine = nn.Linear(4, 5)(joined)
layer = nn.Linear(4, 5)
# a comment
def unused():
    return
`;

async function whyOf(code: string, text = PROGRAM) {
  const analysis = await analyseTexts({ 'main.py': text });
  const file = analysis.files.get('/project/main.py');
  assert.ok(file);
  const { text: told, at } = whyAt(file, text.indexOf(code), locateIn(analysis.files));
  return { told, lost: at && text.slice(at.start, at.end) };
}

describe('why there is no shape', () => {
  const causes: readonly (readonly [code: string, told: RegExp, lost: string | undefined])[] = [
    [
      'mean =',
      /^`mean`: Not known: `load` of `elsewhere`.*\(line 3\)\. What would settle it: .*comment/,
      'load',
    ],
    ['joined =', /^`joined`: \(\?, 4\), of which a part is missing\. Not known: `load` of/, 'load'],
    ['wide =', /Not known: `SIZE` of `elsewhere`/, 'SIZE'],
    ['places =', /\(\?, 2\).*the shape that `torch\.nonzero` gives.*# \(B, T, 64\)/, undefined],
    ['odd =', /Not known: `torch\.frobnicate`, which is not modelled \(line 10\)/, 'torch.frobnicate'],
    ['fine =', /`load` of `elsewhere`/, 'load'],
    ['layer =', /^`layer`: nothing is missing\. It is a `Linear`, no tensor\.$/, undefined],
    ['# a comment', /^There is no code here/, undefined],
    ['return', /^No value was seen here/, undefined],
  ];
  for (const [code, told, lost] of causes) {
    it(`is said of ${code}`, async () => {
      const why = await whyOf(code);
      assert.match(why.told, told);
      if (lost !== undefined) assert.equal(why.lost, lost);
    });
  }

  it('is that the file imports no framework', async () => {
    assert.match((await whyOf('x', 'x = 3\n')).told, /imports no framework/);
  });
});
