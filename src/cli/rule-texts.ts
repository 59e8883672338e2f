/** What the command line says of the rules themselves. */
import { fileRules, rulePage, rules, ruleUrl } from '../rules/index.ts';
import type { RulesFormat } from './command-line.ts';

const ALL = [...rules, ...fileRules];

/** One line a rule; as JSON, an array. */
export function rulesText(format: RulesFormat): string {
  if (format === 'json') {
    const entries = ALL.map(({ name, severity, summary }) => ({
      name,
      severity,
      summary,
      url: ruleUrl(name),
    }));
    return `${JSON.stringify(entries, null, 1)}\n`;
  }
  const width = Math.max(...ALL.map(({ name }) => name.length));
  return ALL.map(
    ({ name, severity, summary }) => `${name.padEnd(width)}  ${severity.padEnd(11)}  ${summary}\n`,
  ).join('');
}

/** The page of a rule that there is, without what is for its makers. */
export function explanation(name: string): string {
  const rule = ALL.find(each => each.name === name);
  return rule ? rulePage(rule).replace(/<!--.*?-->\n+/s, '') : '';
}
