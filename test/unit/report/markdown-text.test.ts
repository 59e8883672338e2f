/** Text from code in Markdown: rendered by a real Markdown parser, it is the text again, and nothing else. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { codeBlock, escaped, inlineCode, prose, table } from '../../../src/report/markdown/text.ts';

const parser = new MarkdownIt({ html: true, linkify: true });
// As GitHub's Markdown does: links begin with a scheme or www.
parser.linkify.set({ fuzzyLink: false });

/** The tokens that a rendered text is made of, and what a reader sees. */
function rendered(markdown: string): { readonly kinds: ReadonlySet<string>; readonly text: string } {
  const tokens = parser.parse(markdown, {}).flatMap(token => [token, ...(token.children ?? [])]);
  const kinds = new Set(tokens.map(token => token.type));
  const text = tokens
    .filter(token => ['text', 'text_special', 'code_inline'].includes(token.type))
    .map(token => token.content);
  return { kinds, text: text.join('') };
}

const nasty = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '[a](command:evil)',
    '<img src=x onerror=alert(1)>',
    '![x](http://e.com/a.png)',
    '`` ` ``',
    'a | b',
    '# x',
    '1. x',
    '- x',
    'www.e.com',
    'https://e.com',
    'me@e.com',
    '&lt;b&gt;',
    '**x** _y_ ~~z~~',
    '[x]: http://e.com',
  ),
);
const PLAIN = new Set(['paragraph_open', 'paragraph_close', 'inline', 'text', 'text_special']);

describe('text from code in Markdown', () => {
  it('stays text', () => {
    fc.assert(
      fc.property(nasty, text => {
        const { kinds, text: seen } = rendered(`x${escaped(text)}`);
        assert.deepEqual(
          [...kinds].filter(kind => !PLAIN.has(kind)),
          [],
        );
        assert.equal(seen.trim(), `x${text.replace(/\s+/g, ' ')}`.trim());
      }),
    );
  });

  it('stays one piece of code, also in a table', () => {
    fc.assert(
      fc.property(nasty, text => {
        const line = text.replace(/\s+/g, ' ');
        const inCode = rendered(`x ${inlineCode(text)}`);
        assert.deepEqual(
          [...inCode.kinds].filter(kind => !PLAIN.has(kind)),
          ['code_inline'],
        );
        assert.equal(inCode.text.replace(/^x /, '').trim(), line.trim());
        const cells = parser
          .parse(table(['a', 'b'], [[inlineCode(text), 'end']]), {})
          .filter(token => token.type === 'td_open');
        assert.equal(cells.length, 2);
      }),
    );
  });

  it('stays inside its block', () => {
    fc.assert(
      fc.property(nasty, text => {
        const tokens = parser.parse(`${codeBlock(`${text}\n${text}`)}\n\nend`, {});
        assert.deepEqual(
          tokens.map(token => token.type),
          ['fence', 'paragraph_open', 'inline', 'paragraph_close'],
        );
      }),
    );
  });

  it('keeps the code of a message and escapes the rest', () => {
    assert.equal(prose('Set `in_features` to 256 [x](y).'), 'Set `in_features` to 256 \\[x\\](y).');
    assert.equal(rendered(prose('an odd ` here')).text, 'an odd ` here');
    fc.assert(
      fc.property(nasty, nasty, (a, b) => {
        const { kinds } = rendered(`x${prose(`${a} \`${b}\` ${a}`)}`);
        assert.deepEqual(
          [...kinds].filter(kind => !PLAIN.has(kind) && kind !== 'code_inline'),
          [],
        );
      }),
    );
  });
});
