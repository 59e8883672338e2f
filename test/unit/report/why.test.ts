/** "Why is there no shape here?": the first value that is missing, where it was lost, and what would settle it. */
import assert from 'node:assert/strict';
import { hoverAt, whyAt } from '../../../src/report/index.ts';
import { locateIn } from '../../../src/rules/index.ts';
import { analyseTexts } from '../../support/analyse.ts';

const PROGRAM = `import torch
from torch import nn
from elsewhere import load, SIZE
import numpy as np

x = load('data')
mean = x.mean(1)
joined = torch.cat([torch.tensor(mean), torch.zeros(3, 4)])
wide = torch.zeros(SIZE + 1, 3)
places = torch.nonzero(torch.zeros(2, 3))
odd = torch.frobnicate(places)
short = nn.Frob(places)
optimiser = torch.optim.Adam([])
groups = optimiser.param_groups
stepped = optimiser(places)
turned = places.frob(1)
solved = np.loadtxt('data')
from helpers import scale, size as own
resized = own
from torch import frob
given = frob(places)
fine = nn.Linear(4, 5)(joined)
layer = nn.Linear(4, 5)
# a comment
def unused():
    return
`;

async function whyOf(code: string, text = PROGRAM) {
  const analysis = await analyseTexts({ 'main.py': text, 'helpers.py': 'scale = 2\n' });
  const file = analysis.files.get('/project/main.py');
  assert.ok(file);
  const { text: told, at, page } = whyAt(file, text.indexOf(code), locateIn(analysis.files));
  return { told, page, lost: at && text.slice(at.start, at.end) };
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
    ['odd =', /Not known: `torch\.frobnicate`, which is not modelled \(line 11\)/, 'torch.frobnicate'],
    ['short =', /Not known: `nn\.Frob` \(`torch\.nn\.Frob`\), which is not modelled \(line 12\)/, 'nn.Frob'],
    ['groups =', /`optimiser\.param_groups`: `torch\.optim\.Adam` is known by name only/, undefined],
    [
      'stepped =',
      /the result of `optimiser\(places\)`: `torch\.optim\.Adam` is known by name only/,
      undefined,
    ],
    ['turned =', /`places\.frob`: `frob` of a tensor is not modelled/, 'places.frob'],
    ['solved =', /the shape that `np\.loadtxt` gives: it is known by name only/, undefined],
    [
      'resized =',
      /`size` of `helpers`: no value of `size` was seen in `helpers\.py` of the workspace/,
      undefined,
    ],
    ['given =', /`frob` of `torch`, which is not modelled/, 'frob'],
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

  it('names the page of what is modelled where that is the gap', async () => {
    assert.match((await whyOf('short =')).page ?? '', /docs\/coverage\.md$/);
    assert.equal((await whyOf('mean =')).page, undefined);
    assert.equal((await whyOf('resized =')).page, undefined);
  });

  it('leads from the hover to that page', async () => {
    const text = 'import torch\nodd = torch.frobnicate(3)\n';
    const analysis = await analyseTexts({ 'main.py': text });
    const file = analysis.files.get('/project/main.py');
    assert.ok(file);
    const hover = hoverAt(file, text.indexOf('odd'), { locate: locateIn(analysis.files) });
    assert.match(
      hover?.markdown ?? '',
      /`torch\.frobnicate`, which is not modelled \(line 2\)\. \[What is modelled\]\(https:\/\/[^)]*\/docs\/coverage\.md\)/,
    );
  });

  it('is that the file imports no framework', async () => {
    assert.match((await whyOf('x', 'x = 3\n')).told, /imports no framework/);
  });
});
