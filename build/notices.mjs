/**
 * `npm run notices [-- --check]`: writes THIRD-PARTY-NOTICES.txt, the licences of every package whose code is in the bundles; with
 * `--check` only says whether it is current.
 *
 * The packages are read from what esbuild puts into the bundles, so that none can be forgotten.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import esbuild from 'esbuild';
import { bundles, esbuildOptions, wasmFiles } from './bundles.mjs';
import { at, isMain, root } from './paths.mjs';

const FILE = at('THIRD-PARTY-NOTICES.txt');
const RULE = '-'.repeat(80);

const HEADER = `Third-party notices of LSTM Shapes

LSTM Shapes contains code of the packages below. Made by "npm run notices".
`;

/** The browser's bundle as far as it matters here: which modules it is made of. */
const webview = {
  entryPoints: [at('webview/main.ts')],
  outfile: 'webview.js',
  bundle: true,
  platform: 'browser',
  format: 'iife',
  metafile: true,
  logLevel: 'silent',
  // A bundle of its own, below.
  external: ['worker:source'],
};

const worker = { ...webview, entryPoints: [at('webview/worker/worker.ts')] };

/** `node_modules/@scope/name` of a path, undefined for the project's own files. */
function packageFolder(file) {
  const parts = file.split(/[\\/]/);
  const last = parts.lastIndexOf('node_modules');
  if (last === -1) return undefined;
  return parts.slice(0, last + (parts[last + 1].startsWith('@') ? 3 : 2)).join('/');
}

async function bundledFiles() {
  const options = [...bundles.map(bundle => esbuildOptions(bundle, { production: true })), webview, worker];
  const results = await Promise.all(options.map(option => esbuild.build({ ...option, write: false })));
  // What tree shaking leaves out is not in the product.
  const outputs = results.flatMap(result => Object.values(result.metafile.outputs));
  const used = outputs.flatMap(output =>
    Object.entries(output.inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([file]) => file),
  );
  return [...used, ...wasmFiles.map(([file]) => `node_modules/${file}`)];
}

/** The grammars inside @vscode/tree-sitter-wasm, which carries the licence of its own code only. */
const GRAMMARS = {
  title: 'tree-sitter-javascript, tree-sitter-python, tree-sitter-typescript (MIT)',
  file: at('build/licences/tree-sitter-grammars.txt'),
};

function section(title, text) {
  return [RULE, title, RULE, '', text.trim(), ''].join('\n');
}

async function licenceText(folder) {
  const names = await readdir(path.join(root, folder));
  const licences = names.filter(name => /^(licen[cs]e|notice|copying)/i.test(name)).sort();
  const texts = await Promise.all(licences.map(name => readFile(path.join(root, folder, name), 'utf8')));
  return texts.map(text => text.replace(/\r\n/g, '\n').trim()).join('\n\n');
}

/** The licences of packages that are published without their text. */
const TEXTS = {
  '@microsoft/fast-element': 'microsoft-fast.txt',
  '@microsoft/fast-foundation': 'microsoft-fast.txt',
  '@microsoft/fast-web-utilities': 'microsoft-fast.txt',
};

async function notice(folder) {
  const manifest = JSON.parse(await readFile(path.join(root, folder, 'package.json'), 'utf8'));
  const own = await licenceText(folder);
  const known = TEXTS[manifest.name];
  if (own === '' && known === undefined) {
    throw new Error(`${manifest.name} carries no licence text: add it to build/licences and to TEXTS here`);
  }
  const text = own === '' ? await readFile(at('build/licences', known), 'utf8') : own;
  return section(`${manifest.name} ${manifest.version} (${manifest.license})`, text);
}

/** The whole text of THIRD-PARTY-NOTICES.txt as it should be now. */
export async function notices() {
  const folders = (await bundledFiles()).map(packageFolder).filter(folder => folder !== undefined);
  const sections = await Promise.all([...new Set(folders)].sort().map(notice));
  const grammars = section(GRAMMARS.title, await readFile(GRAMMARS.file, 'utf8'));
  return [HEADER, ...sections, grammars].join('\n');
}

async function main() {
  const text = await notices();
  if (!process.argv.includes('--check')) {
    await writeFile(FILE, text);
    return;
  }
  if ((await readFile(FILE, 'utf8').catch(() => '')) !== text) {
    throw new Error('THIRD-PARTY-NOTICES.txt is not current: run "npm run notices".');
  }
}

if (isMain(import.meta.url)) {
  main().catch(error => {
    console.error(`notices: ${error.message}`);
    process.exitCode = 1;
  });
}
