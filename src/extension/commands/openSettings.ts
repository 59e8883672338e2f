/** "Open Settings": the editor's own settings page, narrowed to this extension. */
import { commands } from 'vscode';
import type { Command } from '../services.ts';

export const openSettings: Command = async ({ context }) => {
  await commands.executeCommand('workbench.action.openSettings', `@ext:${context.extension.id}`);
};
