/** The language server as a process: over IPC from VS Code, over standard input and output (`--stdio`) from other editors. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createConnection } from 'vscode-languageserver/node';
import { createDisk } from '../project/disk.ts';
import { loadParser } from '../project/index.ts';
import { startServer } from './server.ts';

/** The folder of the bundle: the wasm files lie beside it. */
const WASM = path.join(__dirname, 'wasm');

/** The settings decide what is analysed; this only keeps a file of gigabytes out of memory. */
const MAX_BYTES = 16 * 1024 * 1024;

startServer(createConnection(), {
  files: createDisk({ maxBytes: MAX_BYTES }),
  loadParser: () => loadParser(name => readFileSync(path.join(WASM, name))),
  now: () => performance.now(),
});
