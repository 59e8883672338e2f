/**
 * A real VS Code for tests: runs mocha suites in its extension host, and opens its workbench in Chromium.
 *
 * Each start has its own folders for data, extensions and profile, so that no test sees another's settings.
 */
import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import {
  installVSCode,
  linkExtension,
  QUIET_SETTINGS,
  type RunningServer,
  startServer,
  writeMachineSettings,
} from '../../build/vscode-server.mjs';
import { type ChromiumCommand, findChromium } from './chromium.ts';
import { MARK, type SuiteResult } from './host-runner.ts';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Stands for the Python extension; it sleeps until a test activates it. */
const PYTHON_EXTENSION = path.join(ROOT, 'test/support/python-extension');

const DEFAULT_SIZE = { width: 1280, height: 860 };

export interface WorkbenchOptions {
  /** The absolute path of the folder that is open. */
  readonly workspace: string;
  /** Settings as in settings.json, e.g. `{ 'workbench.colorTheme': 'Default Light Modern' }`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Whether workspace trust is in force: the folder is then not trusted. Default: everything is trusted. */
  readonly trust?: boolean;
  /** The absolute path of a file to open at once. */
  readonly file?: string;
  readonly size?: { readonly width: number; readonly height: number };
}

export interface SuiteOptions extends WorkbenchOptions {
  /** The absolute paths of the test files. */
  readonly files: readonly string[];
  /** Gets a line for each test as it ends. */
  readonly log?: (line: string) => void;
  /** The suite is given up after so many milliseconds. */
  readonly limit?: number;
}

export interface Workbench {
  readonly page: Page;
  /**
   * Ends VS Code and starts it again with the same data, as a person who comes back the next day. VS Code writes down what it remembers every few seconds: it
   * is not ended before that has `kept` in it.
   */
  restart(kept: string): Promise<void>;
  close(): Promise<void>;
}

