/**
 * A real VS Code from npm, where no VS Code is installed: the server part of the package code-server, run by the Node.js that
 * it needs, kept in .cache/vscode and installed on first use.
 *
 * `npm start` serves it to a person, the tests run their suites in its extension host.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { at, root } from './paths.mjs';

/** VS Code 1.139.1. */
const VSCODE_PACKAGE = 'code-server@4.139.1';
const NODE_MAJOR = 24;

const cache = at('.cache/vscode');
const home = path.join(cache, VSCODE_PACKAGE);

function nodePackage() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  return `node-${platform}-${process.arch}`;
}

function programs() {
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  const own = Number(process.versions.node.split('.')[0]) === NODE_MAJOR;
  return {
    node: own ? process.execPath : path.join(home, 'node_modules', nodePackage(), 'bin', binary),
    server: path.join(home, 'node_modules/code-server/lib/vscode/out/server-main.js'),
  };
}

/** Runs npm in `folder`; rejects with the last lines that npm said. */
function npm(folder, args) {
  const common = [
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-save',
    '--loglevel=error',
    '--prefix',
    folder,
  ];
  const script = process.env.npm_execpath;
  const [command, first] = script?.endsWith('js') ? [process.execPath, [script]] : ['npm', []];
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...first, 'install', ...args, ...common], {
      cwd: folder,
      shell: command === 'npm' && process.platform === 'win32',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said = [];
    createInterface({ input: child.stderr }).on('line', line => said.push(line));
    child.once('error', reject);
    child.once('close', code => {
      if (code === 0) resolve();
      else reject(new Error([`npm install ${args.join(' ')} failed:`, ...said.slice(-8)].join('\n')));
    });
  });
}

async function installInto(folder) {
  await writeFile(path.join(folder, 'package.json'), '{ "private": true }\n');
  await npm(folder, [VSCODE_PACKAGE, `${nodePackage()}@${NODE_MAJOR}`]);
  const vscode = path.join(folder, 'node_modules/code-server/lib/vscode');
  await npm(vscode, ['--omit=dev']);
  await npm(path.join(vscode, 'extensions'), []);
}

/**
 * The programs of VS Code, `{ node, server }`, installed first where they are not there yet (about 20 s, 800 MB).
 * Installs beside the final place and renames, so that an interrupted install leaves nothing half done.
 */
export async function installVSCode(log = console.log) {
  if (!existsSync(programs().server)) {
    log('Installing VS Code from npm into .cache/vscode (once, about 800 MB) ...');
    await mkdir(cache, { recursive: true });
    const folder = await mkdtemp(path.join(cache, 'installing-'));
    try {
      await installInto(folder);
      await rename(folder, home).catch(error => {
        // Another process was faster: its installation is as good.
        if (!existsSync(programs().server)) throw error;
      });
    } catch (error) {
      throw new Error(`VS Code could not be installed from npm. ${error.message}`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  await mendLogger();
  return programs();
}

/** Output channels write through a native module, which is not built here. */
async function mendLogger() {
  const folder = path.join(home, 'node_modules/code-server/lib/vscode/node_modules/@vscode/spdlog');
  if (existsSync(path.join(folder, 'build/Release/spdlog.node'))) return;
  await copyFile(at('build/vscode-logger.cjs'), path.join(folder, 'index.js'));
}

/** Whether nothing listens on 127.0.0.1:`port`. */
export function isPortFree(port) {
  return new Promise(resolve => {
    const probe = net.createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

/** Settings under which VS Code opens with the files that it was asked for and nothing else. */
export const QUIET_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'git.openRepositoryInParentFolders': 'never',
  'telemetry.telemetryLevel': 'off',
};

/** Writes the settings of the machine that the server runs on: they hold in each of its windows. */
export async function writeMachineSettings(dataDir, settings) {
  const folder = path.join(dataDir, 'data/Machine');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'settings.json'), `${JSON.stringify(settings, undefined, 2)}\n`);
}

/** Puts this repository into a folder of extensions, as a link: what is built next is what runs next. */
export async function linkExtension(extensionsDir) {
  await mkdir(extensionsDir, { recursive: true });
  const link = path.join(extensionsDir, 'lstm-shapes.lstm-shapes');
  // Without its own list of what is installed, VS Code looks at the folder itself.
  for (const old of [link, path.join(extensionsDir, 'extensions.json')]) await rm(old, { force: true });
  await symlink(root, link, 'junction');
}

function serverArguments(server, options, token) {
  const { port, dataDir, extensionsDir, trust, testDriver } = options;
  return [
    server,
    ...['--host', '127.0.0.1', '--port', String(port), '--connection-token', token],
    ...['--server-data-dir', dataDir, '--extensions-dir', extensionsDir],
    ...['--accept-server-license-terms', '--telemetry-level', 'off', '--disable-update-check'],
    ...(trust ? [] : ['--disable-workspace-trust']),
    ...(testDriver ? ['--enable-smoke-test-driver'] : []),
  ];
}

/** Ends a process and what it started, and waits until it has ended. */
function stopProcess(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  const ended = new Promise(resolve => child.once('exit', resolve));
  child.kill('SIGTERM');
  const last = setTimeout(() => child.kill('SIGKILL'), 5000);
  return ended.finally(() => clearTimeout(last));
}

/** Resolves with the port once the server listens; rejects with what it said where it ends before. */
function listening(child) {
  return new Promise((resolve, reject) => {
    const said = [];
    const read = line => {
      said.push(line);
      const match = /Extension host agent listening on (\d+)/.exec(line);
      if (match) resolve(Number(match[1]));
    };
    createInterface({ input: child.stdout }).on('line', read);
    createInterface({ input: child.stderr }).on('line', read);
    child.once('error', reject);
    child.once('exit', code =>
      reject(
        new Error([`VS Code ended with code ${code} before it was ready:`, ...said.slice(-12)].join('\n')),
      ),
    );
  });
}

/**
 * Starts the server on loopback with a random token.
 *
 * Options: `port` (0: any free one), `dataDir`, `extensionsDir`, `trust` (whether workspace trust is asked for),
 * `testDriver` (whether a page may run an extension test). Returns `{ port, token, address(query), stop(), ended }`.
 */
export async function startServer({ node, server }, options) {
  const token = randomBytes(24).toString('hex');
  const child = spawn(node, serverArguments(server, { port: 0, ...options }, token), {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const port = await listening(child);
  return {
    port,
    token,
    address: query => `http://127.0.0.1:${port}/?${new URLSearchParams({ tkn: token, ...query })}`,
    stop: () => stopProcess(child),
    ended: new Promise(resolve => child.once('exit', resolve)),
  };
}
