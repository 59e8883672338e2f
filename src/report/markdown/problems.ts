/** Problems as a list with their lines. */
import type { FileFacts } from '../../analysis/result.ts';
import { fileRules, type Locate, rules, ruleUrl } from '../../rules/index.ts';
import type { ShownProblem } from '../problem.ts';
import { inlineCode, prose } from './text.ts';

const PAGES = new Set([...rules, ...fileRules].map(rule => rule.name));

export function problemList(
  problems: readonly ShownProblem[],
  facts: FileFacts | undefined,
  locate: Locate,
): string {
  return problems.map(problem => problemItem(problem, facts, locate)).join('\n');
}

function problemItem(
  { rule, severity, message, start, end }: ShownProblem,
  facts: FileFacts | undefined,
  locate: Locate,
): string {
  const place = facts ? placeText(facts.path, start, locate) : undefined;
  const name = PAGES.has(rule) ? `[${rule}](${ruleUrl(rule)})` : rule;
  const quoted =
    facts && end > start && end - start <= 60 ? ` ${inlineCode(facts.text.slice(start, end))}` : '';
  const [first = '', ...more] = message.split('\n');
  const lines = [`- ${place ? `${place}, ` : ''}**${severity}** ${name}${quoted}`, `  ${prose(first)}`];
  return [...lines, ...more.map(line => `  ${prose(line)}`)].join('  \n');
}

/** 'Line 12', 'line 2 of cell 3'. */
export function placeText(file: string, offset: number, locate: Locate): string {
  const place = locate(file, offset);
  if (!place) return '';
  return place.cell === undefined ? `Line ${place.line}` : `Cell ${place.cell + 1}, line ${place.line}`;
}
