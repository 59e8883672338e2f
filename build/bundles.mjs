/** The table of bundles: which entry becomes which file of dist, and how. The build and the notices read it. */
import { at } from './paths.mjs';

/** Loads the language client, the larger part of the extension, only when the first model is opened. */
const separateClient = {
  name: 'separate-client',
  setup(build) {
    build.onResolve({ filter: /\/languageClient\.ts$/ }, args =>
      args.kind === 'dynamic-import' ? { path: './client.js', external: true } : undefined,
    );
  },
};

export const bundles = [
  { name: 'extension', entry: 'src/extension/main.ts', out: 'dist/extension.js', host: 'vscode' },
  { name: 'client', entry: 'src/extension/languageClient.ts', out: 'dist/client.js', host: 'vscode' },
  { name: 'server', entry: 'src/server/node.ts', out: 'dist/server.js', host: 'node' },
  { name: 'cli', entry: 'src/cli/main.ts', out: 'dist/cli.js', host: 'node', shebang: true },
];

/** esbuild's options for one row of the table. */
export function esbuildOptions(bundle, { production }) {
  return {
    entryPoints: [at(bundle.entry)],
    outfile: at(bundle.out),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // Only the extension's own bundles may ask for `vscode`: anywhere else it stops the build.
    external: bundle.host === 'vscode' ? ['vscode'] : [],
    // The ESM file asks import.meta for its place, and a cjs bundle has none.
    alias: { 'web-tree-sitter': at('node_modules/web-tree-sitter/web-tree-sitter.cjs') },
    plugins: bundle.name === 'extension' ? [separateClient] : [],
    supported: { 'dynamic-import': false },
    banner: bundle.shebang ? { js: '#!/usr/bin/env node' } : {},
    minify: production,
    sourcemap: !production,
    sourcesContent: false,
    legalComments: 'none',
    metafile: true,
    logLevel: 'silent',
  };
}

/** The parser's wasm files: [file inside node_modules, name inside dist/wasm]. */
export const wasmFiles = [
  ['web-tree-sitter/web-tree-sitter.wasm', 'web-tree-sitter.wasm'],
  ...['python', 'typescript', 'tsx'].map(language => [
    `@vscode/tree-sitter-wasm/wasm/tree-sitter-${language}.wasm`,
    `tree-sitter-${language}.wasm`,
  ]),
];
