/**
 * Which interpreter of Python is selected: the environment it belongs to says which versions of frameworks are installed. Its folders are
 * listed; it is never run.
 *
 * The client says it in `initialize` and again with each change. Public, as the requests are: editors other than VS Code may send it.
 */
export const INTERPRETER_METHOD = 'lstmShapes/interpreter';

export interface InterpreterParams {
  /** The URI of a workspace folder; absent: of whatever no other message is about. */
  readonly folder?: string;
  /** The absolute path of an interpreter, or of the folder of an environment; absent: none is selected. */
  readonly path?: string;
}

/** undefined where the value is nothing of the kind. */
export function readInterpreter(value: unknown): InterpreterParams | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  // A checked object's fields are unknown until each is checked in turn.
  const { folder, path } = value as Record<string, unknown>;
  if (!isText(folder) || !isText(path) || (path !== undefined && !isAbsolute(path))) return undefined;
  return { ...(folder !== undefined && { folder }), ...(path !== undefined && { path }) };
}

/** Those in a list that can be read. */
export function readInterpreters(value: unknown): readonly InterpreterParams[] {
  if (!Array.isArray(value)) return [];
  return value.map(readInterpreter).filter(read => read !== undefined);
}

/** `/usr/bin/python3`, `C:\envs\tf1\python.exe`, `\\server\envs\tf1`; not the name of a command. */
export function isAbsolute(path: string): boolean {
  return /^(?:[/\\]|[A-Za-z]:[/\\])/.test(path);
}

function isText(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string';
}
