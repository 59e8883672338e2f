/** Explanations of what real frameworks raised, over the programs that raised it. */
import assert from 'node:assert/strict';
import { fewEnough, readingOrder } from '../../../src/report/index.ts';
import {
  examined,
  explained,
  namedPlaces,
  PROGRAMS,
  RAISED,
  type RaisedRecord,
  withTraceback,
} from '../../support/explained.ts';

const fileOf = ({ language }: RaisedRecord) => `main.${language === 'python' ? 'py' : 'ts'}`;

function textsOf(record: RaisedRecord): Readonly<Record<string, string>> {
  const { code, requirements } = record;
  return { [fileOf(record)]: code, ...(requirements && { 'requirements.txt': requirements }) };
}

/** Whether one of the lines is told as the place, or as where its statement begins. */
function isNamed(markdown: string, file: string, lines: readonly number[]): boolean {
  const [told = ''] = markdown.split('How it comes to be');
  const named = namedPlaces(told);
  return lines.some(line => named.includes(`${file}:${line}`) || told.includes(`begins on line ${line})`));
}

const share = (part: number, all: number) => Math.round((1000 * part) / all) / 10;

describe('the explanation of an error', () => {
  it('names the line that raised, with and without a traceback', async () => {
    const missed: string[] = [];
    const counts = { bare: 0, traced: 0 };
    for (const record of RAISED) {
      const texts = textsOf(record);
      const files = await examined(texts);
      const file = fileOf(record);
      if (isNamed(explained(record.error, files).markdown, file, [record.line])) counts.bare++;
      else missed.push(record.id);
      const traced = withTraceback(record.error, [[file, record.line]], texts);
      if (isNamed(explained(traced, files).markdown, file, [record.line])) counts.traced++;
      else missed.push(`${record.id} with its traceback`);
    }
    const told = missed.join(', ');
    assert.ok(share(counts.bare, RAISED.length) >= 89, `${counts.bare} of ${RAISED.length}: ${told}`);
    assert.ok(share(counts.traced, RAISED.length) === 100, `${counts.traced} of ${RAISED.length}: ${told}`);
  });

  it('names a line of what people wrote, in one file or several', async () => {
    const missed: string[] = [];
    const counts = { bare: 0, traced: 0 };
    for (const { id, files: texts, error, file, lines, raisedAt } of PROGRAMS) {
      const files = await examined(texts);
      const isRight = (text: string): boolean => {
        const { markdown } = explained(text, files);
        return isNamed(markdown, file, lines) || raisedAt.some(([at, line]) => isNamed(markdown, at, [line]));
      };
      if (isRight(error)) counts.bare++;
      else missed.push(id);
      if (isRight(withTraceback(error, raisedAt, texts))) counts.traced++;
      else missed.push(`${id} with its traceback`);
    }
    const told = missed.join(', ');
    assert.ok(share(counts.bare, PROGRAMS.length) >= 88, `${counts.bare} of ${PROGRAMS.length}: ${told}`);
    assert.equal(counts.traced, PROGRAMS.length, told);
  });

  it('hardly ever takes the error of another program for this one', async () => {
    const files = new Map<string, Awaited<ReturnType<typeof examined>>>();
    for (const record of RAISED) files.set(record.id, await examined(textsOf(record)));
    const words = ({ error }: RaisedRecord) => error.slice(0, 60).replace(/\d+/g, '#');
    let sure = 0;
    let asked = 0;
    for (const [at, record] of RAISED.entries()) {
      const others = RAISED.filter(
        other => other.framework === record.framework && words(other) !== words(record),
      );
      for (const step of [1, 7, 31, 101]) {
        const other = others[(at * step + step) % Math.max(1, others.length)];
        if (!other) continue;
        asked++;
        const { markdown } = explained(record.error, files.get(other.id) ?? []);
        if (/, line \d+\]\([^)]*\):\n/.test(markdown)) sure++;
      }
    }
    assert.ok(share(sure, asked) <= 5, `${sure} of ${asked}`);
  });
});

const LINEAR = `import torch
from torch import nn
x = torch.randn(32, 20)
head = nn.Linear(10, 5)
y = head(x)
`;

const DATA = `import numpy as np
import torch
from torch import nn

encoder = nn.LSTM(8, 16, batch_first=True)
head = nn.Linear(16, 3)
x = torch.tensor(np.load('x.npy'))
out, _ = encoder(x)
y = head(out)
`;

