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
import os, sys
import pandas as pd
size = int(sys.argv[1])
narrow = torch.zeros(size, 3)
doubled = torch.zeros(2 * size, 3)
rnn = nn.LSTM(4, size)
out = rnn(torch.zeros(2, 3, 4))[0]
kernel = rnn.weight_ih_l0
batched = torch.zeros(int(os.environ['BATCH']))
run = eval('3')
dummies = pd.get_dummies(pd.read_csv('a.csv'))
table = dummies.values
said = torch.zeros(size, 3)  # (7, 3)
other = torch.zeros(size, 3)  # (7, 4)
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
      /^`mean`: Not known: the result of `load\('data'\)`, since `load` of `elsewhere` is neither.*\(line 6\)\. To settle it, .*comment/,
      "load('data')",
    ],
    [
      'joined =',
      /^`joined`: \(\?, 4\), of which a part is missing\. Not known: the result of `load\('data'\)`/,
      "load('data')",
    ],
    ['wide =', /Not known: `SIZE` of `elsewhere`/, 'SIZE'],
    [
      'places =',
      /\(\?, 2\).*the shape that `torch\.nonzero` gives, which depends on the numbers.*# \(B, T, 64\)/,
      undefined,
    ],
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
    ['fine =', /`load` of `elsewhere`/, "load('data')"],
    [
      'narrow =',
      /\(\?, 3\).*the number `int\(sys\.argv\[1\]\)`.*write a number in its place/,
      'int(sys.argv[1])',
    ],
    ['doubled =', /the number `int\(sys\.argv\[1\]\)`/, 'int(sys.argv[1])'],
    ['out =', /the number `int\(sys\.argv\[1\]\)`/, 'int(sys.argv[1])'],
    ['kernel =', /the number `int\(sys\.argv\[1\]\)`/, 'int(sys.argv[1])'],
    ['size =', /^`size`: Not known: the number `int\(sys\.argv\[1\]\)`/, 'int(sys.argv[1])'],
    ['batched =', /`os\.environ\['BATCH'\]`.*give it a default/, "os.environ['BATCH']"],
    ['run =', /what `eval` does, which is not followed/, 'eval'],
    ['table =', /how many columns `pd\.get_dummies\(.*` has/, "pd.get_dummies(pd.read_csv('a.csv'))"],
    ['said =', /^`said`: nothing is missing\. Its shape is \(7, 3\)/, undefined],
    ['other =', /^`other`: \(\?, 3\), of which a part is missing/, 'int(sys.argv[1])'],
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
      /`torch\.frobnicate`, which is not modelled \(line 2\)\. To settle it, .*\. \[What is modelled\]\(https:\/\/[^)]*\/docs\/coverage\.md\)/,
    );
  });

  describe('stands in the hover of what is not known', () => {
    const hoverOf = async (code: string, text: string): Promise<string | undefined> => {
      const analysis = await analyseTexts({ 'main.py': text });
      const file = analysis.files.get('/project/main.py');
      assert.ok(file);
      return hoverAt(file, text.indexOf(code), { locate: locateIn(analysis.files) })?.markdown;
    };
    const text = `import torch
from torch import nn
from elsewhere import load, plot, net
features = load(3)
scores = nn.Linear(4, 5)(features)
given = net(torch.zeros(2, 3))
plot(torch.zeros(2, 3))
settings = load(4)
layer = nn.Embedding(load(5), 3)
weight = layer.weight
`;

    for (const [code, told] of [
      ['features =', /the result of `load\(3\)`, since .*line 4\)\. To settle it, say the shape/],
      ['given =', /the result of `net\(torch\.zeros\(2, 3\)\)`/],
      ['weight =', /`weight` of `Embedding`/],
    ] as const)
      it(`as ${code}`, async () => assert.match((await hoverOf(code, text)) ?? '', told));

    for (const code of ['plot(torch', 'settings ='])
      it(`and not in that of ${code}`, async () => assert.equal(await hoverOf(code, text), undefined));
  });

  it('is that the file imports no framework', async () => {
    assert.match((await whyOf('x', 'x = 3\n')).told, /imports no framework/);
  });
});
