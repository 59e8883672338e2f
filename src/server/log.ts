/** The server's log in the editor's output, as loud as the settings say. */
import type { Connection } from 'vscode-languageserver';
import { LOG_LEVELS, type LogLevel } from '../protocol/settings.ts';

export interface Log {
  setLevel(level: LogLevel): void;
  error(message: string, reason?: unknown): void;
  warn(message: string): void;
  info(message: string): void;
  debug(message: string): void;
}

type Loud = Exclude<LogLevel, 'off' | 'trace'>;

export function createLog(connection: Pick<Connection, 'console'>, initial: LogLevel): Log {
  let level = initial;
  const say = (at: Loud, message: string): void => {
    if (LOG_LEVELS.indexOf(at) <= LOG_LEVELS.indexOf(level)) connection.console[at](message);
  };
  return {
    setLevel: next => {
      level = next;
    },
    error: (message, reason) =>
      say('error', reason === undefined ? message : `${message}: ${reasonText(reason)}`),
    warn: message => say('warn', message),
    info: message => say('info', message),
    debug: message => say('debug', message),
  };
}

function reasonText(reason: unknown): string {
  return reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
}
