/** What the editor said of itself when it connected. */
import type { InitializeParams } from 'vscode-languageserver';
import { pathOfUri } from './uris.ts';

export interface Client {
  readonly canAskSettings: boolean;
  readonly canWatchFiles: boolean;
  readonly tellsSettingsChanges: boolean;
  readonly hasFolders: boolean;
  /** Our own extension: links in hovers may run its commands. */
  readonly hasCommands: boolean;
  readonly settings: unknown;
  /** Paths of the workspace folders. */
  readonly roots: readonly string[];
}

export function readClient({ capabilities, initializationOptions, ...params }: InitializeParams): Client {
  const { workspace } = capabilities;
  const settings = settingsIn(initializationOptions);
  const folders = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
  return {
    canAskSettings: workspace?.configuration === true,
    canWatchFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    tellsSettingsChanges: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    hasFolders: workspace?.workspaceFolders === true,
    hasCommands: settings !== undefined,
    settings,
    roots: folders.map(uri => pathOfUri(uri)),
  };
}

function settingsIn(options: unknown): unknown {
  return typeof options === 'object' && options !== null && 'settings' in options
    ? options.settings
    : undefined;
}
