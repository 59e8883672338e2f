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
  removes: fc.integer({ min: 0, max: 3 }),
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

describe('a run is not taken up where something else has changed', () => {
  for (const [name, versions] of Object.entries(DECIDED_ELSEWHERE)) {
    it(name, async () => {
      const typing = await Typing.begin(Object.keys(versions[0] ?? {}).at(-1) ?? '');
      const told = versions.map(texts => typing.compare(texts));
      typing.end();
      // The last text does say otherwise, which a run that was taken up nevertheless would not have told.
      assert.notDeepEqual(told.at(-1), told[0]);
    });
  }
});

/** Each edit is typed, typed once more a little further on, and undone: most runs are taken up before the same statement. */
async function compareWhileTyping(name: string, original: string, edits: readonly Typed[]): Promise<void> {
  const file = name.split('/').at(-1) ?? name;
  const typing = await Typing.begin(file);
  typing.compare({ [file]: original });
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