describe('an explanation', () => {
  it('says what the numbers are, where it is, and which shapes are there', async () => {
    const { markdown, at } = explained(
      'RuntimeError: mat1 and mat2 shapes cannot be multiplied (32x20 and 10x5)',
      await examined({ 'net.py': LINEAR }),
    );
    assert.match(
      markdown,
      /The input has 20 features on its last axis, the layer or matrix was made for 10\./,
    );
    assert.match(markdown, /\[net\.py, line 5\]\(<\/net\.py#L5>\):/);
    assert.match(markdown, /\| input `x` \| \(32, 20\) \|/);
    assert.match(markdown, /wrong-linear-size/);
    assert.equal(at?.start, LINEAR.indexOf('x)'));
  });

  it('finds the layer by its sizes where those of the data are not known', async () => {
    const files = await examined({ 'net.py': DATA });
    const linear = explained('mat1 and mat2 shapes cannot be multiplied (4x20 and 16x3)', files);
    assert.match(linear.markdown, /The layer that the message may speak of:\n\n- \[net\.py, line 6\]/);
    const lstm = explained('input.size(-1) must be equal to input_size. Expected 8, got 9', files);
    assert.match(lstm.markdown, /\[net\.py, line 5\]/);
    const neither = explained('input.size(-1) must be equal to input_size. Expected 7, got 9', files);
    assert.match(neither.markdown, /No place was found: 1 file of the workspace was looked at/);
    assert.equal(neither.at, undefined);
  });

  it('shows the shapes of the line that a traceback names, where nothing there must fail', async () => {
    const error = withTraceback(
      'RuntimeError: input.size(-1) must be equal to input_size. Expected 8, got 9',
      [['net.py', 8]],
      { 'net.py': DATA },
    );
    const { markdown } = explained(error, await examined({ 'net.py': DATA }));
    assert.match(markdown, /\[net\.py, line 8\]\(<[^>]+>\), by the traceback/);
    assert.match(markdown, /Layers there: `LSTM: /);
  });

  it('takes a line that must fail for the place, whatever the words, where the traceback ends there', async () => {
    const files = await examined({ 'net.py': LINEAR });
    const words = 'IndexError: index out of range in self';
    const ends = explained(withTraceback(words, [['net.py', 5]], { 'net.py': LINEAR }), files);
    assert.match(ends.markdown, /\[net\.py, line 5\]\(<[^>]+>\):/);
    assert.match(ends.markdown, /Linear expects 10 features/);
    const frames: [string, number][] = [
      ['net.py', 5],
      ['net.py', 3],
    ];
    const goesOn = explained(withTraceback(words, frames, { 'net.py': LINEAR }), files);
    assert.match(goesOn.markdown, /\[net\.py, line 3\]\(<[^>]+>\), by the traceback/);
  });

  it('goes by the code of a frame where its number is no longer right, and not by a name alone', async () => {
    const files = await examined({ 'net.py': `# a line that was added since\n\n${LINEAR}` });
    const frame = (file: string, code: string) =>
      `  File "${file}", line 5, in <module>\n    ${code}\nRuntimeError: something new`;
    const moved = explained(frame('/srv/app/net.py', 'y = head(x)'), files);
    assert.match(moved.markdown, /\[net\.py, line 7\]/);
    const another = explained(frame('/srv/other/net.py', 'return self.forward(input)'), files);
    assert.match(another.markdown, /No place was found/);
    const installed = explained(frame('/venv/lib/python3.11/site-packages/net.py', 'y = head(x)'), files);
    assert.match(installed.markdown, /No place was found/);
  });

  it('does not take a problem with other numbers for the error', async () => {
    const files = await examined({ 'net.py': LINEAR });
    const { markdown, at } = explained('mat1 and mat2 shapes cannot be multiplied (32x21 and 11x5)', files);
    assert.match(markdown, /No place was found/);
    assert.equal(at, undefined);
  });

  it('says so where the words are not known', () => {
    const { markdown } = explained('hello', []);
    assert.match(markdown, /These words are not known here/);
    assert.match(markdown, /No place was found: 0 files of the workspace were looked at/);
  });

  it('shows the text as text', async () => {
    const hostile =
      'ValueError: [click](command:evil) <img src=x onerror=y>\n```\n# Heading\n[x]: http://a\u001b[31m\u0007 layer "`<b>`" (type `X`)';
    const { markdown } = explained(hostile, await examined({ 'net.py': LINEAR }));
    const outside = markdown.replace(/````[\s\S]*?````/g, '');
    assert.doesNotMatch(outside, /command:evil|<img|http:\/\/a|^# Heading/m);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be in it
    assert.doesNotMatch(markdown, /[\u001b\u0007]/);
  });

  it('reads any length in little time', async () => {
    const files = await examined({ 'net.py': LINEAR });
    const long = [
      `${'('.repeat(200_000)} Expected hidden size (`,
      `mat1 and mat2 shapes cannot be multiplied (${'9'.repeat(100_000)}x1 and 2x3)`,
      `${'  File "a.py", line 1, in f\n'.repeat(50_000)}RuntimeError: x`,
      `Input 0 of layer ${'a_'.repeat(50_000)} is incompatible`,
      `${'Concatenate requires inputs with matching shapes except for the concatenation axis. Received: input_shape=['.repeat(2000)}`,
      `Expected hidden size ${'(1, '.repeat(40_000)}, got [`,
    ];
    for (const text of long) {
      const started = performance.now();
      const { markdown } = explained(text, files);
      assert.ok(performance.now() - started < 1000, text.slice(0, 40));
      assert.ok(markdown.length < 20_000);
    }
  });
});

describe('the order in which files are looked at for an error', () => {
  it('begins with those that the traceback names, then those that are open, and has an end', () => {
    const all = Array.from({ length: 9000 }, (_, i) => `/work/m${i}.py`);
    const text = withTraceback('ValueError: x', [['m8000.py', 3]], {});
    const { paths, first } = readingOrder(text, ['/work/m7.py'], all);
    assert.deepEqual([...paths].slice(0, 3), ['/work/m8000.py', '/work/m7.py', '/work/m0.py']);
    assert.equal([...paths].length, 5001);
    assert.deepEqual([...first], ['/work/m8000.py', '/work/m7.py']);
  });

  it('leaves out what is too much to be analysed for one message, but never the first files', () => {
    const batch = (name: string, length: number) => [{ path: name, length, imports: [] }];
    const few = fewEnough([batch('huge', 9e6), batch('small', 10)]);
    assert.deepEqual(few, [['huge']]);
    assert.deepEqual(fewEnough([batch('a', 10), batch('b', 10)]), [['a'], ['b']]);
  });
});
