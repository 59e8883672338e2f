/** What is shown of the problems that were found: at the levels that were set, without what comments ignore, and with the comments that ignore nothing. */
import type { FileFacts } from '../../analysis/result.ts';
import { unusedIgnore } from '../file-rules.ts';
import type { Fix } from '../fix/fix.ts';
import { removingDirectives, removingName, renamingRule } from '../fix/ignores.ts';
import type { Problem } from '../rule.ts';
import { type Ignore, type NamedRule, type ReadIgnores, readIgnores } from './ignores.ts';
import { type Levels, nearestRule, ruleNames, unknownRule } from './levels.ts';

export interface Judged {
  readonly path: string;
  readonly facts: Pick<FileFacts, 'text' | 'module' | 'cuts'>;
  readonly levels: Levels;
}

export function judge(problems: readonly Problem[], { path, facts, levels }: Judged): readonly Problem[] {
  const read = readIgnores(facts.module, facts.text);
  const used = new Set<Ignore | NamedRule>();
  const left = problems.filter(problem => {
    const marks = read.ignores.flatMap(ignore =>
      isAbout(ignore, problem, read) ? marksFor(ignore, problem) : [],
    );
    for (const mark of marks) used.add(mark);
    return marks.length === 0;
  });
  // What was cut off may hold what a comment ignores.
  const file = { path, text: facts.text, comments: facts.module.comments };
  const useless = facts.cuts.length === 0 ? uselessIgnores(read.ignores, used, levels, file) : [];
  const comments = [...useless, ...read.misspelt].map(useless => commentProblem(path, useless));
  return [...left, ...comments].flatMap(problem => atLevel(problem, levels));
}

/** A problem with the level that was set for its rule; none where that is off. */
export function atLevel<P extends Pick<Problem, 'rule' | 'severity'>>(
  problem: P,
  levels: Levels,
): readonly P[] {
  const level = levels.get(problem.rule);
  if (level === undefined) return [problem];
  return level === 'off' ? [] : [{ ...problem, severity: level }];
}

function isAbout(
  { kind, lines }: Ignore,
  { start, finding }: Problem,
  { lineOf }: Pick<ReadIgnores, 'lineOf'>,
): boolean {
  const line = lineOf(start);
  if (lines.first <= line && line <= lines.last) return true;
  if (kind !== 'line' || !finding) return false;
  const { statement } = finding;
  return [statement.start, Math.max(statement.start, statement.end - 1)].some(
    offset => lineOf(offset) === lines.first,
  );
}

/** What of the comment ignores the problem: the rule's name in it, or all of it. */
function marksFor(ignore: Ignore, { rule }: Problem): readonly (Ignore | NamedRule)[] {
  return ignore.rules === undefined ? [ignore] : ignore.rules.filter(({ name }) => name === rule);
}

interface Useless {
  readonly fault: string;
  readonly fixes?: () => readonly Fix[];
  readonly start: number;
  readonly end: number;
}

function uselessIgnores(
  ignores: readonly Ignore[],
  used: ReadonlySet<Ignore | NamedRule>,
  levels: Levels,
  file: Parameters<typeof removingDirectives>[0],
): readonly Useless[] {
  return ignores.flatMap(ignore => {
    const { rules: named, start, end, closing } = ignore;
    const removing = () => removingDirectives(file, [ignore, ...(closing ? [closing] : [])]);
    if (named === undefined || named.length === 0)
      return used.has(ignore)
        ? []
        : [{ fault: `There is no problem here${about(ignore)} to ignore.`, start, end, fixes: removing }];
    return named
      .filter(mark => !used.has(mark) && levels.get(mark.name) !== 'off')
      .map(mark => ({
        fault: ruleNames.includes(mark.name)
          ? `There is no problem of the rule \`${mark.name}\`${about(ignore)} to ignore.`
          : unknownRule(mark.name),
        start: mark.start,
        end: mark.end,
        fixes: () => [
          ...(ruleNames.includes(mark.name) ? [] : renamingRule(file, mark, nearestRule(mark.name))),
          ...(named.length > 1 ? [removingName(file, mark)] : removing()),
        ],
      }));
  });
}

const PLACES = { line: '', block: ' between this comment and its end', file: ' in this file' } as const;

const about = ({ kind }: Ignore): string => PLACES[kind];

function commentProblem(file: string, { fault, start, end, fixes = () => [] }: Useless): Problem {
  const { name: rule, severity } = unusedIgnore;
  return {
    rule,
    severity,
    message: fault,
    file,
    start,
    end,
    related: [],
    finding: undefined,
    fixes,
  };
}
