/** Half-typed code: no prefix of a file and no deletion from it throws or gives spans that lie outside. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SourceParser } from '../../../src/syntax/parser.ts';
import { sharedParser } from '../../support/parser.ts';
import { modelFiles } from './models.ts';
import { checkSpans } from './tree-checks.ts';

describe('half-typed model files', function () {
  this.timeout(120_000);
  let parser: SourceParser;
  before(async () => {
    parser = await sharedParser();
  });

  for (const { name, grammar, text } of modelFiles()) {
    it(`${name} parses without problems`, () => {
      const module = parser.parse(grammar, text);
      assert.deepEqual(module.problems, []);
      checkSpans(module, text);
    });

    it(`every prefix of ${name}`, () => {
      for (let length = 0; length < text.length; length++) {
        const prefix = text.slice(0, length);
        checkSpans(parser.parse(grammar, prefix), prefix);
      }
    });

    it(`deletions from ${name}`, () => {
      const cuts = fc.array(fc.tuple(fc.nat(text.length), fc.nat(12)), { minLength: 1, maxLength: 4 });
      fc.assert(
        fc.property(cuts, all => {
          const cut = all.reduce((rest, [at, size]) => rest.slice(0, at) + rest.slice(at + size), text);
          checkSpans(parser.parse(grammar, cut), cut);
        }),
        { numRuns: 50 },
      );
    });
  }
});

describe('code around a half-typed statement', () => {
  it('keeps every other statement of a file', async () => {
    const parser = await sharedParser();
    const file = modelFiles().find(one => one.name === 'keras-seq2seq.py');
    assert.ok(file);
    const lines = file.text.split('\n');
    const whole = parser.parse('python', file.text);
    const broken = [...lines.slice(0, 9), 'x = LSTM(3, return_sequences=', ...lines.slice(9)].join('\n');
    const module = parser.parse('python', broken);
    assert.equal(module.body.length, whole.body.length + 1);
    assert.deepEqual(
      module.body.map(stmt => stmt.kind).toSorted(),
      [...whole.body.map(stmt => stmt.kind), 'assign'].toSorted(),
    );
  });
});

describe('generated code', () => {
  it('of a thousand levels of indentation leaves what follows it whole', async () => {
    const parser = await sharedParser();
    const levels = Array.from({ length: 1000 }, (_, level) => `${' '.repeat(level)}if a:\n`);
    const text = `${levels.join('')}${' '.repeat(1000)}x = LSTM(2)\nafter = LSTM(3)\n`;
    const module = parser.parse('python', text);
    checkSpans(module, text);
    assert.equal(module.body.at(-1)?.kind, 'assign');
  }).timeout(30_000);
});
