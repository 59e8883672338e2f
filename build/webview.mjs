/** Bundles the calculator's page: dist/webview/main.js and main.css. */
import { build } from 'esbuild';
import { at } from './paths.mjs';

/** Resolves with esbuild's metafile; rejects with esbuild's messages where a file does not build. */
export async function buildWebview({ production }) {
  const { metafile } = await build({
    entryPoints: [
      { in: at('webview/main.ts'), out: 'main' },
      { in: at('webview/styles.css'), out: 'main' },
    ],
    outdir: at('dist/webview'),
    bundle: true,
    platform: 'browser',
    // The browser of the oldest VS Code that the extension supports (Electron 34).
    target: 'chrome132',
    format: 'iife',
    minify: production,
    sourcemap: production ? false : 'inline',
    sourcesContent: false,
    legalComments: 'none',
    metafile: true,
    logLevel: 'silent',
    tsconfig: at('webview/tsconfig.json'),
  });
  return metafile;
}
