/** Generated code: nesting of any depth neither overflows a stack nor loses what stands beside it. */
import assert from 'node:assert/strict';
import { printModule } from '../../../src/syntax/print.ts';
import type { Module } from '../../../src/syntax/tree.ts';
import { parseText } from '../../support/parser.ts';
import { checkSpans } from './tree-checks.ts';

/** Nesting of the tree, measured without recursion. */
function depthOf(module: Module): number {
  let deepest = 0;
  const todo: [unknown, number][] = [[module.body, 0]];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const [value, depth] = next;
    if (typeof value !== 'object' || value === null) continue;
    const isNode = 'kind' in value;
    deepest = Math.max(deepest, isNode ? depth + 1 : depth);
    for (const part of Object.values(value)) todo.push([part, isNode ? depth + 1 : depth]);
  }
  return deepest;
}

const DEEP: readonly (readonly [string, string, string])[] = [
  ['lists', 'a.py', `x = ${'['.repeat(10_000)}a${']'.repeat(10_000)}`],
  ['open lists', 'a.py', `x = ${'['.repeat(10_000)}a`],
  ['chained calls', 'a.py', `x = a${'.f(1)'.repeat(5_000)}`],
  ['binary operators', 'a.py', `x = a${' + b'.repeat(5_000)}`],
  ['elif', 'a.py', `if a:\n  b\n${'elif c:\n  d\n'.repeat(5_000)}else:\n  e\n`],
  ['lambdas', 'a.py', `x = ${'lambda: '.repeat(5_000)}1`],
  ['subscripts assigned to', 'a.py', `a${'[0]'.repeat(5_000)} = 1`],
  ['nested functions', 'a.py', Array.from({ length: 400 }, (_, i) => `${' '.repeat(i)}def f():`).join('\n')],
  ['annotations', 'a.py', `x: ${'A['.repeat(5_000)}B${']'.repeat(5_000)}`],
  ['patterns', 'a.py', `match x:\n case ${'['.repeat(3_000)}a${']'.repeat(3_000)}: pass`],
  ['arrays', 'a.ts', `x = ${'['.repeat(10_000)}a${']'.repeat(10_000)}`],
  ['chained calls', 'a.ts', `x = a${'.f(1)'.repeat(5_000)}`],
  ['binary operators', 'a.ts', `x = a${' + b'.repeat(5_000)}`],
  ['else if', 'a.ts', `if (a) b; ${'else if (c) d; '.repeat(5_000)}`],
  ['blocks', 'a.ts', `${'{'.repeat(10_000)}${'}'.repeat(10_000)}`],
  ['arrow functions', 'a.ts', `x = ${'() => '.repeat(5_000)}1`],
  ['types', 'a.ts', `let x: ${'A<'.repeat(5_000)}B${'>'.repeat(5_000)}`],
  ['elements', 'a.tsx', `x = ${'<a>'.repeat(3_000)}${'</a>'.repeat(3_000)}`],
];

describe('deep nesting', () => {
  for (const [what, file, text] of DEEP) {
    it(`${what} in ${file}`, async () => {
      const before = file === 'a.py' ? 'first = 1\n' : 'first = 1;\n';
      const module = await parseText(before + text, file);
      assert.equal(module.body[0]?.kind, 'assign');
      assert.ok(depthOf(module) < 600, `${depthOf(module)} levels`);
      checkSpans(module, before + text);
    });
  }

  it('parentheses alone are no nesting', async () => {
    for (const file of ['a.py', 'a.ts']) {
      const module = await parseText(`x = ${'('.repeat(10_000)}a${')'.repeat(10_000)}`, file);
      assert.equal(printModule(module), '(= x a)');
    }
  });

  it('keeps the names inside what is nested too deeply', async () => {
    const module = await parseText(`x = ${'['.repeat(1_000)}model, data${']'.repeat(1_000)}`, 'a.py');
    assert.match(printModule(module), /\(opaque "an expression nested too deeply" model data\)/);
  });

  it('a hundred operators are kept', async () => {
    const module = await parseText(`x = a${' + b'.repeat(100)}`, 'a.py');
    assert.equal(printModule(module).match(/\bb\b/g)?.length, 100);
  });
});

describe('large files', function () {
  this.timeout(120_000);

  it('of some megabytes are read whole', async () => {
    const text = 'x = LSTM(10, return_sequences=True)\n'.repeat(60_000);
    const module = await parseText(text, 'a.py');
    assert.equal(module.body.length, 60_000);
  });
});
