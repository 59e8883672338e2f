/** "Why No Shape Here?": names the value that is missing at the cursor, and goes where it was lost. */
import { commands, Uri, window } from 'vscode';
import type { WhyResult } from '../../protocol/requests.ts';
import { inform } from '../messages.ts';
import type { Command } from '../services.ts';
import { reveal } from './reveal.ts';

export const whyNoShape: Command = async ({ server }) => {
  const editor = window.activeTextEditor;
  if (!editor) {
    inform('Put the cursor on what has no shape.');
    return;
  }
  const { line, character } = editor.selection.active;
  const uri = editor.document.uri.toString();
  tell(await server.request('lstmShapes/why', { uri, position: { line, character } }));
};

const READ = 'What Is Modelled';

function tell({ text, lost, page }: WhyResult): void {
  // Messages show plain text.
  const message = text.replaceAll('`', '');
  if (!lost && !page) {
    inform(message);
    return;
  }
  const go = lost && `Go to Line ${lost.line}`;
  window.showInformationMessage(message, ...(go ? [go] : []), ...(page ? [READ] : [])).then(answer => {
    if (lost && answer === go) void reveal(lost);
    if (page && answer === READ) void commands.executeCommand('vscode.open', Uri.parse(page));
  });
}
