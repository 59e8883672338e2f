/** Turns what an analysis found into problems for people. */
import type { Analysis } from '../analysis/result.ts';
import type { Origin } from '../shapes/index.ts';
import type { Finding } from '../values/index.ts';
import { rules } from './all.ts';
import { judge } from './policy/judge.ts';
import { type Levels, NO_LEVELS } from './policy/levels.ts';
import type { Certainty, Problem, Rule } from './rule.ts';
import type { Facts, Locate } from './tell/facts.ts';
import { locateIn } from './tell/lines.ts';

export { rules } from './all.ts';
export { fileRules } from './file-rules.ts';
export type { Edit, Fix } from './fix/fix.ts';
export { rulePage, ruleUrl } from './page.ts';
export { type ConfiguredLevels, createLevels } from './policy/configured.ts';
export { atLevel } from './policy/judge.ts';
export {
  joinLevels,
  LEVELS,
  type Level,
  type Levels,
  NO_LEVELS,
  type ReadLevels,
  readLevels,
  ruleNames,
  unknownRule,
} from './policy/levels.ts';
export type { Example, Link, Problem, Rule, RuleText, Severity } from './rule.ts';
export type { Locate, Place } from './tell/facts.ts';
export { locateIn } from './tell/lines.ts';
export { refusalSentence } from './tell/refusal.ts';
export type { Related } from './tell/related.ts';
export { elementwiseProduct, wholeSequence } from './tell/whole-sequence.ts';
export { frameworkTitle } from './tell/words.ts';

/**
 * The problems of each file that has any, by place. One problem a place and rule, and one a cause: a layer of the wrong size that is called
 * twice with the same tensor is told once. Comments that ignore are obeyed. `locate` says where offsets stand for people; a notebook's count in cells.
 */
export function problemsOf(
  analysis: Analysis,
  locate: Locate = locateIn(analysis.files),
  levelsOf: (path: string) => Levels = () => NO_LEVELS,
): ReadonlyMap<string, readonly Problem[]> {
  const facts: Facts = { files: analysis.files, locate };
  const byFile = new Map<string, readonly Problem[]>();
  for (const [path, file] of analysis.files) {
    const found = [
      ...tellAll(file.findings, 'refused', facts),
      ...tellAll(file.suspicions, 'suspect', facts),
    ];
    const shown = judge(distinct(found), { path, facts: file, levels: levelsOf(path) });
    if (shown.length > 0) byFile.set(path, shown.toSorted(inReadingOrder));
  }
  return byFile;
}

/** The rules that own a finding: exactly one, or the table of rules is wrong. */
export function ownersOf(finding: Finding, certainty: Certainty, facts: Facts): readonly Rule[] {
  return rules.filter(rule => rule.reads === certainty && rule.check(finding, facts) !== undefined);
}

function tellAll(findings: readonly Finding[], certainty: Certainty, facts: Facts): readonly Problem[] {
  const readers = rules.filter(rule => rule.reads === certainty);
  return findings.flatMap(finding => {
    for (const rule of readers) {
      const told = rule.check(finding, facts);
      if (told) return told;
    }
    return [];
  });
}

/** One problem of each place and each cause: of those that say the same, the one that rests on the fewest unknown callers. */
function distinct(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return [...problems]
    .sort((a, b) => entryCount(a) - entryCount(b))
    .filter(problem => {
      const keys = [`${problem.rule} ${problem.start} ${problem.end}`, ...causeKey(problem)];
      const isNew = keys.every(key => !seen.has(key));
      for (const key of keys) seen.add(key);
      return isNew;
    });
}

function entryCount({ finding }: Problem): number {
  return finding?.assumptions.filter(assumption => assumption.kind === 'entry').length ?? 0;
}

/** A layer and a tensor that do not fit do not fit wherever they meet. */
function causeKey({ rule, finding }: Problem): readonly string[] {
  if (!finding) return [];
  const { conflict } = finding;
  const tensor = 'input' in conflict ? conflict.input.tensor : undefined;
  if (!tensor || !conflict.layer) return [];
  const { site } = tensor.source;
  return [`${rule} layer ${siteKey(conflict.layer.site)} tensor ${siteKey(site)}`];
}

const siteKey = ({ file, start, end }: Origin) => `${file}:${start}:${end}`;

function inReadingOrder(a: Problem, b: Problem): number {
  return a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}
