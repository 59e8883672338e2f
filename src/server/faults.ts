/** Tells what is wrong in what people have set, once: a line of the log for each fault, and one warning for all of a place. */
import { type Connection, MessageType, ShowMessageNotification } from 'vscode-languageserver';
import type { Log } from './log.ts';

export interface FaultTeller {
  /** Tells those faults of a place ("setting lstmShapes.versions", a file's path) that were not told yet. */
  tell(place: string, faults: readonly string[]): void;
  /** From here on everything is heard anew: a fault that is nowhere any more may be told again one day. */
  changed(): void;
}

export function createFaultTeller(
  connection: Pick<Connection, 'sendNotification'>,
  log: Pick<Log, 'warn'>,
): FaultTeller {
  let before = new Set<string>();
  let told = new Set<string>();
  return {
    tell: (place, faults) => {
      const lines = faults.map(fault => `${place}: ${fault}`);
      const fresh = faults.filter((_, i) => !told.has(lines[i] ?? '') && !before.has(lines[i] ?? ''));
      for (const line of lines) told.add(line);
      if (fresh.length === 0) return;
      for (const fault of fresh) log.warn(`${place}: ${fault}`);
      const message = `LSTM Shapes, ${place}: ${fresh.join(' ')}`;
      void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
    },
    changed: () => {
      before = told;
      told = new Set();
    },
  };
}
