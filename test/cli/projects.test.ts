import assert from 'node:assert/strict';
import path from 'node:path';
import { Folder, runCli, runOn } from './built.ts';
import { check, fileOf, readDocument, summaries } from './document.ts';
import { ENCODER, FINE, STACKED } from './programs.ts';

const TRAIN = `import numpy as np
from model import Encoder

encoder = Encoder(32)
y = encoder(np.zeros((4, 7, 5)))
`;

describe('several files', () => {
  it('see each other over imports, and name the caller', async () => {
    const { code, document } = await check({ 'model.py': ENCODER, 'train.py': TRAIN }, [
      'train.py',
      'model.py',
    ]);
    assert.equal(code, 1);
    const problem = fileOf(document, 'model.py').diagnostics.find(({ severity }) => severity === 'error');
    assert.equal(problem?.range.start.line, 12);
    const caller = problem?.related?.find(related => related.path === 'train.py');
    assert.equal(caller?.range.start.line, 5);
  });

  it('beside those that were named are imported, and listed only with their problems', async () => {
    const files = {
      'nets/model.py': ENCODER,
      'nets/train.py': TRAIN,
      'nets/fine.py': `import keras\nfrom sizes import N\nkeras.layers.LSTM(N)\n`,
      'nets/sizes.py': 'N = 6\n',
    };
    const { document } = await check(files, ['nets/train.py', 'nets/fine.py']);
    assert.deepEqual(
      document.files.map(file => file.path),
      ['nets/fine.py', 'nets/model.py', 'nets/train.py'],
    );
    assert.ok(summaries(fileOf(document, 'nets/model.py')).length > 0);
    assert.deepEqual(
      fileOf(document, 'nets/fine.py').layers[0]?.weights.map(({ name }) => name),
      [],
    );
  });

  it('of TypeScript import each other', async () => {
    const files = {
      'model.ts':
        "import * as tf from '@tensorflow/tfjs';\nexport function make(units: number) {\n  return tf.layers.lstm({ units, inputShape: [5, 2] });\n}\n",
      'main.ts':
        "import * as tf from '@tensorflow/tfjs';\nimport { make } from './model.js';\nconst model = tf.sequential();\nmodel.add(make(7));\n",
    };
    const { document } = await check(files, ['.']);
    const [lstm] = fileOf(document, './model.ts').layers;
    assert.deepEqual(lstm?.weights[0]?.shape, [2, 28]);
  });
});

describe('a layer that nothing uses', () => {
  const classOf = (name: string, then: string): string => `from torch import nn


class ${name}(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.LSTM(8, 16)
        self.second = nn.LSTM(16, 16)

    def forward(self, x):
        out, _ = self.first(x)
        ${then}return out
`;
  const unused = classOf('Tagger', '');
  const used = classOf('Other', 'out, _ = self.second(out)\n        ');
  const told = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> => {
    const { document } = await check(files, Object.keys(files));
    return fileOf(document, 'tagger.py').diagnostics.map(({ rule }) => rule);
  };

  it('is told beside files that have nothing to do with it', async () => {
    assert.deepEqual(await told({ 'tagger.py': unused, 'other.py': used }), ['unused-layer']);
  });

  it('is not where a file may have one of its objects, over whichever imports', async () => {
    const probe = 'import via\nprint(via.tagger.second.weight_ih_l0.shape)\n';
    const made = 'from tagger import Tagger\ntagger = Tagger()\n';
    assert.deepEqual(await told({ 'tagger.py': unused, 'via.py': made, 'probe.py': probe }), []);
    const loaded = "import torch\nmodel = torch.load('tagger.pt')\nprint(model.second)\n";
    assert.deepEqual(await told({ 'tagger.py': unused, 'probe.py': loaded }), []);
  });
});

describe('a selected interpreter', () => {
  const files = {
    'model.py': 'from keras import layers\nlayer = layers.CuDNNLSTM(4)\n',
    'envs/tf1/pyvenv.cfg': '',
    'envs/tf1/bin/python': '',
    'envs/tf1/lib/python3.6/site-packages/Keras-2.2.4.dist-info/METADATA': '',
  };

  it('says which versions are installed', async () => {
    assert.equal((await check(files, ['model.py'])).code, 1);
    assert.equal((await check(files, ['--python', 'envs/tf1/bin/python', 'model.py'])).code, 0);
    assert.equal((await check(files, ['--python', 'envs/tf1', 'model.py'])).code, 0);
    const pinned = { ...files, 'requirements.txt': 'keras==3.1.0' };
    assert.equal((await check(pinned, ['--python', 'envs/tf1', 'model.py'])).code, 1);
  });

  it('that is not there is told, and the rest analysed', async () => {
    const { code, out, err } = await runOn(files, ['check', '--python', 'envs/tf2', 'model.py']);
    assert.equal(code, 2);
    assert.match(err, /cannot read envs\/tf2: no Python environment/);
    assert.match(out, /CuDNNLSTM/);
  });
});

describe('paths', () => {
  it('are printed as typed, joined with what lies below', async () => {
    const folder = new Folder({ 'a/b/model.py': STACKED, 'c.py': FINE });
    const printed = async (cwd: string, ...args: readonly string[]) => {
      const { out } = await runCli(['check', '--format', 'json', ...args], { cwd });
      return readDocument(out).files.map(file => file.path);
    };
    try {
      assert.deepEqual(await printed(folder.path), ['a/b/model.py', 'c.py']);
      assert.deepEqual(await printed(folder.path, 'a'), ['a/b/model.py']);
      assert.deepEqual(await printed(folder.path, './a/'), ['./a/b/model.py']);
      assert.deepEqual(await printed(path.join(folder.path, 'a'), '../c.py', 'b'), ['b/model.py', '../c.py']);
      assert.deepEqual(await printed('/', path.join(folder.path, 'a')), [`${folder.path}/a/b/model.py`]);
      assert.deepEqual(await printed(folder.path, 'c.py', '.', 'c.py'), ['./a/b/model.py', 'c.py']);
    } finally {
      folder.remove();
    }
  });

  it('that .gitignore or an option leaves out are left out', async () => {
    const files = {
      '.gitignore': 'build/\n',
      'build/x.py': FINE,
      'node_modules/p/x.py': FINE,
      '.venv/lib/x.py': FINE,
      'tests/x.py': FINE,
      'model.py': FINE,
    };
    const { document } = await check(files, ['--exclude', 'tests', '.']);
    assert.deepEqual(
      document.files.map(file => file.path),
      ['./model.py'],
    );
  });
});
