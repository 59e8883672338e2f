/** The setting `python.defaultInterpreterPath` as an absolute path, with the variables that its documentation names. */
import { isAbsolute } from '../protocol/interpreter.ts';

export interface Surroundings {
  /** The path of the workspace folder that the setting holds for. */
  readonly folder: string | undefined;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** undefined for what is no path: the name of a command, an unknown variable, nothing a person would type. */
export function interpreterIn(value: unknown, surroundings: Surroundings): string | undefined {
  if (typeof value !== 'string') return undefined;
  let isKnown = true;
  const expanded = value
    .trim()
    .replace(/^~(?=[/\\])/, () => surroundings.home)
    .replace(/\$\{([^}]*)\}/g, (_, name: string) => {
      const text = variable(name, surroundings);
      isKnown &&= text !== undefined;
      return text ?? '';
    });
  if (!isKnown || expanded === '') return undefined;
  if (isAbsolute(expanded)) return expanded;
  const { folder } = surroundings;
  return folder !== undefined && /[/\\]/.test(expanded) ? `${folder}/${expanded}` : undefined;
}

function variable(name: string, { folder, home, environment }: Surroundings): string | undefined {
  if (name === 'workspaceFolder' || name === 'workspaceRoot') return folder;
  if (name === 'userHome') return home;
  const [, inEnvironment] = /^env:(.+)$/.exec(name) ?? [];
  return inEnvironment === undefined ? undefined : environment[inEnvironment];
}
