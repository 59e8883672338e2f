/** What a run found in numbers: its exit code and the line that closes a listing. */
import { recurrentCount } from '../report/index.ts';
import type { ScannedFile } from './scan.ts';

export interface Tally {
  add(file: ScannedFile): void;
  hasErrors(): boolean;
  /** '3 files read, 2 recurrent layers: 1 error, 1 warning.' */
  summary(): string;
}

const SEVERITIES = ['error', 'warning', 'information', 'hint'] as const;
const NOUNS = { error: 'error', warning: 'warning', information: 'note', hint: 'hint' } as const;

export function createTally(): Tally {
  const counts = { error: 0, warning: 0, information: 0, hint: 0 };
  let files = 0;
  let recurrent = 0;
  let cut = 0;
  return {
    add: ({ facts, problems }) => {
      files++;
      recurrent += recurrentCount(facts);
      if (facts && facts.cuts.length > 0) cut++;
      for (const { severity } of problems) counts[severity]++;
    },
    hasErrors: () => counts.error > 0,
    summary: () => {
      const found = SEVERITIES.filter(severity => counts[severity] > 0);
      const listed = found.map(severity => counted(counts[severity], NOUNS[severity])).join(', ');
      const leftOut =
        cut === 0 ? '' : ` ${counted(cut, 'file')} not followed to the end: \`report\` says where.`;
      return `${counted(files, 'file')} read, ${counted(recurrent, 'recurrent layer')}: ${listed || 'no problems'}.${leftOut}`;
    },
  };
}

function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
