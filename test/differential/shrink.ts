/** Smaller programs with the same failure: lines are left out as long as it stays. */

import { failuresOf, type Judged, judge } from './run.ts';
import type { Worker } from './worker.ts';

export async function shrunk(judged: Judged, worker: Worker): Promise<Judged> {
  const [failure] = failuresOf(judged);
  if (!failure) return judged;
  const text = judged.program.lines[failure.line - 1]?.text;
  const { lines } = judged.program;
  const candidates = lines.map((_, i) => ({ ...judged.program, lines: lines.toSpliced(i, 1) }));
  const smaller = (await judge(candidates, worker)).find(candidate =>
    failuresOf(candidate).some(
      ({ kind, line }) => kind === failure.kind && candidate.program.lines[line - 1]?.text === text,
    ),
  );
  return smaller ? shrunk(smaller, worker) : judged;
}
