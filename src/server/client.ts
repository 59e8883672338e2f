/** What the editor said of itself when it connected. */
import type { InitializeParams } from 'vscode-languageserver';
import type { InitializationOptions } from '../protocol/requests.ts';
import { pathOfUri } from './uris.ts';

export interface Client {
  readonly canAskSettings: boolean;
  readonly canWatchFiles: boolean;
  /** Also in folders outside of the workspace. */
  readonly canWatchFolders: boolean;
  readonly tellsSettingsChanges: boolean;
  readonly hasFolders: boolean;
  /** Our own extension: links in hovers may run its commands. */
  readonly hasCommands: boolean;
  readonly settings: unknown;
  /** As sent. */
  readonly interpreters: unknown;
  /** Paths of the workspace folders. */
  readonly roots: readonly string[];
}

export function readClient({ capabilities, initializationOptions, ...params }: InitializeParams): Client {
  const { workspace } = capabilities;
  const settings = optionIn(initializationOptions, 'settings');
  const folders = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
  return {
    canAskSettings: workspace?.configuration === true,
    canWatchFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    canWatchFolders: workspace?.didChangeWatchedFiles?.relativePatternSupport === true,
    tellsSettingsChanges: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    hasFolders: workspace?.workspaceFolders === true,
    hasCommands: settings !== undefined,
    settings,
    interpreters: optionIn(initializationOptions, 'interpreters'),
    roots: folders.map(uri => pathOfUri(uri)),
  };
}

function optionIn(options: unknown, name: keyof InitializationOptions): unknown {
  if (typeof options !== 'object' || options === null) return undefined;
  // A checked object's fields are unknown until each is checked in turn.
  return (options as Record<string, unknown>)[name];
}
