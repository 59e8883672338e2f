/**
 * The environments of the Python extension (https://github.com/microsoft/vscode-python/wiki/Python-Environment-APIs), where it runs: it is
 * neither activated from here nor waited for.
 */
import { Disposable, extensions, languages, type Uri, window, workspace } from 'vscode';

export interface PythonEnvironments {
  /** As the extension gives it: the path of an interpreter, of an environment's folder, or the name of a command. */
  activePath(resource: Uri | undefined): string | undefined;
  onChange(changed: () => void): Disposable;
}

/** undefined as long as the extension does not run, and for one that offers something else. */
export function pythonEnvironments(): PythonEnvironments | undefined {
  const extension = extensions.getExtension<unknown>('ms-python.python');
  const offered = extension?.isActive ? field(extension.exports, 'environments') : undefined;
  if (!offers(offered)) return undefined;
  return {
    activePath: resource => {
      const path = attempt(() => field(offered.getActiveEnvironmentPath(resource), 'path'));
      return typeof path === 'string' ? path : undefined;
    },
    onChange: changed => {
      const listening = attempt(() => offered.onDidChangeActiveEnvironmentPath(() => changed()));
      return new Disposable(() => {
        const stop = field(listening, 'dispose');
        if (typeof stop === 'function') attempt(() => stop.call(listening));
      });
    },
  };
}

/** Calls `changed` once the Python extension runs, and whenever another environment is selected in it. */
export function watchPythonExtension(changed: () => void): Disposable {
  const watching: Disposable[] = [];
  const stop = (): void => {
    for (const listener of watching.splice(0)) listener.dispose();
  };
  const look = (): boolean => {
    const environments = pythonEnvironments();
    if (!environments) return false;
    stop();
    watching.push(environments.onChange(changed));
    return true;
  };
  const lookAgain = (): void => {
    if (look()) changed();
  };
  // An editor tells nobody that another extension has become active: it is looked for at what happens then, or is done next.
  if (!look())
    watching.push(
      extensions.onDidChange(lookAgain),
      workspace.onDidOpenTextDocument(lookAgain),
      window.onDidChangeActiveTextEditor(lookAgain),
      window.onDidChangeTextEditorSelection(lookAgain),
      languages.onDidChangeDiagnostics(lookAgain),
    );
  return new Disposable(stop);
}

interface Offered {
  getActiveEnvironmentPath(resource?: Uri): unknown;
  onDidChangeActiveEnvironmentPath(listener: () => void): unknown;
}

function offers(value: unknown): value is Offered {
  return (
    typeof field(value, 'getActiveEnvironmentPath') === 'function' &&
    typeof field(value, 'onDidChangeActiveEnvironmentPath') === 'function'
  );
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  // A checked object's fields are unknown until each is checked in turn.
  return (value as Record<string, unknown>)[name];
}

/** What another extension throws is as good as no answer. */
function attempt<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
