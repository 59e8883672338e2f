/** Reading a layer ends in a plan or in one sentence about the first thing that stands in the way. */
import type { Result } from '../../cells/index.ts';

export class Unreadable extends Error {}

/** Ends the reading: the sentence says what was expected and what was found. */
export function give(message: string): never {
  throw new Unreadable(`code: ${message}`);
}

export function attempt<T>(read: () => T): Result<T> {
  try {
    return { ok: true, value: read() };
  } catch (reason) {
    if (!(reason instanceof Unreadable)) throw reason;
    return { ok: false, problems: [{ where: 'code', message: reason.message }] };
  }
}
