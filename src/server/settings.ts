/** Settings by resource: asked of the editor once, kept until it says that they changed. */
import type { Connection } from 'vscode-languageserver';
import { readSettings, SETTINGS_SECTION, type Settings } from '../protocol/settings.ts';

export interface ResourceSettings {
  /** What is known at once; undefined before `load` has answered for this resource. */
  of(uri: string): Settings | undefined;
  /** '' asks for what holds outside of any resource. With the settings of a resource, those of all folders are known. */
  load(uri: string): Promise<Settings>;
  /** Everything is asked again. `pushed`: the settings as an editor sends them that cannot be asked. */
  changed(pushed: unknown): void;
  forget(uri: string): void;
  /** The workspace folders: files in them that are not open have their settings. */
  setFolders(uris: readonly string[]): void;
}

export interface SettingsOptions {
  readonly connection: Pick<Connection, 'workspace'>;
  /** Whether the editor answers `workspace/configuration`. */
  readonly canAsk: boolean;
  /** What holds until the editor has said otherwise. */
  readonly initial: unknown;
  /** Is told of every answer. */
  readonly heard: (settings: Settings) => void;
}

export function createSettings({ connection, canAsk, initial, heard }: SettingsOptions): ResourceSettings {
  const known = new Map<string, Settings>();
  let everywhere = readSettings(initial);
  let generation = 0;
  let folders: readonly string[] = [];
  if (!canAsk) heard(everywhere);
  const ask = async (uri: string): Promise<Settings> => {
    const asked = generation;
    const answer: unknown = await connection.workspace.getConfiguration({
      scopeUri: uri,
      section: SETTINGS_SECTION,
    });
    const settings = answer === null || answer === undefined ? everywhere : readSettings(answer);
    if (asked === generation) {
      known.set(uri, settings);
      heard(settings);
    }
    return settings;
  };
  const loadOne = async (uri: string): Promise<Settings> => {
    // Settings that change while they are asked for are asked again. An editor that fails to answer is no reason to fall silent.
    for (let tries = 0; tries < 3 && !known.has(uri); tries++)
      await ask(uri).catch(() => known.set(uri, everywhere));
    return known.get(uri) ?? everywhere;
  };
  return {
    of: uri => (canAsk ? known.get(uri) : everywhere),
    load: async uri => {
      if (!canAsk) return everywhere;
      const [settings = everywhere] = await Promise.all([uri, '', ...folders].map(loadOne));
      return settings;
    },
    changed: pushed => {
      generation++;
      known.clear();
      if (canAsk) return;
      everywhere = readSettings(sectionOf(pushed) ?? initial);
      heard(everywhere);
    },
    forget: uri => void known.delete(uri),
    setFolders: uris => {
      folders = uris;
    },
  };
}

/** Editors send either the section's object or one that holds the section. */
function sectionOf(pushed: unknown): unknown {
  if (typeof pushed !== 'object' || pushed === null) return undefined;
  // A checked object's fields are unknown until each is checked in turn.
  return (pushed as Record<string, unknown>)[SETTINGS_SECTION] ?? pushed;
}
