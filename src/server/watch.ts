/** Which files on disk the editor is asked to watch: sources that may be imported, and what pins versions. */
import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DidChangeWatchedFilesParams,
  FileChangeType,
} from 'vscode-languageserver';
import { SETTINGS_SECTION } from '../protocol/settings.ts';
import type { Client } from './client.ts';
import { pathOfUri } from './uris.ts';

const WATCHED = [
  '**/*.{py,pyi,ipynb,ts,tsx,mts,cts,js,jsx,mjs,cjs}',
  '**/{requirements*.txt,requirements*.in,constraints.txt,pyproject.toml,Pipfile,setup.py,setup.cfg}',
  '**/{uv.lock,poetry.lock,pdm.lock,Pipfile.lock,yarn.lock}',
  // What versions and configurations are written in.
  '**/*.{json,yml,yaml}',
  '**/site-packages/*.{dist-info/METADATA,egg-info/PKG-INFO}',
];

export async function registerWatchers(connection: Connection, client: Client): Promise<void> {
  if (client.tellsSettingsChanges) {
    await connection.client.register(DidChangeConfigurationNotification.type, { section: SETTINGS_SECTION });
  }
  if (client.canWatchFiles) {
    const watchers = WATCHED.map(globPattern => ({ globPattern }));
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  }
}

export interface FilesChange {
  readonly paths: readonly string[];
  /** Some were made or deleted. */
  readonly names: boolean;
}

export function readFilesChange({ changes }: DidChangeWatchedFilesParams): FilesChange {
  return {
    paths: changes.map(({ uri }) => pathOfUri(uri)),
    names: changes.some(({ type }) => type !== FileChangeType.Changed),
  };
}
