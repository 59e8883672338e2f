/** "Restart Server": a fresh process, whatever state the last one is in. */
import { window } from 'vscode';
import type { Command } from '../services.ts';

export const restartServer: Command = async ({ server }) => {
  await server.restart();
  window.setStatusBarMessage('LSTM Shapes: server restarted', 3000);
};
