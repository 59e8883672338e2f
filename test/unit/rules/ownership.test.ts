/** Every conflict that the engine can state belongs to exactly one rule, and every rule owns something. */
import assert from 'node:assert/strict';
import { ownersOf, problemsOf, rules } from '../../../src/rules/index.ts';
import type { Finding } from '../../../src/values/index.ts';
import { analysisOf, fileFacts, finding } from '../../support/facts.ts';
import { everyConflict, text } from './conflicts.ts';

const facts = { files: new Map([['model.py', { text }]]), locate: () => ({ line: 1, column: 1 }) };
const findings: readonly Finding[] = everyConflict.map(conflict => finding(text, conflict));

describe('the table of rules', () => {
  for (const certainty of ['refused', 'suspect'] as const) {
    it(`gives each ${certainty} conflict to exactly one rule`, () => {
      for (const each of findings) {
        const owners = ownersOf(each, certainty, facts).map(rule => rule.name);
        assert.equal(
          owners.length,
          1,
          `${JSON.stringify(each.conflict.kind)} of ${each.conflict.operation}: ${owners}`,
        );
      }
    });

    it(`has no rule for what is ${certainty} that owns nothing`, () => {
      const owning = new Set(
        findings.flatMap(each => ownersOf(each, certainty, facts).map(rule => rule.name)),
      );
      assert.deepEqual(
        rules.filter(rule => rule.reads === certainty && !owning.has(rule.name)).map(rule => rule.name),
        [],
      );
    });
  }

  it('has names in kebab case, each once, and errors for what is refused only', () => {
    assert.equal(new Set(rules.map(rule => rule.name)).size, rules.length);
    for (const rule of rules) {
      assert.match(rule.name, /^[a-z]+(-[a-z]+)*$/);
      assert.equal(rule.severity, rule.reads === 'refused' ? 'error' : 'warning', rule.name);
    }
  });

  it('tells whole sentences about each, without holes', () => {
    for (const each of findings) {
      const told = problemsOf(analysisOf(fileFacts(text, { findings: [each] }))).get('model.py')?.[0];
      assert.ok(told, each.conflict.kind);
      assert.match(told.message, /^\S.*[.)]$/s, told.message);
      assert.doesNotMatch(
        told.message,
        /undefined|NaN|\[object|(?<!\.)\.\.(?!\.)|\s\s|\s[.,:]/,
        told.message,
      );
    }
  });
});
