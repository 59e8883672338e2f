/** The extension's entry: makes the services, registers what they serve, and waits for the first model. */
import { type ExtensionContext, Uri, window, workspace } from 'vscode';
import { INTERPRETER_METHOD } from '../protocol/interpreter.ts';
import type { InitializationOptions } from '../protocol/requests.ts';
import type { LogLevel } from '../protocol/settings.ts';
import { KeptNumbers } from './calculator/keptNumbers.ts';
import { followLink } from './calculator/links.ts';
import { CalculatorPanels } from './calculator/panels.ts';
import { registerCommands } from './commands/index.ts';
import { selectedInterpreters, watchInterpreters } from './interpreters.ts';
import { outspoken } from './log.ts';
import { complain } from './messages.ts';
import { REPORT_SCHEME, Reports } from './reports.ts';
import { type ServerState, ShapeServer } from './server.ts';
import type { Services } from './services.ts';
import { settingsOf } from './settings.ts';
import { startWithFirstModel } from './startServer.ts';

const GIVEN_UP = 'LSTM Shapes has stopped: its server ended five times within three minutes.';

const TALKATIVE: ReadonlySet<LogLevel> = new Set(['info', 'debug', 'trace']);

/** What `activate` returns: how the parts are, for tests and for other extensions. */
export interface ExtensionApi {
  readonly server: { readonly state: ServerState; readonly processId: number | undefined };
  /** `ready`: the titles of the panels whose page has answered; `states`: what their pages have last said of themselves. */
  readonly calculators: { readonly ready: readonly string[]; readonly states: readonly unknown[] };
  /** As the editor does for a link; resolves once the person has answered. */
  readonly openLink: (uri: Uri) => Promise<void>;
}

export function activate(context: ExtensionContext): ExtensionApi {
  const services = createServices(context);
  const openLink = (uri: Uri): Promise<void> =>
    followLink(uri, (spec, state) => services.calculators.openAlone(spec, { type: 'restore', state }));
  context.subscriptions.push(
    window.registerUriHandler({ handleUri: openLink }),
    services.log,
    services.server,
    services.calculators,
    registerCommands(services),
    workspace.registerTextDocumentContentProvider(REPORT_SCHEME, services.reports),
    startWithFirstModel(() => services.server.start()),
    watchInterpreters(() => {
      for (const selected of selectedInterpreters()) services.server.notify(INTERPRETER_METHOD, selected);
    }),
  );
  return { server: services.server, calculators: services.calculators, openLink };
}

function createServices(context: ExtensionContext): Services {
  const log = outspoken(window.createOutputChannel('LSTM Shapes', { log: true }));
  const server = new ShapeServer({
    serverModule: Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath,
    log,
    initializationOptions: (): InitializationOptions => ({
      settings: settingsOf(undefined),
      interpreters: selectedInterpreters(),
    }),
    // The first thing that a person who opens the log looks for; lines that are less than a warning obey the setting.
    onRunning: processId => {
      if (TALKATIVE.has(settingsOf(undefined).logLevel))
        log.info(
          `LSTM Shapes ${context.extension.packageJSON.version}: the shape server runs as process ${processId ?? '?'}.`,
        );
    },
    onGivenUp: () => complain(GIVEN_UP, log, { Restart: () => server.restart() }),
  });
  return {
    context,
    log,
    server,
    reports: new Reports(server),
    calculators: new CalculatorPanels({
      extensionUri: context.extensionUri,
      log,
      server,
      kept: new KeptNumbers(context.globalStorageUri),
    }),
  };
}
