/** The output channel whose loudness is the setting `lstmShapes.logLevel` alone. */
import { LogLevel, type LogOutputChannel } from 'vscode';

/**
 * A channel that shows what it is given. The server says as much as the setting allows, but the editor has a level of its own for each
 * channel, which extensions cannot change: below it, the finer lines are written as information.
 */
export function outspoken(channel: LogOutputChannel): LogOutputChannel {
  const atLeast =
    (level: LogLevel, own: 'debug' | 'trace') =>
    (message: string, ...details: readonly unknown[]): void => {
      if (channel.logLevel !== LogLevel.Off && channel.logLevel <= level) channel[own](message, ...details);
      else channel.info(`[${own}] ${message}`, ...details);
    };
  return Object.create(channel, {
    debug: { value: atLeast(LogLevel.Debug, 'debug') },
    trace: { value: atLeast(LogLevel.Trace, 'trace') },
  });
}
