/** What holds for every tree: spans lie within the text and within what holds them. */
import assert from 'node:assert/strict';
import type { Module, Span } from '../../../src/syntax/tree.ts';

export function checkSpans(module: Module, text: string): void {
  const whole = { start: 0, end: text.length };
  for (const stmt of module.body) checkPart(stmt, whole);
  for (const span of [...module.comments, ...module.problems]) checkWithin(span, whole);
}

function isSpan(value: object): value is Span {
  return 'start' in value && 'end' in value;
}

function checkPart(part: unknown, around: Span): void {
  if (typeof part !== 'object' || part === null) return;
  if (Array.isArray(part)) {
    for (const item of part) checkPart(item, around);
    return;
  }
  if (isSpan(part)) checkWithin(part, around);
  const inner = isSpan(part) ? part : around;
  for (const value of Object.values(part)) checkPart(value, inner);
}

function checkWithin(span: Span, around: Span): void {
  const { start, end } = span;
  if (around.start <= start && start <= end && end <= around.end) return;
  assert.fail(`${JSON.stringify(span).slice(0, 200)} is not within ${around.start}..${around.end}`);
}
