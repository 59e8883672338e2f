/**
 * `npm run build [-- --production] [--only NAME,...]`: src and webview to dist.
 *
 * Every target is tried, so that one broken room does not hide the others; any failure makes the exit code 1.
 */
import { chmod, copyFile, mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import esbuild from 'esbuild';
import { bundles, esbuildOptions, wasmFiles } from './bundles.mjs';
import { at, isMain } from './paths.mjs';

async function requireFile(file) {
  const found = await stat(at(file)).catch(() => undefined);
  if (!found?.isFile()) throw new Error(`${file} does not exist`);
}

async function buildBundle(bundle, options) {
  try {
    await requireFile(bundle.entry);
    await esbuild.build(esbuildOptions(bundle, options));
  } catch (error) {
    // A bundle of yesterday must not stand in for one that does not build today.
    await rm(at(bundle.out), { force: true });
    throw error;
  }
  if (bundle.shebang) await chmod(at(bundle.out), 0o755);
}

async function buildWebview(options) {
  await requireFile('build/webview.mjs');
  const webview = await import(pathToFileURL(at('build/webview.mjs')).href);
  await webview.buildWebview(options);
}

async function copyWasm() {
  await mkdir(at('dist/wasm'), { recursive: true });
  await Promise.all(
    wasmFiles.map(([from, name]) => copyFile(at('node_modules', from), at('dist/wasm', name))),
  );
}

const targets = [
  ...bundles.map(bundle => ({ name: bundle.name, run: options => buildBundle(bundle, options) })),
  { name: 'webview', run: buildWebview },
  { name: 'wasm', run: copyWasm },
];

async function describeFailure(error) {
  if (!error.errors) return error.message;
  const messages = await esbuild.formatMessages(error.errors, { kind: 'error', color: process.stderr.isTTY });
  return messages.join('\n');
}

/** Builds the targets named in `only` (default: all). Returns the names of those that failed, after printing why. */
export async function build({ production = false, only = undefined } = {}) {
  const chosen = targets.filter(target => only === undefined || only.includes(target.name));
  // What is packaged must hold nothing of an earlier build.
  if (production && only === undefined) await rm(at('dist'), { recursive: true, force: true });
  const failed = [];
  for (const target of chosen) {
    try {
      await target.run({ production });
    } catch (error) {
      failed.push(target.name);
      console.error(`build: ${target.name} failed: ${await describeFailure(error)}`);
    }
  }
  return failed;
}

function readArguments() {
  const { values } = parseArgs({ options: { production: { type: 'boolean' }, only: { type: 'string' } } });
  const only = values.only?.split(',');
  const unknown = only?.filter(name => !targets.some(target => target.name === name)) ?? [];
  if (unknown.length > 0) {
    throw new Error(`no target ${unknown.join(', ')}; there are ${targets.map(t => t.name).join(', ')}`);
  }
  return { production: values.production ?? false, only };
}

async function main() {
  const started = performance.now();
  const failed = await build(readArguments());
  if (failed.length > 0) {
    console.error(`build: failed for ${failed.join(', ')}`);
    process.exitCode = 1;
  } else {
    console.log(
      `build: ${path.relative(process.cwd(), at('dist')) || 'dist'} in ${Math.round(performance.now() - started)} ms`,
    );
  }
}

if (isMain(import.meta.url)) {
  main().catch(error => {
    console.error(`build: ${error.message}`);
    process.exitCode = 2;
  });
}
