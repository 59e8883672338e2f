import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { runCli, runOn } from './built.ts';
import { readDocument } from './document.ts';
import { FINE, FIRST_QUESTION, STACKED } from './programs.ts';

describe('check as text', () => {
  it('shows place, rule, source and a summary', async () => {
    const { code, out } = await runOn({ 'model.py': STACKED, 'other.py': STACKED }, ['check']);
    assert.equal(code, 1);
    assert.match(out, /^model\.py:6:\d+ error missing-return-sequences: /);
    assert.match(out, /\n6 \| model\.add\(LSTM\(4\)\)\n {2}\| +\^+\n/);
    assert.equal(out.match(/read, /g)?.length, 1, 'one summary');
    assert.match(out, /\n\n2 files read, 4 recurrent layers: 2 errors\.\n$/);
  });

  it('says how many files it did not follow to the end', async () => {
    const endless =
      'from keras.layers import LSTM\ndef a(n):\n    return a(n + 1) + a(n + 2)\na(1)\nLSTM(2)\n';
    const { out } = await runOn({ 'model.py': endless, 'other.py': FINE }, ['check']);
    assert.match(out, /no problems\. 1 file not followed to the end: `report` says where\.\n$/);
  });

  it('has no colours where nobody looks', async () => {
    const { out } = await runOn({ 'model.py': STACKED }, ['check']);
    assert.equal(out.includes('\u001b'), false);
  });

  it('says so where nothing is wrong, and where there is nothing', async () => {
    assert.equal(
      (await runOn({ 'model.py': FINE }, ['check'])).out,
      '1 file read, 2 recurrent layers: no problems.\n',
    );
    const nothing = await runOn({}, ['check']);
    assert.equal(nothing.code, 0);
    assert.equal(nothing.out, '0 files read, 0 recurrent layers: no problems.\n');
  });
});

describe('report', () => {
  it('tells once what it would tell of many alike, and of what has no layers that it has none', async () => {
    const attention = `import torch
from torch import nn


class Attention(nn.Module):
    def forward(self, x):
        return x @ x.transpose(1, 2)


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 4)

    def forward(self, x):
        return Attention()(self.fc(x))


blocks = [Block() for _ in range(3)]
for block in blocks:
    y = block(torch.zeros(2, 4, 4))
`;
    const { out } = await runOn({ 'a.py': attention }, ['report', 'a.py']);
    assert.match(out, /## `Attention`: 3 alike\n\n[^#]*It has no layers\./);
    assert.match(out, /## `block` \(`Block`\): 3 alike\n/);
    assert.equal(out.match(/Total params: 20/g)?.length, 1);
  });

  it('names what may be a part and lists weights of the code itself beside it, without a total', async () => {
    const partly = `import torch
from torch import nn
from elsewhere import Norm, activation


class Own(Norm):
    pass


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.ff = nn.Sequential(nn.Linear(3, 4), activation('gelu'))
        self.norm = Own(4)
        self.scale = nn.Parameter(torch.zeros(4))

    def forward(self, x):
        return self.norm(self.ff(x)) * self.scale


block = Block()
`;
    const { out } = await runOn({ 'a.py': partly }, ['report', 'a.py']);
    assert.match(out, /\| `scale` \| weight \(4,\) \| {2}\| 4 \|/);
    assert.match(out, /Not all is known of `ff\.1`, `norm`: there may be other layers and parameters\./);
    assert.doesNotMatch(out, /Total params/);
  });

  it('tells what the program makes of a model, not what a method that nothing calls would', async () => {
    const classifier = `import torch
from torch import nn


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.utils.weight_norm(nn.Linear(3, 3))])
        self.fc = nn.Linear(3, 10)

    def reset_classifier(self, num_classes):
        self.fc = nn.Linear(3, num_classes)
        self.layers.append(nn.Linear(3, 3))
        nn.utils.remove_weight_norm(self.layers[0])

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return self.fc(x)


model = Classifier()
`;
    const { out } = await runOn({ 'a.py': classifier }, ['report', 'a.py']);
    assert.match(out, /\| `layers\.0` \| Linear \| \? \| 15 \|\n\| `fc` \| Linear \| \? \| 40 \|/);
    assert.match(out, /Total params: 55/);
  });

  it('of one file has its models, weights, gates and equations', async () => {
    const { code, out } = await runOn({ 'question.py': FIRST_QUESTION }, ['report', 'question.py']);
    assert.equal(code, 0);
    for (const part of [
      '# Shape report: question.py',
      '4 × (8, 10): i, f, c, o',
      'f_t = σ(W_fᵀ x_t + U_fᵀ h_{t-1} + b_f)',
      '[10, 8]·[8, 1] + [10, 10]·[10, 1] + [10, 1] → [10, 1]',
      '760',
    ]) {
      assert.ok(out.includes(part), `${part} is not in:\n${out}`);
    }
  });

  it('of several files has a section for each that has anything', async () => {
    const files = { 'a.py': FIRST_QUESTION, 'b/c.py': STACKED, 'd.py': 'import numpy\n' };
    const { code, out } = await runOn(files, ['report']);
    assert.equal(code, 1);
    assert.match(out, /## a\.py\n/);
    assert.match(out, /## b\/c\.py\n/);
    assert.doesNotMatch(out, /## d\.py/);
    assert.match(out, /3 files read/);
  });

  it('of a file without layers says what would be found', async () => {
    const { out } = await runOn({ 'a.py': 'x = 1\n' }, ['report', 'a.py']);
    assert.match(out, /No layers of a neural network were found/);
  });

  it('as JSON is the document of check', async () => {
    const { out } = await runOn({ 'question.py': FIRST_QUESTION }, ['report', '--format', 'json']);
    assert.equal(readDocument(out).files.length, 1);
  });
});

describe('help and version', () => {
  it('are printed with exit code 0', async () => {
    const manifest: { version: string } = JSON.parse(readFileSync('package.json', 'utf8'));
    assert.deepEqual(await runCli(['--version']), { code: 0, out: `${manifest.version}\n`, err: '' });
    const help = await runCli(['--help']);
    assert.equal(help.code, 0);
    for (const word of ['check', 'report', 'lsp', 'Exit codes']) assert.ok(help.out.includes(word), word);
    assert.match((await runCli(['check', '--help'])).out, /--tensors/);
  });
});
