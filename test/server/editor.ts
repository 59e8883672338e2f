/** A small editor for tests: talks to the built server in its own process over standard input and output. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  type Diagnostic,
  type GlobPattern,
  type Hover,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type RegistrationParams,
  StreamMessageReader,
  StreamMessageWriter,
  type UnregistrationParams,
} from 'vscode-languageserver/node';
import type {
  InitializationOptions,
  ParamsOf,
  ResultOf,
  ShapeMethod,
  ShapeNotifications,
} from '../../src/protocol/requests.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/protocol/settings.ts';

const DIST = path.resolve(process.env.LSTM_SHAPES_DIST ?? 'dist');

export type PartialSettings = Partial<Settings>;

export interface EditorOptions {
  /** Files of the workspace folder. */
  readonly files?: Readonly<Record<string, string>>;
  /** Settings by resource, as `workspace/configuration` answers them; null for an editor that cannot be asked. */
  readonly settings?: ((uri: string) => PartialSettings) | null;
  /** Introduces itself as our own extension does, whose hovers run commands. */
  readonly links?: boolean;
  /** Further options of `initialize`. */
  readonly initialization?: InitializationOptions;
  /** What is run: a file of dist with its arguments. */
  readonly command?: readonly [file: string, ...args: readonly string[]];
}

interface Waiting {
  readonly uri: string;
  readonly wanted: (params: PublishDiagnosticsParams) => boolean;
  readonly found: (params: PublishDiagnosticsParams) => void;
}

