/** The language server as a process: over IPC from VS Code, over standard input and output (`--stdio`) from other editors. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { createConnection } from 'vscode-languageserver/node';
import { createDisk } from '../project/disk.ts';
import { loadParser } from '../project/index.ts';
import { startServer } from './server.ts';

/**
 * V8 would decide from the very first analysis, while its young generation is still small, which objects live long, and from then on make them in the
 * old generation: there each analysis that is over keeps alive what it had made, and is copied with it.
 */
setFlagsFromString('--no-allocation-site-pretenuring');

/** The old generation is collected when it has grown by half, not when it has doubled or more: it holds what is open, and what is over. */
setFlagsFromString('--heap-growing-percent=50');

/** The folder of the bundle: the wasm files lie beside it. */
const WASM = path.join(__dirname, 'wasm');

/** The settings decide what is analysed; this only keeps a file of gigabytes out of memory. */
const MAX_BYTES = 16 * 1024 * 1024;

startServer(createConnection(), {
  files: createDisk({ maxBytes: MAX_BYTES }),
  loadParser: () => loadParser(name => readFileSync(path.join(WASM, name))),
  now: () => performance.now(),
});
