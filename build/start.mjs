/**
 * `npm start [-- --port N] [--folder PATH]`: a real VS Code with the extension in it and the samples, or a folder of one's own.
 *
 * The user's own `code` where there is one and a desktop to show it on; otherwise VS Code from npm, served on loopback with a random
 * token. `--port` always means the served one.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { at, root } from './paths.mjs';
import {
  installVSCode,
  isPortFree,
  linkExtension,
  QUIET_SETTINGS,
  startServer,
  writeMachineSettings,
} from './vscode-server.mjs';

const SAMPLES = at('samples');
const FIRST_SAMPLE = path.join(SAMPLES, 'first_question.py');

/** A mistake in how the command was called, told without a stack. */
class UsageError extends Error {}

function readArguments() {
  const options = {
    port: { type: 'string' },
    folder: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  };
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new UsageError(`${error.message}\n${USAGE}`);
  }
}

const USAGE = `Usage: npm start -- [--port N] [--folder PATH]
  --port N       serve VS Code on 127.0.0.1:N instead of opening your own
  --folder PATH  the folder to open (default: the samples)`;

async function readPort(text) {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535) {
    throw new UsageError(`--port ${text}: a port is a number from 1 to 65535.`);
  }
  if (!(await isPortFree(port))) {
    throw new UsageError(
      `Port ${port} is taken. Choose another with --port, or leave it out for any free one.`,
    );
  }
  return port;
}

async function readFolder(text) {
  if (text === undefined) return SAMPLES;
  // npm runs scripts in the repository; the person means the folder they typed the command in.
  const folder = path.resolve(process.env.INIT_CWD ?? process.cwd(), text);
  const found = await stat(folder).catch(() => undefined);
  if (found === undefined) throw new UsageError(`There is no folder ${folder}.`);
  if (!found.isDirectory()) throw new UsageError(`${folder} is not a folder.`);
  return folder;
}

function hasDesktop() {
  if (process.env.CI === 'true') return false;
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY || process.env.WSL_DISTRO_NAME);
}

/** The user's own `code`, which refuses to run as root. */
function hasOwnCode() {
  if (process.getuid?.() === 0 || !hasDesktop()) return false;
  return spawnSync('code', ['--version'], { shell: process.platform === 'win32' }).status === 0;
}

function openOwnCode(folder) {
  const files = folder === SAMPLES ? [FIRST_SAMPLE] : [];
  const quoted = [`--extensionDevelopmentPath=${root}`, folder, ...files].map(argument =>
    process.platform === 'win32' ? `"${argument}"` : argument,
  );
  const { status } = spawnSync('code', quoted, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error('Your VS Code could not be opened. With --port, one is served instead.');
  console.log(`LSTM Shapes: opened in your VS Code, with ${folder}`);
}

/** The served VS Code's own folders, kept from one start to the next. */
async function prepareProfile() {
  const dataDir = at('.cache/vscode/profile');
  const extensionsDir = path.join(dataDir, 'extensions');
  await linkExtension(extensionsDir);
  if (!existsSync(path.join(dataDir, 'data/Machine'))) await writeMachineSettings(dataDir, QUIET_SETTINGS);
  return { dataDir, extensionsDir };
}

function addressFor(server, folder) {
  const remote = file => `vscode-remote://127.0.0.1:${server.port}${file.replace(/\\/g, '/')}`;
  const open = folder === SAMPLES ? { payload: JSON.stringify([['openFile', remote(FIRST_SAMPLE)]]) } : {};
  return server.address({ folder, ...open });
}

function openInBrowser(address) {
  if (!hasDesktop()) return;
  const openers = {
    darwin: ['open', address],
    win32: ['rundll32', 'url.dll,FileProtocolHandler', address],
  };
  const [command, ...args] = openers[process.platform] ?? ['xdg-open', address];
  // The address is on the screen: a browser that does not open is no failure.
  spawn(command, args, { stdio: 'ignore', detached: true })
    .once('error', () => undefined)
    .unref();
}

function interrupted() {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => resolve('interrupted'));
  });
}

async function serve(folder, port) {
  const programs = await installVSCode();
  const server = await startServer(programs, { ...(await prepareProfile()), port });
  const address = addressFor(server, folder);
  console.log(`LSTM Shapes: VS Code is at ${address}`);
  console.log('Ctrl+C stops it.');
  openInBrowser(address);
  const why = await Promise.race([interrupted(), server.ended.then(() => 'ended')]);
  await server.stop();
  if (why === 'ended') throw new Error('VS Code has ended by itself.');
}

async function main() {
  const { port: portText, folder: folderText, help } = readArguments();
  if (help) {
    console.log(USAGE);
    return;
  }
  const [port, folder] = [await readPort(portText), await readFolder(folderText)];
  const failed = await build();
  if (failed.length > 0) throw new Error(`The extension could not be built: ${failed.join(', ')}.`);
  if (port === undefined && hasOwnCode()) openOwnCode(folder);
  else await serve(folder, port ?? 0);
}

main().catch(error => {
  console.error(`npm start: ${error.message}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