export class Editor {
  readonly folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'editor-')));
  readonly connection: ProtocolConnection;
  readonly logged: string[] = [];
  /** Messages that are shown to the person. */
  readonly shown: string[] = [];
  /** Folders outside of the workspace that are watched. */
  readonly watched = new Map<string, readonly string[]>();
  readonly #process: ChildProcess;
  readonly #texts = new Map<string, { text: string; version: number }>();
  readonly #published = new Map<string, PublishDiagnosticsParams>();
  #waiting: Waiting[] = [];
  settings: ((uri: string) => PartialSettings) | null;

  private constructor({ files = {}, settings = () => ({}), command }: EditorOptions) {
    const [file, ...args] = command ?? ['server.js', '--stdio'];
    this.settings = settings;
    for (const [name, text] of Object.entries(files)) this.write(name, text);
    this.#process = spawn(process.execPath, [path.join(DIST, file), ...args], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const { stdin, stdout } = this.#process;
    if (!stdin || !stdout) throw new Error('the server has no pipes');
    this.connection = createProtocolConnection(
      new StreamMessageReader(stdout),
      new StreamMessageWriter(stdin),
    );
    this.#listen();
  }

  static async start(options: EditorOptions = {}): Promise<Editor> {
    const editor = new Editor(options);
    await editor.#initialize({ ...((options.links ?? true) && { settings: {} }), ...options.initialization });
    return editor;
  }

  #listen(): void {
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.#published.set(params.uri, params);
      const done = this.#waiting.filter(({ uri, wanted }) => uri === params.uri && wanted(params));
      this.#waiting = this.#waiting.filter(waiting => !done.includes(waiting));
      for (const { found } of done) found(params);
    });
    this.connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.logged.push(message);
    });
    this.connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
      this.shown.push(message);
    });
    this.connection.onRequest('client/registerCapability', ({ registrations }: RegistrationParams) => {
      for (const { id, registerOptions } of registrations)
        this.watched.set(id, watchedFolders(registerOptions));
      return null;
    });
    this.connection.onRequest('client/unregisterCapability', ({ unregisterations }: UnregistrationParams) => {
      for (const { id } of unregisterations) this.watched.delete(id);
      return null;
    });
    this.connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri?: string }[] }) =>
      items.map(({ scopeUri = '' }) => merged(this.settings?.(scopeUri) ?? {})),
    );
    this.connection.listen();
  }

  async #initialize(initializationOptions: InitializationOptions): Promise<InitializeResult> {
    const folder = { uri: pathToFileURL(this.folder).href, name: 'work' };
    const canAsk = this.settings !== null;
    const result = await this.connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: folder.uri,
      workspaceFolders: [folder],
      capabilities: {
        workspace: {
          configuration: canAsk,
          workspaceFolders: true,
          didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
          didChangeConfiguration: { dynamicRegistration: true },
        },
        textDocument: { publishDiagnostics: { relatedInformation: true, versionSupport: true } },
      },
      initializationOptions,
    });
    await this.connection.sendNotification('initialized', {});
    return result;
  }

  /** Writes a file of the workspace without telling the server. */
  write(name: string, text: string | Uint8Array): void {
    const file = path.join(this.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  uri(name: string): string {
    return pathToFileURL(path.join(this.folder, name)).href;
  }

  async open(uri: string, text: string, languageId = 'python'): Promise<void> {
    this.#texts.set(uri, { text, version: 1 });
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  /** Replaces the first occurrence of a part of the open text, as typing would. */
  async replace(uri: string, part: string, by: string): Promise<void> {
    const { text } = this.#document(uri);
    const at = text.indexOf(part);
    if (at < 0) throw new Error(`${part} is not in ${uri}`);
    await this.edit(uri, at, at + part.length, by);
  }

  /** Replaces a range of offsets; gives the new version. */
  async edit(uri: string, start: number, end: number, by: string): Promise<number> {
    const { text, version } = this.#document(uri);
    const range = { start: positionAt(text, start), end: positionAt(text, end) };
    this.#texts.set(uri, { text: text.slice(0, start) + by + text.slice(end), version: version + 1 });
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: version + 1 },
      contentChanges: [{ range, text: by }],
    });
    return version + 1;
  }

  async close(uri: string): Promise<void> {
    this.#texts.delete(uri);
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  text(uri: string): string {
    return this.#document(uri).text;
  }

  /** The diagnostics of a document as soon as they are as wanted; those published before count. */
  async diagnostics(
    uri: string,
    wanted: (diagnostics: readonly Diagnostic[], version: number | undefined) => boolean,
  ): Promise<readonly Diagnostic[]> {
    const fits = (params: PublishDiagnosticsParams) => wanted(params.diagnostics, params.version);
    const last = this.#published.get(uri);
    if (last && fits(last)) return last.diagnostics;
    const found = await new Promise<PublishDiagnosticsParams>(resolve => {
      this.#waiting.push({ uri, wanted: fits, found: resolve });
    });
    return found.diagnostics;
  }

  /** Diagnostics whose rules are exactly these, in order. */
  rules(uri: string, ...rules: readonly string[]): Promise<readonly Diagnostic[]> {
    return this.diagnostics(uri, found => found.map(({ code }) => code).join() === rules.join());
  }

  /** What was published last. */
  published(uri: string): readonly Diagnostic[] | undefined {
    return this.#published.get(uri)?.diagnostics;
  }

  /** The hover over the first character of a part of an open text. */
  hover(uri: string, part: string): Promise<Hover | null> {
    const { text } = this.#document(uri);
    return this.hoverAt(uri, text, text.indexOf(part));
  }

  hoverAt(uri: string, text: string, offset: number): Promise<Hover | null> {
    return this.connection.sendRequest('textDocument/hover', {
      textDocument: { uri },
      position: positionAt(text, offset),
    });
  }

  request<M extends ShapeMethod>(method: M, params: ParamsOf<M>): Promise<ResultOf<M>> {
    return this.connection.sendRequest<ResultOf<M>>(method, params);
  }

  notify<M extends keyof ShapeNotifications>(method: M, params: ShapeNotifications[M]): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  async stop(): Promise<void> {
    const ended = new Promise(resolve => this.#process.once('exit', resolve));
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    await ended;
    this.connection.dispose();
    rmSync(this.folder, { recursive: true, force: true });
  }

  get hasEnded(): boolean {
    return this.#process.exitCode !== null;
  }

  #document(uri: string): { text: string; version: number } {
    const document = this.#texts.get(uri);
    if (!document) throw new Error(`${uri} is not open`);
    return document;
  }
}

/** The folders of patterns that have one. */
function watchedFolders(options: unknown): readonly string[] {
  // What the server sends is checked by what is asserted of it.
  const { watchers = [] } = (options ?? {}) as { watchers?: readonly { globPattern: GlobPattern }[] };
  return watchers.flatMap(({ globPattern }) =>
    typeof globPattern === 'string' ? [] : [String(globPattern.baseUri)],
  );
}

function merged(settings: PartialSettings): Settings {
  return { ...DEFAULT_SETTINGS, ...settings };
}

export function positionAt(text: string, offset: number): { line: number; character: number } {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

/** The Markdown of a hover; '' for none. */
export function markdownOf(hover: Hover | null): string {
  const contents = hover?.contents;
  return contents && typeof contents === 'object' && 'value' in contents ? contents.value : '';
}
