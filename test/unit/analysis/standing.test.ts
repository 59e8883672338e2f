/**
 * A run that is taken up before the first statement that an edit has changed tells what a run from the beginning tells: of every fixture, after each of a
 * few edits such as somebody makes who types (a number, some words, and back again).
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Analysis, analyse, StandingRun } from '../../../src/analysis/index.ts';
import {
  createVersions,
  createWorkspace,
  filesBelow,
  memoryFiles,
  type Versions,
  type Workspace,
} from '../../../src/project/index.ts';
import { checkDocument, hoverAt } from '../../../src/report/index.ts';
import { locateIn, problemsOf } from '../../../src/rules/index.ts';
import { createRoomySource, type RoomySource } from '../../../src/server/roomy-source.ts';
import type { SourceParser } from '../../../src/syntax/parser.ts';
import { fraction } from '../../support/fraction.ts';
import { sharedParser } from '../../support/parser.ts';
import '../../support/property-seed.ts';

const ROOT = 'test/fixtures';
const PROGRAM = /\.(py|ts|tsx|js)$/;
const RUNS = Number(process.env.LSTM_SHAPES_RUNS ?? 1);

/** What is typed at a place, and how many signs it replaces. */
interface Typed {
  readonly at: number;
  readonly removes: number;
  readonly text: string;
}

const typed: fc.Arbitrary<Typed> = fc.record({
  at: fraction,
  removes: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 90 })),
  text: fc.constantFrom('1', '7', '', ' ', '\n', '(', ')', ',', 'x', '.', '# (B, T, 8)', '\ny = x\n', "'"),
});

describe('a run that is taken up again tells what a run from the beginning tells', function () {
  this.timeout(600_000);

  for (const path of programs()) {
    it(path, async () => {
      const text = readFileSync(join(ROOT, path), 'utf8');
      await fc.assert(
        fc.asyncProperty(fc.array(typed, { minLength: 2, maxLength: 3 }), async edits => {
          await compareWhileTyping(path, text, edits);
        }),
        { numRuns: RUNS },
      );
    });
  }
});

function programs(): readonly string[] {
  return readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .map(path => path.replaceAll('\\', '/'))
    .filter(path => PROGRAM.test(path));
}

/** Texts of a file, one after the other, of which the last asks for another answer about what has not changed. */
const DECIDED_ELSEWHERE: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>> = {
  'an attribute that is set further down, out of sight': [
    'z = 1',
    'z = 12',
    "setattr(net, 'lstmm', print)",
  ].map(end => ({
    'main.py': `import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(4, 8)

    def forward(self, x):
        return self.lstmm(x)


net = Net()
y = net(torch.zeros(5, 1, 4))

${end}
`,
  })),
  'a size in another file': [
    ['8', 'z = 1'],
    ['8', 'z = 12'],
    ['16', 'z = 12'],
    ['16', 'z = 123'],
  ].map(([units, end]) => ({
    'sizes.py': `UNITS = ${units}\n`,
    'main.py': `from sizes import UNITS
from torch import nn
lstm = nn.LSTM(4, UNITS)
${end}
`,
  })),
  'the version of a framework': [
    ['2.2.4', 'z = 1'],
    ['2.2.4', 'z = 12'],
    ['3.4.0', 'z = 12'],
  ].map(([version, end]) => ({
    'requirements.txt': `keras==${version}\n`,
    'main.py': `from keras.layers import GRU, Input
y = GRU(4)(Input((5, 3)))
${end}
`,
  })),
  'a number of samples that is fitted further down': ['z = 1', 'z = 12', 'model.fit(X, X)'].map(end => ({
    'main.py': `from keras import Sequential
from keras.layers import LSTM
X = load()
model = Sequential([LSTM(4, input_shape=(X.shape[0], X.shape[2]))])
${end}
`,
  })),
  'another entry of a state that is read further down': ['z = h[0]', 'z = h[0] + 1', 'z = 1'].map(end => ({
    'main.py': `import torch
from torch import nn

lstm = nn.LSTM(4, 8, bidirectional=True)
out, (h, c) = lstm(torch.zeros(5, 2, 4))
y = nn.Linear(8, 2)(h[-1])
${end}
`,
  })),
  'a function that is hoisted': ['1', '12', '(123)'].map(end => ({
    'main.ts': `import * as tf from '@tensorflow/tfjs';
const layer = tf.layers.lstm({ units: units(4) });
function units(n: number): number { return n * ${end}; }
const rest = ${end};
`,
  })),
};