interface Session {
  readonly browser: Browser;
  readonly page: Page;
  /** The one that runs now. */
  readonly server: () => RunningServer;
  readonly folder: string;
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the workbench with the extension of this repository in it; resolves when the workbench is drawn. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const session = await start(options, false);
  try {
    await linkExtension(path.join(session.folder, 'extensions'));
    const files = options.file === undefined ? [] : [['openFile', options.file] as const];
    const { page, server, close } = session;
    const show = async (payload: typeof files): Promise<void> => {
      await page.goto(address(server(), options, payload));
      await page.waitForSelector('.monaco-workbench .part.statusbar', { timeout: 60_000 });
    };
    await show(files);
    const restart = async (kept: string): Promise<void> => {
      const deadline = Date.now() + 60_000;
      while (!(await page.evaluate(isKept, kept))) {
        if (Date.now() > deadline) throw new Error(`VS Code has not written down ${kept}.`);
        await page.waitForTimeout(500);
      }
      await session.restart();
      await show([]);
    };
    return { page, restart, close };
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** Runs in the page, where functions must have no names: whether one of its databases holds a text. */
async function isKept(text: string): Promise<boolean> {
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    for (const store of database.objectStoreNames) {
      const values = await new Promise<unknown>((resolve, reject) => {
        const request = database.transaction(store).objectStore(store).getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      if (JSON.stringify(values).includes(text)) return true;
    }
    database.close();
  }
  return false;
}

/** Runs test files in the extension host of a fresh VS Code. Rejects where the suite did not run to its end. */
export async function runSuite(options: SuiteOptions): Promise<SuiteResult> {
  const session = await start(options, true);
  const lines: string[] = [];
  try {
    const resultFile = path.join(session.folder, 'result.json');
    await installPythonExtension(path.join(session.folder, 'extensions'));
    const suite = await bundleSuite(options.files, resultFile);
    const exited = exitOf(session.page, line => {
      lines.push(line);
      if (line.startsWith(MARK)) options.log?.(line.slice(MARK.length));
    });
    const paths = [['extensionDevelopmentPath', ROOT] as const, ['extensionTestsPath', suite] as const];
    await session.page.goto(address(session.server(), options, paths));
    await within(options.limit ?? 240_000, exited);
    return await readResult(resultFile);
  } catch (error) {
    throw new Error([`${error instanceof Error ? error.message : error}`, ...lines.slice(-15)].join('\n'));
  } finally {
    await session.close();
  }
}

async function installPythonExtension(extensionsDir: string): Promise<void> {
  await mkdir(extensionsDir, { recursive: true });
  await symlink(PYTHON_EXTENSION, path.join(extensionsDir, 'ms-python.python'), 'junction');
  // Without its own list of what is installed, VS Code looks at the folder itself.
  await rm(path.join(extensionsDir, 'extensions.json'), { force: true });
}

async function start(options: WorkbenchOptions, testDriver: boolean): Promise<Session> {
  const [programs, browserCommand] = [await installVSCode(), await findChromium()];
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lstm-shapes-vscode-'));
  const dataDir = path.join(folder, 'data');
  await writeMachineSettings(dataDir, { ...QUIET_SETTINGS, ...options.settings });
  const serverOptions = {
    dataDir,
    extensionsDir: path.join(folder, 'extensions'),
    trust: options.trust ?? false,
    testDriver,
  };
  let server = await startServer(programs, serverOptions);
  const browser = await launch(browserCommand, server);
  // A picture taken while something fades in shows half of it.
  const page = await browser.newPage({ viewport: options.size ?? DEFAULT_SIZE, reducedMotion: 'reduce' });
  const close = async () => {
    await browser.close();
    await server.stop();
    for (const used of [folder, suiteFolder(folder)])
      await rm(used, { recursive: true, force: true, maxRetries: 5 });
  };
  const restart = async (): Promise<void> => {
    // VS Code keeps what it remembers with its address: the port has to be the same.
    await page.goto('about:blank');
    await server.stop();
    server = await startServer(programs, { ...serverOptions, port: server.port });
  };
  return { browser, page, server: () => server, folder, restart, close };
}

async function launch({ executablePath, args }: ChromiumCommand, server: RunningServer): Promise<Browser> {
  try {
    return await chromium.launch({ executablePath, args: [...args] });
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** The workbench's address; `payload` holds what to do, each with a path on the server's machine. */
function address(
  server: RunningServer,
  options: WorkbenchOptions,
  payload: readonly (readonly [string, string])[],
): string {
  const remote = (file: string) => `vscode-remote://127.0.0.1:${server.port}${file.replace(/\\/g, '/')}`;
  const actions = payload.map(([name, file]) => [name, remote(file)]);
  return server.address({
    folder: options.workspace,
    payload: JSON.stringify([...actions, ['skipWelcome', 'true']]),
  });
}

/** Inside the repository, because the suite finds mocha in its node_modules. */
function suiteFolder(sessionFolder: string): string {
  return path.join(ROOT, '.cache/suites', path.basename(sessionFolder));
}

/** Bundles the runner with the test files into one module for the extension host; returns its path without `.js`. */
async function bundleSuite(files: readonly string[], resultFile: string): Promise<string> {
  const outfile = path.join(suiteFolder(path.dirname(resultFile)), 'index.js');
  const runner = path.join(ROOT, 'test/support/host-runner.ts');
  const loads = files.map(file => `() => import(${JSON.stringify(file)})`);
  await esbuild.build({
    stdin: {
      contents: `import { runMocha } from ${JSON.stringify(runner)};
        export const run = () => runMocha([${loads.join(', ')}], ${JSON.stringify(resultFile)});`,
      resolveDir: ROOT,
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    supported: { 'dynamic-import': false },
    sourcemap: 'inline',
    logLevel: 'silent',
  });
  return outfile.replace(/\.js$/, '');
}

/** Resolves when VS Code says that the suite has ended; streams the extension host's console meanwhile. */
async function exitOf(page: Page, log: (line: string) => void): Promise<void> {
  await page.exposeFunction('codeAutomationLog', (_type: string, args: readonly unknown[]) =>
    log(args.map(String).join(' ')),
  );
  return new Promise((resolve, reject) => {
    page.once('close', () => reject(new Error('The browser closed before the suite ended.')));
    page.exposeFunction('codeAutomationExit', () => resolve()).catch(reject);
  });
}

function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`The suite did not end within ${milliseconds / 1000} s.`)),
      milliseconds,
    );
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

async function readResult(file: string): Promise<SuiteResult> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error('The suite ended without a result: a test file could not be loaded.');
  });
  // Written by host-runner.ts a moment ago.
  return JSON.parse(text) as SuiteResult;
}
