import assert from 'node:assert/strict';
import { runOn } from './built.ts';
import { FINE, STACKED } from './programs.ts';

const SEQUENCES =
  "ValueError: Input 0 of layer 'lstm_1' is incompatible with the layer: expected ndim=3, found ndim=2. Full shape received: (None, 64)";

const HEAD = `import torch
from torch import nn


class Head(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = nn.Linear(10, 5)

    def forward(self, x):
        return self.out(x)
`;
const TRAIN = 'import torch\nfrom net import Head\nHead()(torch.zeros(3, 20))\n';
const PRODUCT = `Traceback (most recent call last):
  File "/srv/app/train.py", line 3, in <module>
    Head()(torch.zeros(3, 20))
  File "/srv/app/net.py", line 11, in forward
    return self.out(x)
  File "/opt/lib/python3.11/site-packages/torch/nn/modules/linear.py", line 125, in forward
    return F.linear(input, self.weight, self.bias)
RuntimeError: mat1 and mat2 shapes cannot be multiplied (3x20 and 10x5)`;

describe('explain-error', () => {
  it('explains what stands on standard input by the files of the folder', async () => {
    const files = { 'nets/stacked.py': STACKED, 'other/fine.py': FINE };
    const { code, out, err } = await runOn(files, ['explain-error'], { input: SEQUENCES });
    assert.equal(err, '');
    assert.equal(code, 0);
    assert.match(out, /^# Shape error\n/);
    assert.match(out, /takes an input of 3 dimensions, and gets 2: `\(\?, 64\)`/);
    assert.match(out, /nets\/stacked\.py, line 6/);
    assert.match(out, /Quick fix there: Add `return_sequences=True`/);
  });

  it('follows a traceback through several files', async () => {
    const files = { 'app/net.py': HEAD, 'app/train.py': TRAIN };
    const { code, out } = await runOn(files, ['explain-error', 'app'], { input: PRODUCT });
    assert.equal(code, 0);
    assert.match(out, /app\/net\.py, line 11/);
    assert.match(out, /app\/train\.py, line 3: called from here/);
  });

  it('takes the text as an option, and gives exit code 1 where no place is found', async () => {
    const { code, out } = await runOn({ 'fine.py': FINE }, ['explain-error', '--text', PRODUCT]);
    assert.equal(code, 1);
    assert.match(out, /The input has 20 features on its last axis/);
    assert.match(out, /No place was found: 1 file of the workspace was looked at/);
  });

  it('gives exit code 2 without a text, and for a path that does not exist', async () => {
    const nothing = await runOn({ 'fine.py': FINE }, ['explain-error'], { input: '\n' });
    assert.equal(nothing.code, 2);
    assert.match(nothing.err, /there is no error text/);
    const gone = await runOn({ 'net.py': STACKED }, ['explain-error', 'net.py', 'gone.py'], {
      input: SEQUENCES,
    });
    assert.equal(gone.code, 2);
    assert.match(gone.err, /cannot read gone\.py/);
    assert.match(gone.out, /net\.py, line 6/);
  });
});
