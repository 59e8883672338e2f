/**
 * Which refusals rest on what a comment says of a shape: those that the program does not get where its comments say nothing. Where an operand itself is known
 * from a comment that is seen at once (`certainty.ts`); what only follows from one (a subscript that tensors do not take, a branch, a size that was
 * computed) is found by running the program again.
 */
import type { Finding } from '../values/index.ts';
import type { Recorder } from './recorder.ts';

/** Drops the refusals that a run without comments does not make at the same place. `rerun`: that run, of the roots that have refusals. */
export function dropWhatCommentsFound(recorder: Recorder, rerun: () => Recorder): void {
  if (recorder.findingCount === 0) return;
  const without = rerun();
  for (const path of recorder.paths()) {
    const confirmed = without.of(path).findings;
    recorder.keepFindings(path, finding => confirmed.some(other => isSame(finding, other)));
  }
}

function isSame(a: Finding, b: Finding): boolean {
  return (
    a.statement.start === b.statement.start &&
    a.conflict.kind === b.conflict.kind &&
    a.conflict.at.start === b.conflict.at.start
  );
}
