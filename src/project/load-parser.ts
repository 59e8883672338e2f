/** The parser from its wasm files, wherever they are read from: the names are those that the build writes into `dist/wasm`. */
import { createParser, type SourceParser } from '../syntax/parser.ts';

export async function loadParser(read: (fileName: string) => Promise<Uint8Array>): Promise<SourceParser> {
  const grammar = (name: string): Promise<Uint8Array> => read(`tree-sitter-${name}.wasm`);
  const [runtime, python, typescript, tsx] = await Promise.all([
    read('web-tree-sitter.wasm'),
    grammar('python'),
    grammar('typescript'),
    grammar('tsx'),
  ]);
  return createParser({ runtime, grammars: { python, typescript, tsx } });
}
