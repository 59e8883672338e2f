/** "Show Log": what the extension and its server wrote. */
import type { Command } from '../services.ts';

export const showLog: Command = ({ log }) => log.show();
