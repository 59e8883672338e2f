/** What leaves the calculator: saved where the person says, or opened as a document. The page itself writes nothing. */
import { Uri, ViewColumn, window, workspace } from 'vscode';
import type { ExportMessage } from '../../protocol/calculator.ts';
import { inform } from '../messages.ts';

export async function deliver({ how, fileName, language, text, isBinary }: ExportMessage): Promise<void> {
  if (how === 'open') {
    const document = await workspace.openTextDocument({ language, content: text });
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preview: false });
    return;
  }
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog({
    title: 'Export from the gate calculator',
    ...(folder && { defaultUri: Uri.joinPath(folder, fileName) }),
  });
  if (!target) return;
  const bytes = isBinary ? Buffer.from(text, 'base64') : Buffer.from(text, 'utf8');
  await workspace.fs.writeFile(target, bytes);
  const name = target.path.slice(target.path.lastIndexOf('/') + 1);
  if (isBinary) inform(`Saved ${name}.`);
  else await window.showTextDocument(target, { viewColumn: ViewColumn.Beside, preview: false });
}
