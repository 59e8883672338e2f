/** Parsing for tests: the real grammars from node_modules, loaded once. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { grammarOf } from '../../src/syntax/language.ts';
import { createParser, type SourceParser } from '../../src/syntax/parser.ts';
import type { Module } from '../../src/syntax/tree.ts';

const require = createRequire(`${process.cwd()}/package.json`);
let loading: Promise<SourceParser> | undefined;

/** One parser for all tests of a process. */
export function sharedParser(): Promise<SourceParser> {
  loading ??= load();
  return loading;
}

function load(): Promise<SourceParser> {
  return createParser({
    runtime: bytes('web-tree-sitter/web-tree-sitter.wasm'),
    grammar: name => bytes(`@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`),
  });
}

/** The lowered module of a text; `fileName`'s extension decides the language. Throws for extensions that are not read. */
export async function parseText(text: string, fileName: string): Promise<Module> {
  const parser = await sharedParser();
  const chosen = grammarOf(fileName);
  if (chosen === null) throw new Error(`no grammar for ${fileName}`);
  return parser.parse(chosen, text);
}

function bytes(file: string): Uint8Array {
  return readFileSync(require.resolve(file));
}
