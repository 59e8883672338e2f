/** Every conflict that the engine can state belongs to exactly one rule, and every rule owns something. */
import assert from 'node:assert/strict';
import { ownersOf, problemsOf, rules } from '../../../src/rules/index.ts';
import { analysisOf, EMPTY, fileFacts, finding } from '../../support/facts.ts';
import { conflictsThatAre, text } from './conflicts.ts';

const facts = {
  files: new Map([['model.py', { text, module: EMPTY }]]),
  locate: () => ({ line: 1, column: 1 }),
};
const findings = {
  refused: conflictsThatAre('refused').map(conflict => finding(text, conflict)),
  suspect: conflictsThatAre('suspect').map(conflict => finding(text, conflict)),
} as const;

describe('the table of rules', () => {
  for (const certainty of ['refused', 'suspect'] as const) {
    it(`gives each ${certainty} conflict to exactly one rule`, () => {
      for (const each of findings[certainty]) {
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
        findings[certainty].flatMap(each => ownersOf(each, certainty, facts).map(rule => rule.name)),
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
      const allowed = rule.reads === 'refused' ? ['error'] : ['warning', 'information'];
      assert.ok(allowed.includes(rule.severity), rule.name);
    }
  });

  for (const certainty of ['refused', 'suspect'] as const) {
    it(`tells whole sentences about each that is ${certainty}, without holes`, () => {
      for (const each of findings[certainty]) {
        const list = certainty === 'refused' ? { findings: [each] } : { suspicions: [each] };
        const told = problemsOf(analysisOf(fileFacts(text, list))).get('model.py')?.[0];
        assert.ok(told, each.conflict.kind);
        assertWhole(told.message);
      }
    });
  }
});

function assertWhole(message: string): void {
  assert.match(message, /^\S.*[.)]$/s, message);
  assert.doesNotMatch(message, /undefined|NaN|\[object|(?<!\.)\.\.(?!\.)|\s\s|\s[.,:]/, message);
}
