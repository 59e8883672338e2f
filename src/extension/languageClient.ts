/**
 * One run of the language server: the process, the connection and what the protocol's client library registers for it.
 *
 * A bundle of its own, because the library is many times the size of the rest: it loads with the first model that is opened.
 */
import type { CancellationToken, Disposable, LogOutputChannel } from 'vscode';
import {
  CloseAction,
  type DocumentSelector,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  TransportKind,
  WorkDoneProgress,
  type WorkDoneProgressReport,
} from 'vscode-languageclient/node';
import { HOVER_COMMANDS } from '../protocol/commands.ts';
import type { ParamsOf, ResultOf, ShapeMethod } from '../protocol/requests.ts';
import { DOCUMENT_SCHEMES, LANGUAGES, NOTEBOOK_TYPE } from './documents.ts';

export interface RunOptions {
  /** The absolute path of the server's bundle. */
  readonly serverModule: string;
  readonly log: LogOutputChannel;
  readonly initializationOptions: unknown;
  /** Called at most once: the process has ended, or could not start, and nobody asked for it. */
  readonly onCrash: (reason: string) => void;
}

export interface ServerRun {
  readonly processId: number | undefined;
  request<M extends ShapeMethod>(
    method: M,
    params: ParamsOf<M>,
    token?: CancellationToken,
  ): Promise<ResultOf<M>>;
  /** Hands on the progress that a request reports under `workDoneToken`. */
  onProgress(workDoneToken: string, report: (progress: WorkDoneProgressReport) => void): Disposable;
  stop(): Promise<void>;
}

/** Starts a server. Rejects where it does not come up; `onCrash` is then called too. */
export async function runServer(options: RunOptions): Promise<ServerRun> {
  let ended = false;
  const crashed = (reason: string) => {
    if (ended) return;
    ended = true;
    options.onCrash(reason);
  };
  const client = new LanguageClient(
    'lstmShapes',
    'LSTM Shapes',
    { module: options.serverModule, transport: TransportKind.ipc },
    clientOptions(options, crashed),
  );
  try {
    await client.start();
  } catch (error) {
    crashed(error instanceof Error ? error.message : String(error));
    throw error;
  }
  return {
    processId: client.serverProcess?.pid,
    request: (method, params, token) => client.sendRequest(method, params, token),
    onProgress: (workDoneToken, report) =>
      client.onProgress(WorkDoneProgress.type, workDoneToken, value => {
        if (value.kind === 'report') report(value);
      }),
    stop: () => {
      ended = true;
      return client.dispose();
    },
  };
}

function clientOptions(options: RunOptions, crashed: (reason: string) => void): LanguageClientOptions {
  return {
    documentSelector: documentSelector(),
    outputChannel: options.log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: options.initializationOptions,
    initializationFailedHandler: () => false,
    markdown: { isTrusted: { enabledCommands: HOVER_COMMANDS }, supportHtml: false },
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        crashed('the process has ended');
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    },
  };
}

/** Files in every kind of workspace, unsaved ones, and the code cells of notebooks (which the server asks for itself). */
function documentSelector(): DocumentSelector {
  const files = DOCUMENT_SCHEMES.flatMap(scheme => LANGUAGES.map(language => ({ scheme, language })));
  return [...files, { notebook: NOTEBOOK_TYPE, language: 'python' }];
}
