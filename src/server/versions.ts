/** The setting `lstmShapes.versions`: read once for each answer of the editor, and its faults told once. */
import { type Connection, MessageType, ShowMessageNotification } from 'vscode-languageserver';
import { type Chosen, readChosen } from '../project/index.ts';
import type { Settings } from '../protocol/settings.ts';
import type { Log } from './log.ts';

const READ = new WeakMap<Settings, Chosen>();

export function versionsIn(settings: Settings): Chosen {
  const chosen = READ.get(settings) ?? readChosen(settings.versions, 'setting');
  READ.set(settings, chosen);
  return chosen;
}

export interface FaultTeller {
  /** Tells what is wrong in these settings and was not told yet. */
  heard(settings: Settings): void;
  /** From here on all settings are heard anew: a fault that is in none of them any more may be told again one day. */
  changed(): void;
}

/** A line of the log for each fault, and one warning for all of an answer. */
export function createFaultTeller(
  connection: Pick<Connection, 'sendNotification'>,
  log: Pick<Log, 'warn'>,
): FaultTeller {
  let before = new Set<string>();
  let told = new Set<string>();
  return {
    heard: settings => {
      const { faults } = versionsIn(settings);
      const fresh = faults.filter(fault => !told.has(fault) && !before.has(fault));
      for (const fault of faults) told.add(fault);
      if (fresh.length === 0) return;
      for (const fault of fresh) log.warn(`setting lstmShapes.versions: ${fault}`);
      const message = `LSTM Shapes, setting lstmShapes.versions: ${fresh.join(' ')}`;
      void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
    },
    changed: () => {
      before = told;
      told = new Set();
    },
  };
}
