/**
 * Which room of the product may import which, and a check that holds it: an import in a wrong direction fails `npm run lint`.
 *
 * Read from the parsed source, so that type imports count too (a bundler never sees them).
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Language, Parser, Query } from 'web-tree-sitter';
import { at } from './paths.mjs';

const CORE = [
  'src/profiles',
  'src/syntax',
  'src/shapes',
  'src/words',
  'src/values',
  'src/cells',
  'src/weights',
  'src/frameworks',
  'src/project',
  'src/analysis',
];
const PRODUCT = [...CORE, 'src/errors', 'src/rules', 'src/fixes', 'src/report', 'src/protocol'];

/** Room: what it may import, besides itself. A file stands for itself only. */
export const ROOMS = {
  'src/profiles': [],
  'src/syntax': [],
  'src/shapes': [],
  'src/words': ['src/shapes'],
  'src/values': ['src/profiles', 'src/syntax', 'src/shapes'],
  'src/cells': ['src/shapes', 'src/words'],
  'src/weights': ['src/cells'],
  'src/frameworks': ['src/profiles', 'src/values', 'src/shapes', 'src/words', 'src/cells'],
  'src/project': ['src/profiles', 'src/syntax', 'src/values', 'src/weights'],
  'src/analysis': CORE,
  'src/errors': ['src/values'],
  'src/rules': ['src/profiles', 'src/syntax', 'src/values', 'src/shapes', 'src/analysis'],
  'src/fixes': ['src/syntax', 'src/values', 'src/shapes', 'src/project', 'src/analysis', 'src/rules'],
  'src/report': [...CORE, 'src/errors', 'src/rules', 'src/protocol'],
  'src/protocol': [],
  'src/server': PRODUCT,
  'src/cli': PRODUCT,
  'src/extension': ['src/protocol', 'src/syntax/imports.ts'],
  webview: ['src/cells', 'src/shapes', 'src/protocol'],
};

/** Package: the only places that may import it. */
export const PACKAGES = {
  vscode: ['src/extension'],
  'vscode-languageclient': ['src/extension'],
  'vscode-languageserver': ['src/server'],
  'web-tree-sitter': ['src/syntax/parser.ts'],
  '@vscode/webview-ui-toolkit': ['webview/page/controls.ts'],
};

const IMPORTS = `
  (import_statement source: (string (string_fragment) @path))
  (export_statement source: (string (string_fragment) @path))
  (import_require_clause source: (string (string_fragment) @path))
  (call_expression function: (import) arguments: (arguments (string (string_fragment) @path)))
  (call_expression function: (identifier) @name arguments: (arguments . (string (string_fragment) @path))
    (#eq? @name "require"))
`;

async function importReader() {
  await Parser.init();
  const language = await Language.load(
    at('node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-typescript.wasm'),
  );
  const parser = new Parser();
  parser.setLanguage(language);
  const query = new Query(language, IMPORTS);
  return text => {
    const tree = parser.parse(text);
    const captures = query.captures(tree.rootNode).filter(capture => capture.name === 'path');
    const imports = captures.map(({ node }) => ({ specifier: node.text, line: node.startPosition.row + 1 }));
    tree.delete();
    return imports;
  };
}

function isInside(file, place) {
  return file === place || file.startsWith(`${place}/`);
}

function roomOf(file) {
  return Object.keys(ROOMS).find(room => isInside(file, room));
}

/** Why `file` may not import `specifier`, or undefined where it may. Paths are relative to the repository, with slashes. */
export function refusal(file, specifier) {
  const room = roomOf(file);
  if (room === undefined) return `${file} stands in no room of build/rooms.mjs`;
  if (!specifier.startsWith('.')) {
    const owner = Object.keys(PACKAGES).find(name => isInside(specifier, name));
    const allowed = owner === undefined || PACKAGES[owner].some(place => isInside(file, place));
    return allowed ? undefined : `'${specifier}' may be imported only in ${PACKAGES[owner].join(', ')}`;
  }
  const target = path.posix.join(path.posix.dirname(file), specifier);
  const allowed = [room, ...ROOMS[room]].some(place => isInside(target, place));
  return allowed
    ? undefined
    : `${room} may not import ${target} (it may import ${ROOMS[room].join(', ') || 'nothing'})`;
}

async function sourceFiles(root) {
  const folders = ['src', 'webview'].map(async folder => {
    const entries = await readdir(path.join(root, folder), { recursive: true }).catch(() => []);
    return entries.map(entry => `${folder}/${entry.split(path.sep).join('/')}`);
  });
  return (await Promise.all(folders))
    .flat()
    .filter(file => /\.tsx?$/.test(file))
    .sort();
}

/** Every import that the table forbids in the repository at `root`, as `file:line: reason`. */
export async function wrongImports(root) {
  const readImports = await importReader();
  const wrong = [];
  for (const file of await sourceFiles(root)) {
    for (const { specifier, line } of readImports(await readFile(path.join(root, file), 'utf8'))) {
      const reason = refusal(file, specifier);
      if (reason !== undefined) wrong.push(`${file}:${line}: ${reason}`);
    }
  }
  return wrong;
}
