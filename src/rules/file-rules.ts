/** What is said of a file as such. The command line and the server state these themselves; their names and pages are made here. */
import type { RuleText } from './rule.ts';

const nothing = { wrong: [], right: [], links: [] } as const;

export const fileRules: readonly RuleText[] = [
  {
    name: 'syntax-error',
    severity: 'information',
    summary: 'A place that the parser cannot make sense of.',
    why: `What stands around the place is analysed all the same, so that shapes stay visible while code is being typed. Nothing is said about
          the place itself but that it was left out: the language's own tools say more.`,
    ...nothing,
  },
  {
    name: 'unreadable-file',
    severity: 'warning',
    summary: 'A file that was left out: it cannot be read or decoded, or it is too large.',
    why: `Only text is analysed, up to the size limit in the settings. Everything else that was asked for is still analysed.`,
    ...nothing,
  },
];
