/** How long the extension takes to activate in a real VS Code: in an extension host of its own for each sample. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installVSCode } from '../build/vscode-server.mjs';
import { root } from './editor.mjs';
import { availableOr, fromTests } from './support.mjs';

const HOSTS = 7;

export async function measureActivation() {
  if (!existsSync(path.join(root, 'dist/extension.js'))) {
    console.error('activation is not measured: there is no dist/extension.js; npm run build -- --production');
    return [];
  }
  const tests = await availableOr('activation', vscodeOfTests);
  if (tests === undefined) return [];
  const workspace = await mkdtemp(path.join(tmpdir(), 'bench-activation-'));
  try {
    const times = [];
    while (times.length < HOSTS) times.push(await activate(tests, workspace));
    return [
      {
        name: 'activation: loading extension.js and its activate()',
        unit: 'ms',
        samples: times.map(({ own }) => own),
        aim: '50 ms',
      },
      {
        name: 'activation: VS Code asked to answered, its own part in it',
        unit: 'ms',
        samples: times.map(({ whole }) => whole),
        aim: '50 ms',
      },
    ];
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
}

/** What the tests run suites with, once everything that it needs is installed. */
async function vscodeOfTests() {
  const { findChromium } = fromTests('test/support/chromium.ts');
  await installVSCode(console.error);
  await findChromium();
  return fromTests('test/support/vscode.ts');
}

/** The times of one activation, in milliseconds: `{ own, whole }`. */
async function activate({ runSuite }, workspace) {
  const lines = [];
  const { failures } = await runSuite({
    files: [path.join(root, 'bench/activation.host.mjs')],
    workspace,
    log: line => lines.push(line),
  });
  if (failures.length > 0) throw new Error(`the extension did not activate: ${failures[0].message}`);
  const said = lines.find(line => line.startsWith('times '));
  if (said === undefined) throw new Error(`VS Code did not say its times: ${lines.join('\n')}`);
  return JSON.parse(said.slice('times '.length));
}
