/**
 * "Explain Shape Error": what an error text means, which layer and line of the workspace it belongs to, and the way out. The text is the clipboard's, or
 * what is selected in the terminal. It is only read: nothing in it is run, and none of it leaves the machine.
 */
import { commands, env, ProgressLocation, window } from 'vscode';
import type { ExplainErrorResult } from '../../protocol/requests.ts';
import { inform } from '../messages.ts';
import type { Reports } from '../reports.ts';
import type { Command } from '../services.ts';
import { reveal } from './reveal.ts';
import { openReport } from './showReport.ts';

export const explainError: Command = async ({ reports }) => {
  await explain(await env.clipboard.readText(), reports);
};

/** Offered in the terminal where something is selected. */
export const explainSelectedError: Command = async ({ reports }) => {
  await explain(await terminalSelection(), reports);
};

const COPY_SELECTION = 'workbench.action.terminal.copySelection';

/** The editor hands a terminal's selection to extensions over the clipboard alone, which then gets back what it held. */
async function terminalSelection(): Promise<string> {
  const held = await env.clipboard.readText();
  try {
    await commands.executeCommand(COPY_SELECTION);
    return await env.clipboard.readText();
  } finally {
    await env.clipboard.writeText(held);
  }
}

async function explain(text: string, reports: Reports): Promise<void> {
  if (text.trim() === '') {
    inform(
      'Copy the text of an error first, with its traceback: the last line says what went wrong, the others where.',
    );
    return;
  }
  const made = await window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: 'Looking for the place of the error',
      cancellable: true,
    },
    async (_, token) => {
      try {
        const explained = await reports.ofError(text, { token });
        return token.isCancellationRequested ? undefined : explained;
      } catch (error) {
        if (token.isCancellationRequested) return undefined;
        throw error;
      }
    },
  );
  if (made === undefined) return;
  await openReport(made.report, undefined);
  offer(made.result);
}

/** The page has links too, but not in every editor group, nor to files outside of the first folder. */
function offer({ place }: ExplainErrorResult): void {
  if (!place) return;
  const go = `Go to Line ${place.line}`;
  window
    .showInformationMessage(`The error belongs to ${place.file}, line ${place.line}.`, go)
    .then(answer => {
      if (answer === go) void reveal(place);
    });
}
