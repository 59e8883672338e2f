/**
 * Half-typed programs: any prefix of any fixture, any deletion from it and any exchange of two words in it is analysed to the end and told, and
 * everything told lies inside the text. That an analysis ends is sure by construction, since its budget counts visited nodes; that nothing throws is not.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { checkDocument, fileReport, hoverAt, whyAt } from '../../../src/report/index.ts';
import { locateIn, problemsOf } from '../../../src/rules/index.ts';
import { analyseTexts } from '../../support/analyse.ts';
import { fraction } from '../../support/fraction.ts';
import '../../support/property-seed.ts';

const ROOT = 'test/fixtures';
const PROGRAM = /\.(py|ts|tsx|js)$/;
/** Names, numbers, strings without their quotes, and single signs. */
const WORD = /[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu;
/** What a person who types leaves behind, of each program. `LSTM_SHAPES_RUNS=200 npm test -- ...` tries more. */
const RUNS = Number(process.env.LSTM_SHAPES_RUNS ?? 3);

/** An edit of a text, by fractions of its length, so that one arbitrary fits all texts. */
type Edit =
  | { readonly kind: 'prefix'; readonly to: number }
  | { readonly kind: 'deletion'; readonly at: number; readonly length: number }
  | { readonly kind: 'swap'; readonly first: number; readonly second: number };

const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('prefix' as const), to: fraction }),
  fc.record({
    kind: fc.constant('deletion' as const),
    at: fraction,
    length: fc.integer({ min: 1, max: 40 }),
  }),
  fc.record({ kind: fc.constant('swap' as const), first: fraction, second: fraction }),
);

describe('half-typed programs are analysed to the end', function () {
  this.timeout(600_000);

  for (const path of programs()) {
    it(path, async () => {
      const text = readFileSync(join(ROOT, path), 'utf8');
      const edited = fc.tuple(fc.array(edits, { minLength: 1, maxLength: 3 }), fraction);
      await fc.assert(
        fc.asyncProperty(edited, async ([all, pointer]) => {
          await checkTold(path, all.reduce(apply, text), pointer);
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

function apply(text: string, edit: Edit): string {
  if (edit.kind === 'prefix') return text.slice(0, Math.floor(edit.to * text.length));
  if (edit.kind === 'deletion') {
    const at = Math.floor(edit.at * text.length);
    return text.slice(0, at) + text.slice(at + edit.length);
  }
  const words = [...text.matchAll(WORD)];
  const [from, to] = [edit.first, edit.second]
    .map(part => words[Math.floor(part * words.length)])
    .sort((a, b) => (a?.index ?? 0) - (b?.index ?? 0));
  if (!from || !to || from === to) return text;
  const between = text.slice(from.index + from[0].length, to.index);
  return text.slice(0, from.index) + to[0] + between + from[0] + text.slice(to.index + to[0].length);
}

/** What TensorFlow.js itself says. */
const QUOTED = /Cannot read properties of undefined/;

async function checkTold(name: string, text: string, pointer: number): Promise<void> {
  const file = name.split('/').at(-1) ?? name;
  const path = `/project/${file}`;
  const analysis = await analyseTexts({ [file]: text });
  const facts = analysis.files.get(path);
  assert.ok(facts);
  const problems = problemsOf(analysis).get(path) ?? [];
  for (const { start, end, message } of problems) {
    assert.ok(
      0 <= start && start <= end && end <= text.length,
      `${start}..${end} of ${text.length}: ${message}`,
    );
    const own = message.replace(QUOTED, '');
    assert.doesNotMatch(own, /undefined|NaN|\[object/, message);
  }
  const locate = locateIn(analysis.files);
  checkDocument([{ path, facts, problems }], { locate, tensors: true });
  fileReport({ path, facts, problems }, { locate });
  const offset = Math.floor(pointer * text.length);
  hoverAt(facts, offset, { locate });
  whyAt(facts, offset, locate);
}
