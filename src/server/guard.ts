/** Nothing that goes wrong in one request or event reaches the editor or ends the server: it is logged, and answered empty. */
import type { Log } from './log.ts';

export function guarded<T>(log: Pick<Log, 'error'>, what: string, empty: T, action: () => T): T {
  try {
    return action();
  } catch (reason) {
    log.error(`${what} failed`, reason);
    return empty;
  }
}

export async function guardedAsync<T>(
  log: Pick<Log, 'error'>,
  what: string,
  empty: T,
  action: () => Promise<T>,
): Promise<T> {
  try {
    return await action();
  } catch (reason) {
    log.error(`${what} failed`, reason);
    return empty;
  }
}
