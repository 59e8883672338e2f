/** Every command by its id. A failure is one message that offers the log, and a line in it. */
import { commands, Disposable } from 'vscode';
import { COMMANDS } from '../../protocol/commands.ts';
import { complain } from '../messages.ts';
import type { Command, Services } from '../services.ts';
import { explainError, explainSelectedError } from './explainError.ts';
import { newCalculator } from './newCalculator.ts';
import { openCalculator } from './openCalculator.ts';
import { openSettings } from './openSettings.ts';
import { openWeights } from './openWeights.ts';
import { reportWrongProblem } from './reportWrongProblem.ts';
import { restartServer } from './restartServer.ts';
import { showLog } from './showLog.ts';
import { showReport } from './showReport.ts';
import { showWorkspaceReport } from './showWorkspaceReport.ts';
import { whyNoShape } from './whyNoShape.ts';

const HANDLERS: Readonly<Record<keyof typeof COMMANDS, Command>> = {
  showReport,
  showWorkspaceReport,
  openCalculator,
  newCalculator,
  openWeights,
  whyNoShape,
  explainError,
  explainSelectedError,
  restartServer,
  showLog,
  reportWrongProblem,
  openSettings,
};

export function registerCommands(services: Services): Disposable {
  // Both objects have exactly the keys of COMMANDS; Object.entries forgets that.
  const names = Object.keys(COMMANDS) as (keyof typeof COMMANDS)[];
  return Disposable.from(
    ...names.map(name =>
      commands.registerCommand(COMMANDS[name], argument => run(HANDLERS[name], services, argument)),
    ),
  );
}

async function run(command: Command, services: Services, argument: unknown): Promise<void> {
  try {
    await command(services, argument);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    services.log.error(error instanceof Error ? error : message);
    complain(message, services.log);
  }
}