interface Decided {
  readonly program: string;
  readonly typed: readonly string[];
  /** Other files beside it. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A statement of a program, and what somebody types there: the last one says otherwise of what stands behind it, and nothing of that has changed. */
const DECIDED_BEFORE: Readonly<Record<string, Decided>> = {
  'a name of the language': {
    program: `from torch import nn
HERE
lstm = nn.LSTM(len([1, 2, 3]), 4)
`,
    typed: ['z = 1', 'z = 12', 'len = lambda items: 7'],
  },
  'a name of a function that is called further down': {
    program: `import torch
from torch import nn

def build():
    return nn.LSTM(size(), 4)

def size():
    return 3

HERE
lstm = build()
`,
    typed: ['z = 1', 'z = 12', 'size = lambda: 7'],
  },
  'an attribute of a class': {
    program: `import torch
from torch import nn

class Net(nn.Module):
    size = 3

    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(self.size, 4)

    def forward(self, x):
        return self.lstm(x)

HERE
net = Net()
y = net(torch.zeros(5, 2, 3))
`,
    typed: ['z = 1', 'z = 12', 'Net.size = 5'],
  },
  'an attribute of an object that a method reads which nothing calls': {
    program: `import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.size = 3

    def extra(self):
        return nn.LSTM(self.size, 4)

net = Net()
HERE
other = net.size
`,
    typed: ['z = 1', 'z = 12', 'net.size = 5'],
  },
  'what a list holds': {
    program: `from torch import nn
sizes = [3]
HERE
lstm = nn.LSTM(sizes[-1], len(sizes))
`,
    typed: ['z = 1', 'z = 12', 'sizes.append(8)'],
  },
  'what a tensor holds': {
    program: `import torch
sizes = torch.tensor([2, 3])
HERE
x = torch.zeros(8, 4).repeat_interleave(2, 0)[: int(sizes[0])]
`,
    typed: ['z = 1', 'z = 12', 'sizes[0] = 5'],
  },
  'the shape of a tensor': {
    program: `import torch
from torch import nn
x = torch.zeros(5, 8)
HERE
y = nn.LSTM(8, 4)(x)[0]
`,
    typed: ['z = 1', 'z = 12', 'x.unsqueeze_(1)'],
  },
  'a framework that is changed': {
    program: `import torch
HERE
x = torch.zeros(3, 4)
`,
    typed: ['z = 1', 'z = 12', 'torch.zeros = print'],
  },
  'a file that is saved': {
    program: `import torch
from torch import nn
net = nn.LSTM(3, 4)
HERE
x = torch.load('weights.pt')['weight_ih_l0']
`,
    typed: ['z = 1', 'z = 12', "torch.save(net.state_dict(), 'weights.pt')"],
  },
  'an entry of a state that is read before': {
    program: `import torch
from torch import nn

lstm = nn.LSTM(4, 8, bidirectional=True)
out, (h, c) = lstm(torch.zeros(5, 2, 4))
HERE
y = nn.Linear(8, 2)(h[-1])
`,
    typed: ['z = h[0]', 'z = h[0] + 1', 'z = 1'],
  },
  'the names that layers get': {
    program: `from keras import Input
from keras.layers import LSTM

x = Input((5, 3))
HERE
y = LSTM(4)(x)
`,
    typed: ['z = 1', 'z = 12', 'z = LSTM(7)(x)'],
  },
  'names that a program registers': {
    program: `from keras import Input, utils
from keras.layers import LSTM

HERE
y = LSTM(4, activation='mine')(Input((5, 3)))
`,
    typed: ['z = 1', 'z = 12', 'utils.get_custom_objects()'],
  },
  'which way a function has been run': {
    program: `import torch
from torch import nn

def head(x, wide):
    if wide:
        return nn.Linear(4, 9)(x)
    return nn.Linear(4, 2)(x)

HERE
y = head(torch.zeros(3, 4), False)
`,
    typed: ['z = 1', 'z = 12', 'z = head(torch.zeros(6, 4), True)'],
  },
  'a module that is imported': {
    program: `from torch import nn
HERE
layer = build.LSTM(3, 4)
`,
    typed: ['z = 1', 'z = 12', 'from torch import nn as build'],
  },
  'a branch that may be taken': {
    program: `from torch import nn
HERE
if load():
    size = 7
lstm = nn.LSTM(size, 4)
`,
    typed: ['size = 3', 'size = 3', 'size = 4'],
  },
  'whether a class is the base of another': {
    program: `import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(4, 8)

    def forward(self):
        return self.lstm(torch.zeros(5, 2, 3))

HERE
`,
    typed: ['z = 1', 'z = 12', 'class Sub(Net): pass'],
  },
  'a call of the same function that reads another entry of a state': {
    program: `import torch
from torch import nn

lstm = nn.LSTM(4, 8, bidirectional=True)
x = torch.zeros(5, 2, 4)

def run(x):
    out, (h, c) = lstm(x)
    return h

HERE
y = nn.Linear(8, 2)(run(x)[-1])
`,
    typed: ['z = 1', 'z = 12', 'z = run(x)[0]'],
  },
  'which files the program is of': {
    files: { 'other.py': 'def patch(net):\n    net.lstmm = print\n' },
    program: `import torch
from torch import nn

class Net(nn.Module):
    def forward(self, x):
        return self.lstmm(x)

HERE
net = Net()
y = net(torch.zeros(5, 1, 4))
`,
    typed: ['z = 1', 'z = 12', 'import other'],
  },
  'a class of another file': {
    files: { 'sizes.py': 'class Config:\n    units = 3\n' },
    program: `HERE
from torch import nn
from sizes import Config
config = Config()
import sizes
lstm = nn.LSTM(3 if isinstance(config, sizes.Config) else 7, units)
`,
    typed: ['units = 4', 'units = 4', 'units = 5'],
  },
  'a comment behind a statement': {
    program: `from torch import nn
x = load() HERE
y, _ = nn.LSTM(8, 4, batch_first=True)(x)
`,
    typed: ['# one', '# two', '# (B, T, 16)'],
  },
  'a default': {
    program: `import torch
from torch import nn
HERE
x = torch.zeros(3, 4, dtype=torch.float64)
y = nn.LSTM(4, 2)(x)
`,
    typed: ['z = 1', 'z = 12', 'torch.set_default_dtype(torch.float64)'],
  },
  'a function that is counted': {
    program: `from torch import nn

def deep(n):
    return 1 if n == 0 else 1 + deep(n - 1)

HERE
lstm = nn.LSTM(deep(3), 4)
`,
    typed: ['z = 1', 'z = deep(2)', 'deep = lambda n: n'],
  },
};

describe('what an edit can affect is run again', () => {
  for (const [name, { program, typed, files = {} }] of Object.entries(DECIDED_BEFORE)) {
    it(name, async () => {
      const typing = await Typing.begin('main.py');
      typing.warmUp('main.py', program.replace('HERE', typed[0] ?? ''), files);
      const told = [...typed, ...typed].map(text =>
        typing.compare({ 'main.py': program.replace('HERE', text) }),
      );
      typing.end();
      assert.notEqual(toldOfFiles(told.at(-1)), toldOfFiles(told[0]));
    });
  }
});

describe('a run is not taken up where something else has changed', () => {
  for (const [name, versions] of Object.entries(DECIDED_ELSEWHERE)) {
    it(name, async () => {
      const typing = await Typing.begin(Object.keys(versions[0] ?? {}).at(-1) ?? '');
      const [first] = versions;
      if (first) for (const text of ['', ' ', '  ']) typing.compare({ ...first, ...lastWith(first, text) });
      const told = versions.map(texts => typing.compare(texts));
      typing.end();
      // The last text does say otherwise, which a run that was taken up nevertheless would not have told.
      assert.notDeepEqual(told.at(-1), told[0]);
    });
  }
});

/** The last of some files with something at its end. */
function lastWith(files: Readonly<Record<string, string>>, text: string): Readonly<Record<string, string>> {
  const [last] = Object.entries(files).slice(-1);
  return last ? { [last[0]]: `${last[1]}${text}` } : {};
}

/** What the command line tells of the files. */
function toldOfFiles(told: unknown): unknown {
  // `toldBy` has made it.
  const { document } = told as { readonly document: { readonly files: unknown } };
  return JSON.stringify(document.files);
}

/** Each edit is typed, typed once more a little further on, and undone: most runs are taken up before the same statement. */
async function compareWhileTyping(name: string, original: string, edits: readonly Typed[]): Promise<void> {
  const file = name.split('/').at(-1) ?? name;
  const typing = await Typing.begin(file);
  typing.warmUp(file, original);
  let text = original;
  for (const edit of edits) {
    for (const next of [applied(text, edit, 0), applied(text, edit, 1), text])
      typing.compare({ [file]: next });
    text = applied(text, edit, 0);
  }
  typing.end();
}

/** A file that is typed in, in a folder of its own. */
class Typing {
  readonly #path: string;
  readonly #live: RoomySource;
  readonly #texts = new Map<string, string>();
  readonly #versions: Versions;
  readonly #workspace: Workspace;
  readonly #standing: StandingRun;

