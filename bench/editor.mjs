/** The editor's side of the protocol for measurements: the built server in its own process. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
export const dist = path.resolve(process.env.LSTM_SHAPES_DIST ?? path.join(root, 'dist'));

/** As the extension starts it. */
const { nodeArguments: ofExtension } = JSON.parse(
  readFileSync(path.join(root, 'src/protocol/server-process.json'), 'utf8'),
);

/** `folder`: the workspace, as a path; none where it is left out. */
export async function startEditor({ environment = {}, nodeArguments = [], folder } = {}) {
  const server = spawn(
    process.execPath,
    [...ofExtension, ...nodeArguments, path.join(dist, 'server.js'), '--stdio'],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, ...environment },
    },
  );
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const waiting = [];
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, version }) => {
    for (const entry of waiting.filter(({ key }) => key === `${uri} ${version}`)) {
      waiting.splice(waiting.indexOf(entry), 1);
      entry.resolve(performance.now());
    }
  });
  connection.onNotification('window/logMessage', () => {});
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: folder ? [{ uri: pathToFileURL(folder).href, name: 'bench' }] : null,
    capabilities: {},
    initializationOptions: { settings: { logLevel: 'off' } },
  });
  await connection.sendNotification('initialized', {});
  return {
    connection,
    /** Resolves with the time at which diagnostics of this version have arrived. */
    diagnosed: (uri, version) => new Promise(resolve => waiting.push({ key: `${uri} ${version}`, resolve })),
    stop: async () => {
      const ended = new Promise(resolve => server.once('exit', resolve));
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await ended;
      connection.dispose();
    },
  };
}
