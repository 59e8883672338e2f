/**
 * The language server over the whole life of the window: started when first needed, restarted with growing pauses after
 * crashes, and given up with one message when it keeps crashing.
 */
import { type CancellationToken, Disposable, type LogOutputChannel } from 'vscode';
import type { ParamsOf, ResultOf, ShapeMethod, ShapeNotifications } from '../protocol/requests.ts';
import { restartAfter } from './backoff.ts';
import type { ServerRun } from './languageClient.ts';

export type ServerState = 'stopped' | 'starting' | 'running' | 'waiting' | 'given up';

export interface ServerOptions {
  /** The absolute path of the server's bundle. */
  readonly serverModule: string;
  readonly log: LogOutputChannel;
  readonly initializationOptions: () => unknown;
  /** Called whenever a process has come up. */
  readonly onRunning: (processId: number | undefined) => void;
  /** Called when no restart follows any more. */
  readonly onGivenUp: () => void;
}

export interface RequestOptions {
  readonly token?: CancellationToken;
  /** Gets the progress of a request that has a `workDoneToken`: a message, and the percentage where it is known. */
  readonly onProgress?: (progress: { readonly message?: string; readonly percentage?: number }) => void;
}

export class ShapeServer implements Disposable {
  private readonly options: ServerOptions;
  private readonly crashes: number[] = [];
  private current: Promise<ServerRun> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private currentState: ServerState = 'stopped';
  private currentProcess: number | undefined;

  constructor(options: ServerOptions) {
    this.options = options;
  }

  get state(): ServerState {
    return this.currentState;
  }

  /** The id of the running process, undefined while there is none. */
  get processId(): number | undefined {
    return this.currentProcess;
  }

  /** Starts the server where it was never started or was stopped; its crashes are dealt with here. */
  start(): void {
    if (this.currentState === 'stopped') this.launch().catch(() => undefined);
  }

  /** Stops the server, forgets its crashes and starts it. Rejects where it does not come up. */
  async restart(): Promise<void> {
    await this.stop();
    this.crashes.length = 0;
    await this.launch();
  }

  /** Starts the server first where it is not running. Rejects with a sentence for the person where it cannot. */
  async request<M extends ShapeMethod>(
    method: M,
    params: ParamsOf<M>,
    options: RequestOptions = {},
  ): Promise<ResultOf<M>> {
    const run = await (this.current ?? this.launch()).catch(unavailable);
    const workDoneToken = 'workDoneToken' in params ? params.workDoneToken : undefined;
    const listening =
      options.onProgress !== undefined && workDoneToken !== undefined
        ? run.onProgress(String(workDoneToken), options.onProgress)
        : new Disposable(() => undefined);
    try {
      return await run.request(method, params, options.token);
    } finally {
      listening.dispose();
    }
  }

  /** Tells the server that runs or starts; one that is started later is told in its `initializationOptions`. */
  notify<M extends keyof ShapeNotifications>(method: M, params: ShapeNotifications[M]): void {
    this.current?.then(run => run.notify(method, params)).catch(() => undefined);
  }

  dispose(): void {
    this.stop().catch(() => undefined);
  }

  private launch(): Promise<ServerRun> {
    clearTimeout(this.timer);
    this.currentState = 'starting';
    const run = this.load(reason => this.crashed(run, reason));
    this.current = run;
    run.then(
      started => this.started(run, started),
      error => this.crashed(run, String(error)),
    );
    return run;
  }

  private async load(onCrash: (reason: string) => void): Promise<ServerRun> {
    const { runServer } = await import('./languageClient.ts');
    const { serverModule, log, initializationOptions } = this.options;
    return runServer({ serverModule, log, initializationOptions: initializationOptions(), onCrash });
  }

  private started(run: Promise<ServerRun>, started: ServerRun): void {
    if (this.current !== run) return;
    this.currentState = 'running';
    this.currentProcess = started.processId;
    this.options.onRunning(started.processId);
  }

  /** Late news of a run that was stopped or has already been counted changes nothing. */
  private crashed(run: Promise<ServerRun>, reason: string): void {
    if (this.current !== run) return;
    this.forget();
    run.then(ended => ended.stop()).catch(() => undefined);
    this.crashes.push(Date.now());
    this.options.log.error(`The shape server has stopped: ${reason}.`);
    const next = restartAfter(this.crashes);
    if (next.kind === 'never') {
      this.currentState = 'given up';
      this.options.onGivenUp();
    } else {
      this.currentState = 'waiting';
      this.options.log.info(`The shape server starts again in ${next.milliseconds / 1000} s.`);
      this.timer = setTimeout(() => this.launch().catch(() => undefined), next.milliseconds);
    }
  }

  private async stop(): Promise<void> {
    clearTimeout(this.timer);
    const run = this.current;
    this.forget();
    this.currentState = 'stopped';
    await run?.then(running => running.stop()).catch(() => undefined);
  }

  private forget(): void {
    this.current = undefined;
    this.currentProcess = undefined;
  }
}

function unavailable(error: unknown): never {
  const reason = error instanceof Error ? error.message : String(error);
  throw new Error(`The shape server could not start: ${reason}`);
}
