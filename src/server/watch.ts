/** Which files on disk the editor is asked to watch: sources that may be imported, and what pins versions. */
import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DidChangeWatchedFilesParams,
  type Disposable,
  FileChangeType,
} from 'vscode-languageserver';
import { environmentAt, type FileStore } from '../project/index.ts';
import { SETTINGS_SECTION } from '../protocol/settings.ts';
import type { Client } from './client.ts';
import { pathOfUri, uriOfPath } from './uris.ts';

const WATCHED = [
  '**/*.{py,pyi,ipynb,ts,tsx,mts,cts,js,jsx,mjs,cjs}',
  '**/{requirements*.txt,requirements*.in,constraints.txt,pyproject.toml,Pipfile,setup.py,setup.cfg}',
  '**/{uv.lock,poetry.lock,pdm.lock,Pipfile.lock,yarn.lock,bun.lock,pixi.lock,conda-*.lock,pylock*.toml,pixi.toml}',
  '**/requirements/*.{txt,in}',
  // What versions and configurations are written in.
  '**/*.{json,yml,yaml}',
  // Arrays and weights that programs load.
  '**/*.{npy,pt,pth,csv,tsv}',
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

/** What is installed and removed below an environment that may lie anywhere: the entries of two folders, nothing deeper. */
const INSTALLED = '*.{dist-info,egg-info,json}';

export interface EnvironmentWatch {
  /** These interpreters' environments from now on, and no others. */
  follow(interpreters: readonly string[]): Promise<void>;
}

export function createEnvironmentWatch(
  connection: Connection,
  client: Pick<Client, 'canWatchFiles' | 'canWatchFolders'>,
  files: FileStore,
): EnvironmentWatch {
  let followed = Promise.resolve<Disposable | undefined>(undefined);
  const follow = async (
    before: Promise<Disposable | undefined>,
    folders: readonly string[],
  ): Promise<Disposable | undefined> => {
    (await before)?.dispose();
    if (folders.length === 0) return undefined;
    const watchers = folders.map(folder => ({
      globPattern: { baseUri: uriOfPath(folder), pattern: INSTALLED },
    }));
    return connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  };
  return {
    follow: async interpreters => {
      if (!client.canWatchFiles || !client.canWatchFolders) return;
      const folders = interpreters.flatMap(path => environmentAt(files, path)?.packages ?? []);
      followed = follow(
        followed.catch(() => undefined),
        [...new Set(folders)],
      );
      await followed;
    },
  };
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
