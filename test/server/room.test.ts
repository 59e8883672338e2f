/**
 * A text with room in it is the text that is typed: its lines and columns are the same and so is all that is told of it, and what stands behind a change
 * stays where it was.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { analyse } from '../../src/analysis/index.ts';
import {
  createVersions,
  createWorkspace,
  memoryFiles,
  type OpenedFile,
  openedFile,
} from '../../src/project/index.ts';
import { checkDocument } from '../../src/report/index.ts';
import { locateIn, problemsOf } from '../../src/rules/index.ts';
import { withoutFiller } from '../../src/server/room.ts';
import { createRoomySource } from '../../src/server/roomy-source.ts';
import { grammarOf } from '../../src/syntax/language.ts';
import type { SourceParser } from '../../src/syntax/parser.ts';
import { fraction } from '../support/fraction.ts';
import { sharedParser } from '../support/parser.ts';
import '../support/property-seed.ts';

const ROOT = 'test/fixtures';
const PROGRAM = /\.(py|ts|tsx|js)$/;
const LINE_END = /\r\n|\n|\r/;
const RUNS = Number(process.env.LSTM_SHAPES_RUNS ?? 1);

/** Most leave a program that is whole. */
const harmless = fc.record({
  at: fraction,
  removes: fc.constant(0),
  text: fc.constantFrom('\n', '\nz = 1\n', '# (B, T, 8)\n', '  \n', ' ', '1'),
});

const disruptive = fc.record({
  at: fraction,
  removes: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 300 })),
  text: fc.constantFrom(
    '1',
    '',
    ' ',
    '\n',
    '\r\n',
    '\\',
    '\\\n',
    '"""',
    'x = 1\n',
    '# (B, T, 8)',
    `"${'long '.repeat(60)}"`,
  ),
});

const manyOf = <T>(one: fc.Arbitrary<T>, most: number): fc.Arbitrary<T[]> =>
  fc.array(one, { minLength: 1, maxLength: most });

let parser: SourceParser;
before(async () => {
  parser = await sharedParser();
});

describe('a text with room says what the text says that is typed', function () {
  this.timeout(600_000);

  const programs = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter(path =>
    PROGRAM.test(path),
  );
  for (const [i, path] of programs.entries()) {
    it(path.replaceAll('\\', '/'), () => {
      const text = readFileSync(join(ROOT, path), 'utf8');
      // Every third one as Windows writes it.
      const original = i % 3 === 0 ? text.replaceAll('\n', '\r\n') : text;
      fc.assert(
        fc.property(fc.oneof(manyOf(harmless, 4), manyOf(disruptive, 12)), edits => {
          const source = createRoomySource(path, parser);
          let typed = original;
          let roomy = source.read(typed);
          for (const { at, removes, text } of edits) {
            const place = Math.floor(at * typed.length);
            typed = typed.slice(0, place) + text + typed.slice(place + removes);
            roomy = source.read(typed);
            assert.equal(withoutFiller(roomy?.text ?? ''), typed);
            assert.deepEqual(lineBeginnings(roomy?.text ?? '', typed), typed.split(LINE_END));
          }
          source.dispose();
          const module = parser.parse(grammarOf(path) ?? 'python', typed);
          const isWhole = module.problems.length === 0;
          assert.equal(roomy?.module.problems.length === 0, isWhole);
          // How the parser gets over what is broken depends on what stands around it.
          if (isWhole) assert.deepEqual(told(path, roomy), told(path, openedFile(path, typed, module)));
        }),
        { numRuns: RUNS },
      );
    });
  }
});

describe('what stands behind a change stays where it was', () => {
  const behind = 'y = lstm(torch.zeros(5, 2, 4))';
  const program = `from torch import nn\nimport torch\n\nlstm = nn.LSTM(4, 8)\n${behind}\nz = y\n`;

  it('while a number is typed, words are added at the end of a line, and lines come and go', () => {
    const places = placesWhileTyping(behind, program, [
      text => text.replace('8)', '80)'),
      text => text.replace('80)', '8)'),
      text => text.replace('8)\n', '8)  # units\n'),
      text => text.replace('# units\n', '# units\nother = nn.LSTM(4, 8)\n'),
      text => text.replace('  # units\nother = nn.LSTM(4, 8)', ''),
    ]);
    assert.equal(new Set(places.slice(1)).size, 1, JSON.stringify(places));
  });

  it('until there is no room left; then there is fresh room', () => {
    const longer = (text: string) => text.replace('8)', `${'8'.repeat(40)})`);
    const places = placesWhileTyping(behind, program, Array(7).fill(longer));
    const kept = places.filter((place, i) => place === places[i - 1]).length;
    assert.equal(kept, 4, JSON.stringify(places));
  });
});

/** Where a line stands in the text with room, at first and after each change. */
function placesWhileTyping(
  line: string,
  before: string,
  changes: readonly ((text: string) => string)[],
): readonly (number | undefined)[] {
  const source = createRoomySource('main.py', parser);
  let typed = before;
  const places = [source.read(typed)?.text.indexOf(line)];
  for (const change of changes) {
    typed = change(typed);
    places.push(source.read(typed)?.text.indexOf(line));
  }
  source.dispose();
  return places;
}

/** The lines of a text with room, each as far as that of the typed text goes. */
function lineBeginnings(text: string, typed: string): readonly string[] {
  const lengths = typed.split(LINE_END).map(({ length }) => length);
  return text.split(LINE_END).map((line, i) => {
    assert.match(line.slice(lengths[i]), /^\f*$/);
    return line.slice(0, lengths[i]);
  });
}

/** The command line's answer for a file. */
function told(path: string, file: OpenedFile | undefined): unknown {
  const at = `/project/${path}`;
  const files = memoryFiles(new Map());
  const workspace = createWorkspace({
    files,
    parser,
    roots: ['/project'],
    versions: createVersions(files),
    maxLength: 1_000_000,
    opened: asked => (asked === at && file ? { ...file, path: at } : undefined),
  });
  const analysis = analyse(workspace, [at]);
  const facts = analysis.files.get(at);
  const locate = locateIn(analysis.files);
  const problems = problemsOf(analysis).get(at) ?? [];
  return facts && checkDocument([{ path: at, facts, problems }], { locate, tensors: true });
}
