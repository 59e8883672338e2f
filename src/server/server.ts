/**
 * The language server, for whatever connection and host it is given: a process or a browser's worker. The editor's events and requests
 * are wired up in running.ts and requests.ts.
 */
import {
  CodeActionKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { DEFAULT_SETTINGS } from '../protocol/settings.ts';
import { readClient } from './client.ts';
import { FIX_ALL, OPEN_LAYER } from './code-actions.ts';
import { type Documents, listenToDocuments } from './documents.ts';
import { createFaultTeller } from './faults.ts';
import type { ServerHost } from './host.ts';
import { levelsIn } from './levels.ts';
import { createLog, type Log } from './log.ts';
import { answerRequests } from './requests.ts';
import { type Running, run } from './running.ts';
import { createSettings } from './settings.ts';
import { versionsIn } from './versions.ts';
import { registerWatchers } from './watch.ts';

const INTRODUCTION: InitializeResult = {
  capabilities: {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    notebookDocumentSync: {
      notebookSelector: [{ notebook: 'jupyter-notebook', cells: [{ language: 'python' }] }],
    },
    hoverProvider: true,
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL, OPEN_LAYER] },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  },
  serverInfo: { name: 'LSTM Shapes' },
};

/** Begins to listen and returns at once. */
export function startServer(connection: Connection, host: ServerHost): void {
  const log = createLog(connection, DEFAULT_SETTINGS.logLevel);
  const documents = listenToDocuments(connection);
  const starting = new Promise<Running>((resolve, reject) => {
    connection.onInitialize(params => {
      start(connection, host, documents, log, params).then(resolve, reject);
      return INTRODUCTION;
    });
  });
  starting.catch((reason: unknown) => log.error('the server could not start', reason));
  answerRequests(connection, starting, log);
  connection.listen();
}

/** The parser loads while the editor still prepares itself. */
async function start(
  connection: Connection,
  host: ServerHost,
  documents: Documents,
  log: Log,
  params: InitializeParams,
): Promise<Running> {
  const client = readClient(params);
  const initialized = new Promise<void>(resolve => void connection.onInitialized(() => resolve()));
  const parser = await host.loadParser();
  await initialized;
  const faults = createFaultTeller(connection, log);
  const settings = createSettings({
    connection,
    canAsk: client.canAskSettings,
    initial: client.settings,
    heard: answer => {
      faults.tell('setting lstmShapes.versions', versionsIn(answer).faults);
      faults.tell('setting lstmShapes.rules', levelsIn(answer).faults);
    },
  });
  const running = run({ connection, host, client, documents, parser, settings, faults, log });
  registerWatchers(connection, client).catch((reason: unknown) =>
    log.warn(`files on disk are not watched: ${String(reason)}`),
  );
  log.info(`ready for ${client.roots.join(', ') || 'files without a folder'}`);
  return running;
}
