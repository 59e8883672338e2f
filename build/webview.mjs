/** Bundles the calculator's page: dist/webview/main.js and main.css. */
import { build } from 'esbuild';
import { at } from './paths.mjs';

/** The worker's bundle as a text inside of the page's: a webview may start workers from its own memory only. */
const workerSource = options => ({
  name: 'worker-source',
  setup(bundling) {
    bundling.onResolve({ filter: /^worker:source$/ }, ({ path }) => ({ path, namespace: 'worker' }));
    bundling.onLoad({ filter: /.*/, namespace: 'worker' }, async () => {
      const { outputFiles, metafile } = await build({
        ...options,
        entryPoints: [at('webview/worker/worker.ts')],
        sourcemap: false,
        write: false,
      });
      const watchFiles = Object.keys(metafile.inputs).map(file => at(file));
      return { contents: outputFiles[0].text, loader: 'text', watchFiles };
    });
  },
});

/** Resolves with esbuild's metafile; rejects with esbuild's messages where a file does not build. */
export async function buildWebview({ production }) {
  const options = {
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
  };
  const { metafile } = await build({
    ...options,
    entryPoints: [
      { in: at('webview/main.ts'), out: 'main' },
      { in: at('webview/styles.css'), out: 'main' },
    ],
    outdir: at('dist/webview'),
    plugins: [workerSource(options)],
  });
  return metafile;
}
