/**
 * Closes the hover whose link was followed. One that was opened by keyboard has the focus and stays over what the link opens; the mouse
 * leaves its hover by itself.
 */
import { commands } from 'vscode';

export async function closeHover(): Promise<void> {
  try {
    await commands.executeCommand('editor.action.hideHover');
  } catch {
    // An editor without the command: the hover closes with its next key.
  }
}
