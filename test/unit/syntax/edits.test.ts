/** Incremental edits: the module is the one that a fresh parse of the same text gives. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Grammar } from '../../../src/syntax/language.ts';
import type { SourceParser, TextChange } from '../../../src/syntax/parser.ts';
import { sharedParser } from '../../support/parser.ts';
import { modelFiles } from './models.ts';

const SNIPPETS = [
  'x',
  ' ',
  '\n',
  '(',
  ')',
  '"',
  ':',
  '\n    ',
  '.',
  ',',
  '=',
  '# c',
  "'''",
  '{',
  '📐',
  'LSTM(3)',
  'x = 1\n',
  '\r\n',
];

function changesIn(length: number): fc.Arbitrary<readonly TextChange[]> {
  const change = fc.record({
    start: fc.nat(length),
    size: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(60)),
    text: fc.oneof(fc.constant(''), fc.constantFrom(...SNIPPETS)),
  });
  return fc.array(
    change.map(({ start, size, text }) => ({ start, end: start + size, text })),
    { minLength: 1, maxLength: 8 },
  );
}

function checkEdits(
  parser: SourceParser,
  grammar: Grammar,
  text: string,
  changes: readonly TextChange[],
): void {
  const source = parser.open(grammar, text);
  try {
    for (const change of changes) {
      const module = source.edit(change);
      assert.equal(source.module, module);
      assert.deepEqual(module, parser.parse(grammar, source.text));
    }
  } finally {
    source.dispose();
  }
}

describe('edits', function () {
  this.timeout(120_000);
  for (const { name, grammar, text } of modelFiles()) {
    it(`of ${name} give what a fresh parse gives`, async () => {
      const parser = await sharedParser();
      fc.assert(
        fc.property(changesIn(text.length), changes => checkEdits(parser, grammar, text, changes)),
        { numRuns: 12 },
      );
    });
  }

  it('typing a file character by character', async () => {
    const parser = await sharedParser();
    for (const { grammar, text } of modelFiles().slice(0, 4)) {
      const source = parser.open(grammar, '');
      for (let at = 0; at < text.length; at++) source.edit({ start: at, end: at, text: text.charAt(at) });
      assert.deepEqual(source.module, parser.parse(grammar, text));
      source.dispose();
    }
  });

  it('keeps the statements before a change as they are', async () => {
    const parser = await sharedParser();
    const source = parser.open('python', 'first_statement = LSTM(10, 20)\nx = 1\n');
    const [first] = source.module.body;
    source.edit({ start: 35, end: 36, text: '22' });
    assert.equal(source.module.body[0], first);
    source.dispose();
  });

  /** A text, then what is written before it. */
  const PREFIXED: readonly (readonly [string, Grammar, string, string])[] = [
    ['a decorator above a function', 'python', '@tf.function\n', 'def step(x):\n    return model(x, x, x)\n'],
    ['a decorator above a class', 'python', '@dataclass\n', 'class Options:\n    units: int = 10\n'],
    ['an export before a class', 'typescript', 'export ', 'class Options { units = 10; steps = 3; }\n'],
    [
      'a default export before a function',
      'typescript',
      'export default ',
      'function build() { return 10 + 3; }\n',
    ],
    [
      'a name before an import',
      'python',
      'x',
      'import tensorflow as tf\n@t\n    def build(x):\n        return x\n',
    ],
  ];
  for (const [what, grammar, before, text] of PREFIXED) {
    it(`${what} that was read before gives what a fresh parse gives`, async () => {
      checkEdits(await sharedParser(), grammar, text, [{ start: 0, end: 0, text: before }]);
    });
  }

  it('a method of a decorated class that stood in a class before', async () => {
    const method = '    def call(self, inputs):\n        return self.lstm(inputs)\n';
    const text = `class Model(keras.Model):\n${method}`;
    const toDecorator = { start: 0, end: text.indexOf('\n'), text: '@t# class Model' };
    checkEdits(await sharedParser(), 'python', text, [toDecorator]);
  });

  it('clamps offsets outside the text', async () => {
    const parser = await sharedParser();
    const source = parser.open('python', 'a = 1\n');
    source.edit({ start: 900, end: -3, text: 'b = 2\n' });
    assert.equal(source.text, 'b = 2\n');
    assert.deepEqual(source.module, parser.parse('python', 'b = 2\n'));
    source.dispose();
  });
});
