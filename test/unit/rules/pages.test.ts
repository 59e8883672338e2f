/** The rules' documentation: generated, current, and complete. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { rules, ruleUrl } from '../../../src/rules/index.ts';
import { rulePage, underlined, withRulesTable } from '../../../src/rules/page.ts';

describe('rule pages', () => {
  it('are current ("node build/generate.mjs" makes them)', () => {
    const { status, stderr } = spawnSync(process.execPath, ['build/generate.mjs', '--check'], {
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
  });

  it('say what, why and where to read on', () => {
    for (const rule of rules) {
      assert.match(rule.summary, /^[A-Z].*[^.]\.$/, rule.name);
      assert.ok(rule.links.length > 0, rule.name);
      assert.ok(rulePage(rule).startsWith(`# ${rule.name}\n`));
    }
  });

  it('have one marked text in each wrong example and none in a right one', () => {
    for (const { name, wrong, right } of rules) {
      for (const { code } of wrong) assert.match(code, /^[^«»]*«[^«»]+»[^«»]*$/s, name);
      for (const { code } of right) assert.doesNotMatch(code, /[«»]/, name);
      assert.equal(wrong.length > 0, right.length > 0, name);
    }
  });

  it('underline the marked text', () => {
    assert.equal(underlined('x = 1\ny = «f(x)»\n', 'python'), 'x = 1\ny = f(x)\n#   ^^^^\n');
    assert.equal(underlined('«f(x)»;', 'typescript'), 'f(x);\n//^^');
  });

  it('are where problems link to', () => {
    assert.equal(
      ruleUrl('input-rank'),
      'https://github.com/lstm-shapes/lstm-shapes/blob/main/docs/rules/input-rank.md',
    );
  });

  it('put a table between the marks of a README and leave other files alone', () => {
    const readme = 'a\n<!-- rules:start -->\nold\n<!-- rules:end -->\nb\n';
    const [first] = rules;
    assert.ok(first);
    const expected = `a\n<!-- rules:start -->\n| Rule | Severity | What it finds |\n|---|---|---|\n| [${first.name}](docs/rules/${first.name}.md) | ${first.severity} | ${first.summary} |\n<!-- rules:end -->\nb\n`;
    assert.equal(withRulesTable(readme, [first]), expected);
    assert.equal(withRulesTable('no marks', rules), 'no marks');
  });
});