  private constructor(path: string, parser: SourceParser) {
    this.#path = path;
    this.#live = createRoomySource(path, parser);
    const files = memoryFiles(this.#texts);
    this.#versions = createVersions(files);
    this.#workspace = createWorkspace({
      files,
      parser,
      roots: ['/project'],
      versions: this.#versions,
      maxLength: 1_000_000,
      opened: asked => (asked === path ? this.#live.read(this.#texts.get(path) ?? '') : undefined),
    });
    this.#standing = new StandingRun(this.#workspace, path);
  }

  static async begin(file: string): Promise<Typing> {
    return new Typing(`/project/${file}`, await sharedParser());
  }

  /** Types something so that the text has room and a run of it is kept. */
  warmUp(file: string, text: string, others: Readonly<Record<string, string>> = {}): void {
    for (const typed of [text, `${text}\n`, `${text}\n\n`]) this.compare({ ...others, [file]: typed });
  }

  /** Runs the file with these texts, and again from the beginning; gives what both tell. */
  compare(texts: Readonly<Record<string, string>>): unknown {
    for (const [path, text] of filesBelow('/project', texts)) {
      this.#texts.set(path, text);
      this.#workspace.invalidate(path);
    }
    this.#versions.forget();
    const told = toldBy(this.#path, this.#standing.again());
    const fromTheBeginning = analyse(this.#workspace, [this.#path]);
    assert.deepEqual(told, toldBy(this.#path, fromTheBeginning), this.#texts.get(this.#path) ?? '');
    return told;
  }

  end(): void {
    this.#standing.dispose();
    this.#live.dispose();
  }
}

function applied(text: string, { at, removes, text: typed }: Typed, further: number): string {
  const place = Math.floor(at * text.length) + further;
  return text.slice(0, place) + typed + text.slice(place + removes);
}

/** All that people see of an analysis: the command line's answer, problems, and hovers all over the file. */
function toldBy(path: string, analysis: Analysis): unknown {
  const facts = analysis.files.get(path);
  if (!facts) return undefined;
  const locate = locateIn(analysis.files);
  const problems = problemsOf(analysis).get(path) ?? [];
  const step = Math.max(1, Math.floor(facts.text.length / 40));
  const hovers = Array.from({ length: 40 }, (_, i) => hoverAt(facts, i * step, { locate }));
  return {
    document: checkDocument([{ path, facts, problems }], { locate, tensors: true }),
    problems: problems.map(({ rule, start, end, message }) => ({ rule, start, end, message })),
    hovers,
  };
}
