/** Messages to the person. None is waited for: a command is done when it has said what it has to say. */
import { type LogOutputChannel, window } from 'vscode';

/** One sentence that answers a command which has nothing to show. */
export function inform(message: string): void {
  window.showInformationMessage(message);
}

/** As `inform`, with something to do instead. */
export function suggest(message: string, actions: Readonly<Record<string, () => unknown>>): void {
  window.showInformationMessage(message, ...Object.keys(actions)).then(answer => {
    if (answer !== undefined) actions[answer]?.();
  });
}

/** What went wrong, with the log and further `actions` to choose from. */
export function complain(
  message: string,
  log: LogOutputChannel,
  actions: Readonly<Record<string, () => unknown>> = {},
): void {
  const offered: Readonly<Record<string, () => unknown>> = { ...actions, 'Show Log': () => log.show() };
  window.showErrorMessage(message, ...Object.keys(offered)).then(answer => {
    if (answer !== undefined) offered[answer]?.();
  });
}
