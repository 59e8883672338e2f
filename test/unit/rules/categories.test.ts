/**
 * What is told of every category of recorded programs and of every kind of mistake that the rules are for: a rule, or the reason why none tells it
 * (test/goldens/errors/categories.json and kinds.json).
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { rules } from '../../../src/rules/index.ts';
import { errorRecords, problemsIn } from '../../support/errors.ts';

/** Either what tells it or why nothing does. */
interface Mapped {
  readonly rules?: readonly string[];
  readonly reason?: string;
}

interface Kind extends Mapped {
  readonly kind: string;
  /** A program of test/fixtures that shows it, with the text that stands in the line of the mistake. */
  readonly fixture?: string;
  readonly line?: string;
}

const read = <T>(name: string): T => JSON.parse(readFileSync(`test/goldens/errors/${name}.json`, 'utf8'));
const CATEGORIES = read<Readonly<Record<string, Mapped>>>('categories');
const KINDS = read<readonly Kind[]>('kinds');
const NAMES = new Set(rules.map(({ name }) => name));

describe('the table of categories', () => {
  it('names each category once, with rules that there are or with a reason', () => {
    const categories = [...new Set(errorRecords().map(({ category }) => category))].sort();
    assert.deepEqual(Object.keys(CATEGORIES).sort(), categories);
    for (const [category, mapped] of Object.entries(CATEGORIES)) assertMapped(category, mapped);
  });

  it('is what the analysis tells of the recorded programs', async () => {
    const told = new Map<string, Set<string>>();
    /** Errors, and what is told of programs that run and are hardly meant. */
    const meant = new Map<string, Set<string>>();
    for (const record of errorRecords()) {
      for (const { rule, severity } of await problemsIn(record)) {
        add(told, record.category, rule);
        if (severity === 'error' || record.smell) add(meant, record.category, rule);
      }
    }
    for (const [category, { rules: named = [] }] of Object.entries(CATEGORIES)) {
      for (const rule of named)
        assert.ok(told.get(category)?.has(rule), `${category}: nothing tells ${rule}`);
      for (const rule of meant.get(category) ?? [])
        assert.ok(named.includes(rule), `${category}: ${rule} is not in the table`);
    }
  }).timeout(120_000);
});

describe('the kinds of mistakes', () => {
  for (const { kind, fixture, line, ...mapped } of KINDS)
    it(kind, () => {
      assertMapped(kind, mapped);
      if (!mapped.rules) return;
      const lines = readFileSync(`test/fixtures/${fixture}`, 'utf8').split('\n');
      const at = lines.findIndex(
        text => line !== undefined && text.includes(line) && !/^\s*(#|\/\/)/.test(text),
      );
      assert.ok(at >= 0, `${fixture} has no line with ${line}`);
      const end = lines.findIndex((text, i) => i > at && !/^\s*(#|\/\/)/.test(text));
      const markers = lines.slice(at + 1, end < 0 ? undefined : end).join('\n');
      for (const rule of mapped.rules)
        assert.match(
          markers,
          new RegExp(`(error|warning|information|hint)\\[${rule}\\]: \\S`),
          `${fixture}: ${line}`,
        );
    });
});

function assertMapped(name: string, { rules: named = [], reason }: Mapped): void {
  assert.ok(named.length > 0 !== (reason !== undefined), `${name}: either rules or a reason`);
  assert.ok(reason === undefined || /^\S.{10,}[^.]$/.test(reason), `${name}: ${reason}`);
  for (const rule of named) assert.ok(NAMES.has(rule), `${name}: there is no rule ${rule}`);
}

function add(sets: Map<string, Set<string>>, key: string, value: string): void {
  sets.set(key, (sets.get(key) ?? new Set()).add(value));
}
