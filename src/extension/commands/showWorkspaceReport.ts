/** "Show Shape Report for Workspace": every model in the open folders, with progress and a way to stop. */
import { type CancellationToken, ProgressLocation, window, workspace } from 'vscode';
import { inform } from '../messages.ts';
import type { Reports } from '../reports.ts';
import type { Command } from '../services.ts';
import { openReport } from './showReport.ts';

export const showWorkspaceReport: Command = async ({ reports }) => {
  if (workspace.workspaceFolders === undefined) {
    inform('Open a folder to see the shape report of all its models.');
    return;
  }
  const report = await window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: 'Reading the models of the workspace',
      cancellable: true,
    },
    (progress, token) => makeReport(reports, progress, token),
  );
  if (report !== undefined) await openReport(report, undefined);
};

interface ProgressBar {
  report(value: { message?: string; increment?: number }): void;
}

/** Undefined where the person has cancelled. */
async function makeReport(reports: Reports, bar: ProgressBar, token: CancellationToken) {
  let shown = 0;
  try {
    const { report } = await reports.ofWorkspace({
      token,
      onProgress: ({ message, percentage = shown }) => {
        bar.report({ message, increment: Math.max(percentage - shown, 0) });
        shown = Math.max(percentage, shown);
      },
    });
    return token.isCancellationRequested ? undefined : report;
  } catch (error) {
    if (token.isCancellationRequested) return undefined;
    throw error;
  }
}
