/** Spans are UTF-16 offsets, whatever stands before them: characters outside the basic plane, a byte order mark, CRLF. */
import assert from 'node:assert/strict';
import type { CallExpr, Module, Span, Stmt } from '../../../src/syntax/tree.ts';
import { parseText } from '../../support/parser.ts';

function only(module: Module): Stmt {
  const [first] = module.body;
  assert.ok(first);
  return first;
}

function callOf(stmt: Stmt): CallExpr {
  assert.equal(stmt.kind, 'assign');
  assert.ok(stmt.kind === 'assign' && stmt.value?.kind === 'call');
  return stmt.value;
}

function textAt(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}

describe('spans', () => {
  for (const [what, text] of [
    ['plain text', 'm = LSTM(10, units=3)\n'],
    ['a byte order mark', '\uFEFFm = LSTM(10, units=3)\n'],
    ['CRLF', '# 📐📐\r\n\r\nm = LSTM(10, units=3)\r\n'],
    ['an astral string on the line', 's = "📐"; m = LSTM(10, units=3)\n'],
  ] as const) {
    it(`of a call with ${what}`, async () => {
      const module = await parseText(text, 'a.py');
      const call = callOf(module.body[module.body.length - 1] ?? only(module));
      assert.equal(textAt(text, call), 'LSTM(10, units=3)');
      assert.equal(textAt(text, call.argumentsSpan), '(10, units=3)');
      assert.deepEqual(
        call.arguments.map(argument => textAt(text, argument)),
        ['10', 'units=3'],
      );
    });
  }

  it('of names of attributes, functions and classes', async () => {
    const text = 'class 型(nn.Module):\n    def forward(self, x): return x.é\n';
    const stmt = only(await parseText(text, 'a.py'));
    assert.ok(stmt.kind === 'class');
    assert.equal(textAt(text, stmt.nameSpan), '型');
    const [method] = stmt.body;
    assert.ok(method?.kind === 'function');
    assert.equal(textAt(text, method.nameSpan), 'forward');
    const [result] = method.function.body;
    assert.ok(result?.kind === 'return' && result.value?.kind === 'attribute');
    assert.equal(textAt(text, result.value.nameSpan), 'é');
  });

  it('of decorated definitions begin at the decorator', async () => {
    const text = 'x = 1\n@dec\ndef f(): pass\n';
    const stmt = (await parseText(text, 'a.py')).body[1];
    assert.ok(stmt);
    assert.equal(textAt(text, stmt), '@dec\ndef f(): pass');
  });

  it('of parenthesised expressions leave the parentheses out', async () => {
    const text = 'm = ((LSTM(10)))';
    assert.equal(textAt(text, callOf(only(await parseText(text, 'a.py')))), 'LSTM(10)');
  });

  it('of TypeScript beside astral characters', async () => {
    const text = "const s = '📐', m = tf.layers.lstm({ units: 3 }); // 📈";
    const module = await parseText(text, 'a.ts');
    assert.equal(textAt(text, callOf(module.body[1] ?? only(module))), 'tf.layers.lstm({ units: 3 })');
    assert.deepEqual(
      module.comments.map(comment => [textAt(text, comment), comment.text]),
      [['// 📈', '📈']],
    );
  });
});

describe('comments', () => {
  it('come in order and without their markers', async () => {
    const text = '#!/usr/bin/env python\nx = [  # (B, T, 64)\n  1,\n  # two\n  2]\n#end';
    const { comments } = await parseText(text, 'a.py');
    assert.deepEqual(
      comments.map(comment => comment.text),
      ['/usr/bin/env python', '(B, T, 64)', 'two', 'end'],
    );
    assert.equal(textAt(text, comments[1] ?? { start: 0, end: 0 }), '# (B, T, 64)');
  });

  it('of JavaScript may be blocks', async () => {
    const { comments } = await parseText('/* a */ f(/** b\n c */ x); // d', 'a.js');
    assert.deepEqual(
      comments.map(comment => comment.text),
      ['a', '* b\n c', 'd'],
    );
  });
});
