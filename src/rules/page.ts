/** The documentation of the rules, generated from the rules themselves: one page a rule, an index, and a table for the README. */
import type { Example, RuleText } from './rule.ts';

const PAGES = 'https://github.com/lstm-shapes/lstm-shapes/blob/main/docs/rules';

/** Where a rule's page is read. */
export function ruleUrl(name: string): string {
  return `${PAGES}/${name}.md`;
}

const GENERATED =
  '<!-- Generated from src/rules by `node build/generate.mjs`: edit the rule, not this file. -->';

export function rulePage(rule: RuleText): string {
  const parts = [
    `# ${rule.name}`,
    GENERATED,
    `${rule.summary} (${rule.severity})`,
    `## Why\n\n${unwrapped(rule.why)}`,
    ...examples('Wrong', rule.wrong),
    ...examples('Right', rule.right),
    ...links(rule),
  ];
  return `${parts.join('\n\n')}\n`;
}

export function rulesPage(rules: readonly RuleText[]): string {
  const parts = [
    '# Rules',
    GENERATED,
    'An **error** means that the framework refuses the program at this statement. A **warning** means that it runs, but hardly as meant.',
    rulesTable(rules, 'rules/'),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** `folder` is where the pages are, seen from the file that the table stands in. */
export function rulesTable(rules: readonly RuleText[], folder: string): string {
  const rows = rules.map(
    rule => `| [${rule.name}](${folder}${rule.name}.md) | ${rule.severity} | ${rule.summary} |`,
  );
  return ['| Rule | Severity | What it finds |', '|---|---|---|', ...rows].join('\n');
}

function links({ links }: RuleText): readonly string[] {
  return links.length === 0
    ? []
    : [`## Read on\n\n${links.map(({ title, url }) => `- [${title}](${url})`).join('\n')}`];
}

/** Sources wrap their lines; Markdown viewers that keep line ends should not see that. */
function unwrapped(text: string): string {
  return text.replace(/([^\n])\n(?!\s*\n)\s*/g, '$1 ');
}

function examples(title: string, list: readonly Example[]): readonly string[] {
  if (list.length === 0) return [];
  return [`## ${title}`, ...list.map(exampleBlock)];
}

function exampleBlock({ language, code, fixed }: Example): string {
  const block = codeBlock(underlined(code, language), language);
  return fixed === undefined ? block : `${block}\n\nAfter the quick fix:\n\n${codeBlock(fixed, language)}`;
}

function codeBlock(code: string, language: Example['language']): string {
  return `\`\`\`${language}\n${code.trimEnd()}\n\`\`\``;
}

const COMMENT = { python: '#', typescript: '//' } as const;

/** The marked text of an example, underlined by a comment below its line. */
export function underlined(code: string, language: Example['language']): string {
  return code
    .split('\n')
    .flatMap(line => {
      const [start, end] = [line.indexOf('«'), line.indexOf('»') - 1];
      if (start < 0 || end < start) return [line];
      const mark = COMMENT[language];
      const pad = ' '.repeat(Math.max(0, start - mark.length));
      return [
        line.replace(/[«»]/g, ''),
        `${mark}${pad}${'^'.repeat(end - start + Math.min(0, start - mark.length))}`,
      ];
    })
    .join('\n');
}

const TABLE_START = '<!-- rules:start -->';
const TABLE_END = '<!-- rules:end -->';

/** A README with its rules table up to date; unchanged where it has no place for one. */
export function withRulesTable(readme: string, rules: readonly RuleText[]): string {
  const [start, end] = [readme.indexOf(TABLE_START), readme.indexOf(TABLE_END)];
  if (start < 0 || end < start) return readme;
  return `${readme.slice(0, start + TABLE_START.length)}\n${rulesTable(rules, 'docs/rules/')}\n${readme.slice(end)}`;
}
