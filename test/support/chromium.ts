/**
 * Finds a Chromium to test in, or installs one: the webview and the VS Code tests run in it.
 *
 * Order: the environment variable CHROMIUM_PATH; a browser that is installed already; Playwright's own download; Debian's and
 * Ubuntu's package. System packages are asked for on a terminal and just installed where nobody can answer.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { chromium } from 'playwright-core';

export interface ChromiumCommand {
  readonly executablePath: string;
  /** What every launch needs: no first-run pages, no background traffic, no graphics card. */
  readonly args: readonly string[];
}

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];

const MAC_APPS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const WINDOWS_APPS = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

const ARGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Chromium's sandbox needs kernel features that containers and root lack; the tests open pages of this machine only. */
const LINUX_ARGS = ['--no-sandbox', '--disable-dev-shm-usage'];

let found: Promise<ChromiumCommand> | undefined;

/** A browser to launch with playwright-core. Rejects with what to do where there is none and none can be installed. */
export function findChromium(): Promise<ChromiumCommand> {
  found ??= locate().then(executablePath => ({
    executablePath,
    args: process.platform === 'linux' ? [...LINUX_ARGS, ...ARGS] : ARGS,
  }));
  return found;
}

async function locate(): Promise<string> {
  const installed = fromEnvironment() ?? installedBrowser();
  if (installed !== undefined) return installed;
  const downloaded = await downloadWithPlaywright();
  if (downloaded !== undefined) return downloaded;
  if (await installDebianPackage()) {
    const packaged = installedBrowser();
    if (packaged !== undefined) return packaged;
  }
  throw new Error(
    'No Chromium was found and none could be installed. Install Chromium, Google Chrome or Microsoft Edge ' +
      '(on Debian: apt-get install chromium), or set CHROMIUM_PATH to the program of one.',
  );
}

function isFile(file: string): boolean {
  return existsSync(file) && statSync(file).isFile();
}

function fromEnvironment(): string | undefined {
  const file = process.env.CHROMIUM_PATH;
  if (file === undefined || file === '') return undefined;
  if (!isFile(file)) throw new Error(`CHROMIUM_PATH is ${file}, and there is no such file.`);
  return file;
}

function installedBrowser(): string | undefined {
  return candidates().find(isFile);
}

function candidates(): readonly string[] {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(folder => folder !== '');
  const windowsFolders = [
    process.env.PROGRAMFILES,
    process.env['PROGRAMFILES(X86)'],
    process.env.LOCALAPPDATA,
  ];
  const byPlatform: Partial<Record<NodeJS.Platform, readonly string[]>> = {
    linux: COMMANDS.flatMap(command => folders.map(folder => path.join(folder, command))),
    darwin: MAC_APPS,
    win32: WINDOWS_APPS.flatMap(app => windowsFolders.map(folder => path.join(folder ?? 'C:\\', app))),
  };
  return [...(byPlatform[process.platform] ?? []), chromium.executablePath()];
}

function run(
  command: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<boolean> {
  return new Promise(resolve => {
    const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...environment } });
    child.once('error', () => resolve(false));
    child.once('exit', code => resolve(code === 0));
  });
}

async function downloadWithPlaywright(): Promise<string | undefined> {
  console.log('No Chromium here: trying the download of Playwright.');
  const manifest = createRequire(import.meta.url).resolve('playwright-core/package.json');
  const cli = path.join(path.dirname(manifest), 'cli.js');
  if (!(await run(process.execPath, [cli, 'install', '--no-shell', 'chromium']))) return undefined;
  const executable = chromium.executablePath();
  // A download that lacks system libraries does not even say its version.
  return spawnSync(executable, ['--version']).status === 0 ? executable : undefined;
}

async function installDebianPackage(): Promise<boolean> {
  if (process.platform !== 'linux' || spawnSync('apt-get', ['--version']).status !== 0) return false;
  const asRoot = process.getuid?.() === 0;
  const prefix = asRoot ? [] : ['sudo'];
  const install = [...prefix, 'apt-get', 'install', '-y', '--no-install-recommends', 'chromium'];
  if (!(await mayInstall(install.join(' ')))) return false;
  const environment = { DEBIAN_FRONTEND: 'noninteractive' };
  return (
    (await runLine([...prefix, 'apt-get', 'update'], environment)) && (await runLine(install, environment))
  );
}

function runLine(line: readonly string[], environment: NodeJS.ProcessEnv): Promise<boolean> {
  const [command = '', ...args] = line;
  return run(command, args, environment);
}

/** Asks on a terminal; in CI, and where nobody can answer, the answer is yes. */
async function mayInstall(line: string): Promise<boolean> {
  const canAsk = process.stdin.isTTY && process.stdout.isTTY && process.env.CI !== 'true';
  if (!canAsk) return true;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`The tests need Chromium. Run "${line}"? [Y/n] `);
  terminal.close();
  return /^(y|yes)?$/i.test(answer.trim());
}
