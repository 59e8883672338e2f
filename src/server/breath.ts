/** Long work in pieces: between them messages of the editor are looked at, a cancellation among them. */
import type { CancellationToken } from 'vscode-languageserver';
import type { Survey } from '../project/index.ts';

/** Files read before messages of the editor are looked at. */
const BREATH = 64;

/** Lets messages that have come in be handled, and says whether one of them cancels. */
export async function cancelled(token: CancellationToken): Promise<boolean> {
  await new Promise(resolve => setTimeout(resolve, 0));
  return token.isCancellationRequested;
}

/** undefined where it was cancelled. `progress` gets the number of files read. */
export async function surveyed(
  surveying: Generator<number, Survey>,
  token: CancellationToken,
  progress: (read: number) => void = () => undefined,
): Promise<Survey | undefined> {
  for (;;) {
    const step = surveying.next();
    if (step.done) return step.value;
    if (step.value % BREATH !== 0) continue;
    progress(step.value);
    if (await cancelled(token)) return undefined;
  }
}
