/**
 * One run of the language server: the process, the connection and what the protocol's client library registers for it.
 *
 * A bundle of its own, because the library is many times the size of the rest: it loads with the first model that is opened.
 */
import { CancellationError, type CancellationToken, type Disposable, type LogOutputChannel } from 'vscode';
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
import type { ParamsOf, ResultOf, ShapeMethod, ShapeNotifications } from '../protocol/requests.ts';
import { SERVER_NODE_ARGUMENTS } from '../protocol/serverProcess.ts';
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
  notify<M extends keyof ShapeNotifications>(method: M, params: ShapeNotifications[M]): Promise<void>;
  /** Hands on the progress that a request reports under `workDoneToken`. */
  onProgress(workDoneToken: string, report: (progress: WorkDoneProgressReport) => void): Disposable;
  stop(): Promise<void>;
}

/** Starts a server. Rejects where it does not come up; `onCrash` is then called too. */
export async function runServer(options: RunOptions): Promise<ServerRun> {
  let ended = false;
  const { gone, leave } = departure();
  const crashed = (reason: string) => {
    if (ended) return;
    ended = true;
    leave('The shape server ended before it had answered.');
    options.onCrash(reason);
  };
  const client = new LanguageClient(
    'lstmShapes',
    'LSTM Shapes',
    {
      module: options.serverModule,
      transport: TransportKind.ipc,
      options: { execArgv: [...SERVER_NODE_ARGUMENTS] },
    },
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
    request: (method, params, token) =>
      Promise.race([
        client.sendRequest<ResultOf<typeof method>>(method, params, token),
        gone,
        cancellation(token),
      ]),
    notify: (method, params) => client.sendNotification(method, params),
    onProgress: (workDoneToken, report) =>
      client.onProgress(WorkDoneProgress.type, workDoneToken, value => {
        if (value.kind === 'report') report(value);
      }),
    stop: () => {
      const isGone = ended;
      ended = true;
      leave('The shape server was stopped before it had answered.');
      // The client cleans up by itself after a process that ended, and complains of a second goodbye.
      return isGone ? Promise.resolve() : client.dispose();
    },
  };
}

/** `gone` rejects once `leave` says why: what was asked of a process that is stopped is never answered. */
function departure(): { readonly gone: Promise<never>; readonly leave: (reason: string) => void } {
  let reject: (reason: Error) => void = () => undefined;
  const gone = new Promise<never>((_, refuse) => {
    reject = refuse;
  });
  // Nobody may be waiting.
  gone.catch(() => undefined);
  return { gone, leave: reason => reject(new Error(reason)) };
}

/** Rejects as soon as the person cancels, also where the server is too busy to hear of it. */
function cancellation(token: CancellationToken | undefined): Promise<never> {
  return new Promise((_, reject) => {
    token?.onCancellationRequested(() => reject(new CancellationError()));
  });
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
        const message = 'The connection to the shape server is closed.';
        return { action: CloseAction.DoNotRestart, handled: true, message };
      },
    },
  };
}

/** Files in every kind of workspace, unsaved ones, and the code cells of notebooks (which the server asks for itself). */
function documentSelector(): DocumentSelector {
  const files = DOCUMENT_SCHEMES.flatMap(scheme => LANGUAGES.map(language => ({ scheme, language })));
  return [...files, { notebook: NOTEBOOK_TYPE, language: 'python' }];
}
