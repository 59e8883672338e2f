/**
 * Modules that are part of the page's bundle and do not run until one of their functions is called: what takes longer to set up than to use, and is not used
 * at once.
 *
 * esbuild runs what is imported when the bundle starts, and what is required when it is required. What is required it takes whole, so that each of these modules
 * is bundled by itself first.
 */
import { build } from 'esbuild';
import { at } from './paths.mjs';

const functionsOf = new Map([
  [at('src/cells/mathjs.ts'), ['parseText']],
  [at('webview/page/mathml.ts'), ['renderFormula']],
]);

/** `options`: esbuild's, of the bundle that this is a plugin of. */
export const lateModules = options => ({
  name: 'late-modules',
  setup(bundling) {
    bundling.onResolve({ filter: /^\.{1,2}\// }, async ({ path, kind, pluginData, ...from }) => {
      if (pluginData === plainly || kind !== 'import-statement') return undefined;
      const found = await bundling.resolve(path, { ...from, kind, pluginData: plainly });
      return functionsOf.has(found.path) ? { path: found.path, namespace: 'late' } : undefined;
    });
    bundling.onLoad({ filter: /.*/, namespace: 'late' }, ({ path }) => {
      const whole = JSON.stringify(`whole:${path}`);
      const contents = functionsOf
        .get(path)
        .map(name => `export const ${name} = (...given) => require(${whole}).${name}(...given);`)
        .join('\n');
      return { contents, loader: 'js' };
    });
    bundling.onResolve({ filter: /^whole:/ }, ({ path }) => ({
      path: path.slice('whole:'.length),
      namespace: 'whole',
    }));
    bundling.onLoad({ filter: /.*/, namespace: 'whole' }, async ({ path }) => {
      const { outputFiles, metafile } = await build({
        ...options,
        entryPoints: [path],
        format: 'cjs',
        sourcemap: false,
        write: false,
      });
      const watchFiles = Object.keys(metafile.inputs).map(file => at(file));
      return { contents: outputFiles[0].text, loader: 'js', watchFiles };
    });
  },
});

const plainly = Symbol('resolved without this plugin');
