/** Bundles the calculator's page: dist/webview/main.js and main.css. */
import { build } from 'esbuild';
import { lateModules } from './late.mjs';
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

/** The equations of all cells as `src/cells/parsed.ts` gives them, by their text. */
async function parsedByText() {
  const contents = "export { cells } from './all-cells.ts'; export { parsedEquations } from './parsed.ts';";
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: at('src/cells'), loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
    logLevel: 'silent',
  });
  const encoded = Buffer.from(outputFiles[0].contents).toString('base64');
  const { cells, parsedEquations } = await import(`data:text/javascript;base64,${encoded}`);
  return Object.fromEntries(
    Object.values(cells).flatMap(cell =>
      parsedEquations(cell).map((equation, index) => [cell.equations[index], JSON.stringify(equation)]),
    ),
  );
}

/** Puts trees in the place of the equations' parser. They are texts until a cell is shown, which the browser reads past. */
const parsedEquations = {
  name: 'parsed-equations',
  setup(bundling) {
    bundling.onLoad({ filter: /[\\/]src[\\/]cells[\\/]parsed\.ts$/ }, async () => {
      const contents = `const trees = ${JSON.stringify(await parsedByText())};
        const known = new Map();
        const parsed = text => JSON.parse(trees[text]);
        export function parsedEquations({ name, equations }) {
          if (!known.has(name)) known.set(name, equations.map(parsed));
          return known.get(name);
        }`;
      return { contents, loader: 'js' };
    });
  },
};

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
  const plugins = [parsedEquations, lateModules(options)];
  const { metafile } = await build({
    ...options,
    entryPoints: [
      { in: at('webview/main.ts'), out: 'main' },
      { in: at('webview/styles.css'), out: 'main' },
    ],
    outdir: at('dist/webview'),
    plugins: [...plugins, workerSource({ ...options, plugins })],
  });
  return metafile;
}
