/** Reads what was recorded of the real frameworks (test/goldens) for the coverage page. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The framework that an entry of the goldens is of, by its own word or by its folder or file, where that is not the framework's name. */
const ALIASES = {
  tf_keras: 'keras',
  keras_backend: 'keras',
  'keras2.2.4': 'keras',
  tf1: 'tensorflow',
  torch_layers: 'torch',
  mxnet_np: 'mxnet',
  mlx_nn: 'mlx',
  'flax.linen': 'flax',
  'flax.nnx': 'flax',
  flax_linen: 'flax',
  flax_nnx: 'flax',
};

/** What an entry without a name of its framework imports. */
const IMPORTED = [
  [/\bimport haiku\b/, 'haiku'],
  [/\bimport equinox\b/, 'equinox'],
  [/\b(import|from) flax\b/, 'flax'],
];

/** What test/goldens has besides: no programs of one framework, or none that was only run. */
const OTHERS = new Set([
  'arrays',
  'cases',
  'cells',
  'dtypes',
  'errors',
  'messages',
  'names',
  'sarif',
  'shapes',
  'truth',
  'weights',
  'written',
]);

/** Files of expressions that are no framework's, and other programs that ran the cells. */
const NOBODYS = new Set(['symbolic', 'onnx', 'chainer']);

const recorded = (framework, version, text) => ({ framework, version, text });

/** @param frameworks the names of all. */
export function evidenceIn(root, frameworks) {
  /** The framework whose runs a folder, a file or an entry of the goldens holds; undefined: nobody's. */
  const frameworkOf = (name, where) => {
    if (NOBODYS.has(name)) return undefined;
    const own = Object.hasOwn(ALIASES, name) ? ALIASES[name] : name;
    if (!frameworks.includes(own))
      throw new Error(`build/evidence.mjs does not know whose \`${name}\` of ${where} is: add it to ALIASES`);
    return own;
  };
  const goldens = join(root, 'test/goldens');
  const json = path => JSON.parse(readFileSync(join(goldens, path), 'utf8'));
  const files = folder =>
    readdirSync(join(goldens, folder))
      .filter(name => name.endsWith('.json'))
      .sort();
  const names = files('names').map(name => json(`names/${name}`));
  const cells = files('cells').flatMap(name =>
    json(`cells/${name}`).flatMap(({ framework, version, layer, code }) => {
      // Single steps have no framework of their own: the layers of the same runs have.
      const own = framework === undefined ? undefined : frameworkOf(framework, `cells/${name}`);
      return own
        ? [recorded(own, `${framework.replace(/\d.*$/, '')} ${version}`, `${framework} ${layer}( ${code}`)]
        : [];
    }),
  );
  const arrays = files('arrays').flatMap(name => {
    const stem = name.replace('.json', '');
    const { versions, results } = json(`arrays/${name}`);
    const own = frameworkOf(stem, 'arrays');
    if (!own) return [];
    const preamble = readFileSync(join(goldens, `arrays/${stem}.py`), 'utf8');
    const text = `${stem.replace('_', ' ')} ${preamble} ${Object.keys(results).join(' ')}`;
    return Object.entries(versions).map(([module, version]) => {
      const [top] = module.split('.');
      const framework = frameworkOf(top, `arrays/${name}`);
      return recorded(framework, `${top} ${version}`, framework === own ? text : '');
    });
  });
  const folders = readdirSync(goldens, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && !OTHERS.has(entry.name))
    .map(({ name }) => name)
    .sort();
  const programs = folders.flatMap(folder =>
    files(folder).flatMap(name =>
      json(`${folder}/${name}`).map(entry => {
        const code = typeof entry === 'string' ? entry : entry.code;
        const own =
          IMPORTED.find(([pattern]) => pattern.test(code))?.[1] ?? frameworkOf(folder, 'test/goldens');
        const pinned = entry.requirements
          ?.trim()
          .split('\n')
          .find(line => line.startsWith(own));
        const ran = own === 'brainjs' ? `brain.js ${entry.version}` : pinned?.replace('==', ' ');
        return recorded(own, ran, code);
      }),
    ),
  );
  return { names, recorded: [...cells, ...arrays, ...programs] };
}
