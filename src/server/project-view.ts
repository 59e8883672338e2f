/** The project as the editor shows it: open buffers over saved files, and what has to be forgotten when either changes. */
import {
  type Callers,
  type Chosen,
  type Configurations,
  configures,
  createCallers,
  createConfigurations,
  createRelevance,
  createVersions,
  createWorkspace,
  decidesVersions,
  type FileStore,
  isAliasFile,
  type OpenedFile,
  overlay,
  type Relevance,
  type Workspace,
} from '../project/index.ts';
import { moduleNames } from '../protocol/frameworks.ts';
import type { SourceParser } from '../syntax/parser.ts';
import type { ServerHost } from './host.ts';
import type { Program } from './program.ts';

export interface ProjectView {
  /** Open buffers over saved files. */
  readonly files: FileStore;
  readonly workspace: Workspace;
  readonly relevance: Relevance;
  readonly callers: Callers;
  readonly configurations: Configurations;
  /** A document is typed in. */
  bufferChanged(path: string): void;
  /** A document was opened or closed: from now on its buffer, or the file on disk, counts. */
  bufferSwitched(path: string): void;
  /** Files on disk have changed; `names`: some were made or deleted. Says whether that may concern any file, and whether a configuration is among them. */
  filesChanged(
    paths: readonly string[],
    names: boolean,
  ): { readonly concernsAll: boolean; readonly configuration: boolean };
  /** Another interpreter was selected: versions are looked up anew. */
  interpreterChanged(): void;
}

export interface ProjectViewOptions {
  readonly host: Pick<ServerHost, 'files'>;
  readonly parser: SourceParser;
  readonly roots: readonly string[];
  readonly programs: ReadonlyMap<string, Program>;
  /** Files that the settings leave out. */
  readonly excluded: (path: string) => boolean;
  /** The versions of frameworks that the settings of a file say. */
  readonly chosenFor: (path: string) => Chosen | undefined;
  /** The interpreter that is selected for a root. */
  readonly interpreterFor: (root: string) => string | undefined;
}

/** Longer texts are not worth parsing when they are imported; settings may say less. */
const MAX_LENGTH = 4 * 1024 * 1024;

export function createProjectView({
  host,
  parser,
  roots,
  programs,
  excluded,
  chosenFor,
  interpreterFor,
}: ProjectViewOptions): ProjectView {
  const buffers = { open: (path: string) => programs.get(path)?.typed, paths: () => programs.keys() };
  const files = overlay(buffers, host.files);
  const versions = createVersions(files, { chosenFor, interpreterFor });
  const opened = (path: string): OpenedFile | undefined => programs.get(path)?.open();
  const workspace = createWorkspace({ files, parser, roots, versions, maxLength: MAX_LENGTH, opened });
  const modules = { python: moduleNames('python'), typescript: moduleNames('typescript') };
  const relevance = createRelevance({ modules, resolve: workspace.resolve, read: files.read });
  const { resolve, rootOf } = workspace;
  const callers = createCallers({ files, resolve, rootOf, excluded });
  // As saved: half-typed settings are none.
  const configurations = createConfigurations(host.files, rootOf);
  const forgetNames = (): void => {
    workspace.invalidateNames();
    relevance.forget();
    callers.forget();
  };
  const forgetText = (path: string): void => {
    relevance.forget(path);
    callers.forget(path);
  };
  return {
    files,
    workspace,
    relevance,
    callers,
    configurations,
    bufferChanged: forgetText,
    bufferSwitched: path => {
      workspace.invalidate(path);
      forgetNames();
    },
    filesChanged: (paths, names) => {
      for (const path of paths) {
        workspace.invalidate(path);
        forgetText(path);
      }
      const pins = paths.some(decidesVersions);
      if (pins) versions.forget();
      const isRenamed = names || paths.some(isAliasFile);
      if (isRenamed) forgetNames();
      const configuration = paths.some(configures);
      if (configuration) configurations.forget();
      return { concernsAll: pins || isRenamed || configuration, configuration };
    },
    interpreterChanged: versions.forget,
  };
}
