/**
 * Which interpreter of Python is selected for each folder: what the Python extension says where it runs, else its setting.
 *
 * In restricted mode only what the person's own settings say counts: the server lists the folders of an environment, and a workspace that
 * nobody trusts is not to say which.
 */
import { homedir } from 'node:os';
import { Disposable, type Uri, workspace } from 'vscode';
import { type InterpreterParams, isAbsolute } from '../protocol/interpreter.ts';
import { interpreterIn } from './interpreterSetting.ts';
import { pythonEnvironments, watchPythonExtension } from './pythonExtension.ts';

/** One for each folder on disk, and one for all other files. */
export function selectedInterpreters(): readonly InterpreterParams[] {
  const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  return [
    ...folders.map(({ uri }) => ({ folder: uri.toString(), ...selectedIn(uri) })),
    selectedIn(undefined),
  ];
}

/** Calls `changed` where another interpreter may have been selected. */
export function watchInterpreters(changed: () => void): Disposable {
  return Disposable.from(
    watchPythonExtension(changed),
    workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration(`${SECTION}.${SETTING}`)) changed();
    }),
    workspace.onDidChangeWorkspaceFolders(changed),
    workspace.onDidGrantWorkspaceTrust(changed),
  );
}

const SECTION = 'python';
const SETTING = 'defaultInterpreterPath';

function selectedIn(folder: Uri | undefined): { readonly path?: string } {
  const active = workspace.isTrusted ? pythonEnvironments()?.activePath(folder) : undefined;
  const path = active !== undefined && isAbsolute(active) ? active : setFor(folder);
  return path === undefined ? {} : { path };
}

function setFor(folder: Uri | undefined): string | undefined {
  const configuration = workspace.getConfiguration(SECTION, folder);
  const value: unknown = workspace.isTrusted
    ? configuration.get(SETTING)
    : configuration.inspect(SETTING)?.globalValue;
  return interpreterIn(value, { folder: folder?.fsPath, home: homedir(), environment: process.env });
}
