/** The parser from its wasm files, wherever they are read from: the names are those that the build writes into `dist/wasm`. */
import { createParser, type SourceParser } from '../syntax/parser.ts';

/** Reads the runtime now and each grammar when it is first needed. */
export function loadParser(read: (fileName: string) => Uint8Array): Promise<SourceParser> {
  return createParser({
    runtime: read('web-tree-sitter.wasm'),
    grammar: name => read(`tree-sitter-${name}.wasm`),
  });
}
