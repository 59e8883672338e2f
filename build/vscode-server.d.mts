/** The types of vscode-server.mjs for the tests, which are TypeScript. */
export interface Programs {
  readonly node: string;
  readonly server: string;
}

export interface ServerOptions {
  readonly port?: number;
  readonly dataDir: string;
  readonly extensionsDir: string;
  readonly trust?: boolean;
  readonly testDriver?: boolean;
}

export interface RunningServer {
  readonly port: number;
  readonly token: string;
  /** The workbench's address with the token and the given query. */
  address(query: Readonly<Record<string, string>>): string;
  stop(): Promise<void>;
  readonly ended: Promise<number | null>;
}

export function installVSCode(log?: (line: string) => void): Promise<Programs>;
export function isPortFree(port: number): Promise<boolean>;
export function startServer(programs: Programs, options: ServerOptions): Promise<RunningServer>;
export const QUIET_SETTINGS: Readonly<Record<string, unknown>>;
export function writeMachineSettings(
  dataDir: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<void>;
export function linkExtension(extensionsDir: string): Promise<void>;
