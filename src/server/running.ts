/** The server once the editor has introduced itself and the parser is loaded: the present session and what outlives it. */
import type { Connection } from 'vscode-languageserver';
import type { SourceParser } from '../syntax/parser.ts';
import type { Client } from './client.ts';
import type { Documents } from './documents.ts';
import type { FaultTeller } from './faults.ts';
import type { ServerHost } from './host.ts';
import { createInterpreters, type Interpreters } from './interpreters.ts';
import type { Log } from './log.ts';
import { Session } from './session.ts';
import type { ResourceSettings } from './settings.ts';
import { pathOfUri, uriOfPath } from './uris.ts';
import { createEnvironmentWatch, readFilesChange } from './watch.ts';

export interface Parts {
  readonly connection: Connection;
  readonly host: ServerHost;
  readonly client: Client;
  readonly documents: Documents;
  readonly parser: SourceParser;
  readonly settings: ResourceSettings;
  readonly faults: FaultTeller;
  readonly log: Log;
}

export interface Running extends Parts {
  session(): Session;
  /** `params`: what the editor says of an interpreter. */
  readonly interpreterSelected: (params: unknown) => void;
}

/** Takes over what is open, and follows the editor from here on. */
export function run(parts: Parts): Running {
  const interpreters = createInterpreters(parts.client.interpreters);
  let session = openSession(parts, interpreters, parts.client.roots);
  const running: Running = {
    ...parts,
    session: () => session,
    interpreterSelected: followInterpreters(parts, interpreters, () => session),
  };
  followSettings(running);
  followFiles(running);
  if (parts.client.hasFolders) {
    let { roots } = parts.client;
    // What the editor says has changed is enough: an editor that does not answer questions about its folders may send it all the same.
    parts.connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map(({ uri }) => pathOfUri(uri)));
      roots = [
        ...new Set([...roots.filter(root => !gone.has(root)), ...added.map(({ uri }) => pathOfUri(uri))]),
      ];
      session.dispose();
      session = openSession(parts, interpreters, roots);
    });
  }
  return running;
}

function openSession(parts: Parts, interpreters: Interpreters, roots: readonly string[]): Session {
  const { connection, documents, parser, settings } = parts;
  settings.setFolders(roots.map(uriOfPath));
  const session = new Session({
    ...parts,
    roots,
    settingsOf: settings.of,
    interpreterFor: interpreters.of,
    publish: (uri, diagnostics, version) => void connection.sendDiagnostics({ uri, diagnostics, version }),
  });
  documents.connect(parser, {
    opened: program => {
      session.opened(program);
      if (!settings.of(program.uri))
        void settings.load(program.uri).then(() => session.judgeAgain([program.path]));
    },
    changed: program => session.changed(program),
    closed: program => {
      session.closed(program);
      settings.forget(program.uri);
    },
  });
  return session;
}

function followSettings({ connection, settings, faults, log, session }: Running): void {
  const everywhere = async (): Promise<void> => log.setLevel((await settings.load('')).logLevel);
  connection.onDidChangeConfiguration(async ({ settings: pushed }) => {
    faults.changed();
    settings.changed(pushed);
    session().settingsChanged();
    await everywhere();
    const programs = session().programs();
    await Promise.all(programs.map(({ uri }) => settings.load(uri)));
    session().judgeAgain(programs.map(({ path }) => path));
  });
  void everywhere();
}

function followFiles({ connection, session }: Running): void {
  connection.onDidChangeWatchedFiles(params => {
    const { paths, names } = readFilesChange(params);
    session().filesChanged(paths, names);
  });
}

/** What the editor says of interpreters, and the environments that are watched for it. */
function followInterpreters(
  { connection, client, host, log }: Parts,
  interpreters: Interpreters,
  session: () => Session,
): (params: unknown) => void {
  const environments = createEnvironmentWatch(connection, client, host.files);
  const watch = (): void => {
    const all = interpreters.all();
    if (all.length > 0) log.info(`installed versions are those of ${all.join(', ')}`);
    environments
      .follow(all)
      .catch((reason: unknown) => log.warn(`environments are not watched: ${String(reason)}`));
  };
  watch();
  return params => {
    if (!interpreters.tell(params)) return;
    watch();
    session().interpreterChanged();
  };
}
