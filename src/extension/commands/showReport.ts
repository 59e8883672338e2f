/** "Show Shape Report": the report of the active file or notebook, or of the one that a hover's link names. */
import { commands, extensions, type Uri, ViewColumn, window, workspace } from 'vscode';
import { readReportTarget } from '../../protocol/commands.ts';
import { activeUri, parseUri, wholeOf } from '../documents.ts';
import { inform } from '../messages.ts';
import type { Command } from '../services.ts';
import { settingsOf } from '../settings.ts';
import { closeHover } from './closeHover.ts';

export const showReport: Command = async ({ reports }, argument) => {
  if (argument !== undefined) await closeHover();
  const target = readReportTarget(argument);
  const source = target === undefined ? activeUri() : parseUri(target.uri);
  if (source === undefined) {
    inform('Open a Python, TypeScript or JavaScript file to see its shape report.');
    return;
  }
  await openReport(await reports.ofFile(wholeOf(source)), source);
};

/** Shows a report beside the code: rendered, or as text where the setting of `source` says so. */
export async function openReport(report: Uri, source: Uri | undefined): Promise<void> {
  const document = await workspace.openTextDocument(report);
  const { view } = settingsOf(source).report;
  if (view === 'preview' && hasMarkdownPreview()) {
    await commands.executeCommand('markdown.showPreviewToSide', report);
  } else {
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preview: true });
  }
}

/** The preview is an extension of its own, which can be switched off. */
function hasMarkdownPreview(): boolean {
  return extensions.getExtension('vscode.markdown-language-features') !== undefined;
}
