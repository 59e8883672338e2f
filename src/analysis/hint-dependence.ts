/**
 * Which findings rest on a hint: on what a comment says of a shape, or on the framework that somebody who asks for a shape is taken to use. Those are the ones
 * that the program does not get where hints are not taken. What follows from a hint (a subscript that tensors do not take, a size that was computed) has no
 * trace of it, so the program is run again.
 */
import type { Finding } from '../values/index.ts';
import type { Recorder } from './recorder.ts';

/** Drops what a run without hints does not find at the same place. `rerun`: that run, of the roots in which anything was found. */
export function dropWhatHintsFound(recorder: Recorder, rerun: () => Recorder): void {
  if (recorder.findingCount + recorder.suspicionCount === 0) return;
  const without = rerun();
  for (const path of recorder.paths()) {
    const { findings, suspicions } = without.of(path);
    recorder.keepFound(path, found => [...findings, ...suspicions].some(other => isSame(found, other)));
  }
}

function isSame(a: Finding, b: Finding): boolean {
  return (
    a.statement.start === b.statement.start &&
    a.conflict.kind === b.conflict.kind &&
    a.conflict.at.start === b.conflict.at.start
  );
}
