/** Generated programs, run by the framework and judged by the tool, batch by batch. */

import { type Difference, differences, isMiss } from './compare.ts';
import type { Program } from './program.ts';
import { toldOf } from './told.ts';
import type { Answer, Ran, Worker } from './worker.ts';

export interface Judged {
  readonly program: Program;
  readonly answer: Answer;
  readonly differences: readonly Difference[];
}

export const failuresOf = ({ differences }: Judged): readonly Difference[] =>
  differences.filter(difference => !isMiss(difference));

export async function judge(programs: readonly Program[], worker: Worker): Promise<readonly Judged[]> {
  const asked = toldOf(programs, worker.name);
  const answers: Answer[] = [];
  for (const program of programs) answers.push(await worker.run(program));
  const told = await asked;
  return programs.map((program, i): Judged => {
    const answer = answers[i] ?? { without: 'process ended' as const };
    const own = told[i];
    if ('without' in answer) return { program, answer, differences: [] };
    return {
      program,
      answer,
      differences: own ? differences(program, answer, own, worker.name) : [notAnalysed(answer)],
    };
  });
}

function notAnalysed(_: Ran): Difference {
  return { kind: 'false alarm', line: 1, about: 'program', text: 'the tool does not list the file' };
}
