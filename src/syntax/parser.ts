/**
 * The only door to tree-sitter: text in, lowered module out. Grammars come as bytes, so that node, the browser and tests load
 * them in their own way.
 *
 * Bundles in CommonJS must resolve `web-tree-sitter` to its `.cjs` file: the ES module reads `import.meta`, which is empty there.
 */
import { Edit, Language as GrammarLanguage, Parser, type Tree } from 'web-tree-sitter';
import { applyChange, type ChangedText, pointAt, type TextChange } from './change.ts';
import { withoutLongRuns } from './comment-runs.ts';
import { type Grammar, languageOf } from './language.ts';
import { grammarNames } from './read.ts';
import { NO_MEMORY, type Reader, type Reading, readModule } from './reader.ts';
import type { Module } from './tree.ts';

export type { TextChange } from './change.ts';

export interface ParserBytes {
  /** `web-tree-sitter.wasm`, of the same version as the package. */
  readonly runtime: Uint8Array;
  /**
   * `tree-sitter-<name>.wasm`, asked for with the first text in it: most projects need one, and each takes its time and memory. TSX's grammar
   * reads JavaScript too.
   */
  readonly grammar: (name: Grammar) => Uint8Array;
}

/** A text that is being edited. Its memory lies outside the JavaScript heap until `dispose`. */
export interface OpenSource {
  readonly text: string;
  readonly module: Module;
  /** Parses again what the change touches; gives the new module. Offsets outside the text are clamped. */
  edit(change: TextChange): Module;
  dispose(): void;
}

export interface SourceParser {
  /** Parses once and keeps nothing. */
  parse(grammar: Grammar, text: string): Module;
  open(grammar: Grammar, text: string): OpenSource;
  dispose(): void;
}

interface LoadedGrammar extends Reader {
  readonly parser: Parser;
  /** The text as the parser gets it, of the same length. */
  seen(text: string): string;
  parse(text: string, old?: Tree): Tree;
}

/** Compiles the runtime. Rejects when its bytes are no WebAssembly; those of a grammar are refused where a text in it is first parsed. */
export async function createParser(bytes: ParserBytes): Promise<SourceParser> {
  await Parser.init({ wasmBinary: bytes.runtime });
  const loaded = new Map<Grammar, LoadedGrammar>();
  const grammarFor = (name: Grammar): LoadedGrammar => {
    const grammar = loaded.get(name) ?? load(name, bytes.grammar(name));
    loaded.set(name, grammar);
    return grammar;
  };
  return {
    parse: (name, text) => {
      const grammar = grammarFor(name);
      const tree = grammar.parse(text);
      try {
        return readModule(grammar, tree, text, NO_MEMORY).module;
      } finally {
        tree.delete();
      }
    },
    open: (name, text) => openSource(grammarFor(name), text),
    dispose: () => {
      for (const { parser } of loaded.values()) parser.delete();
    },
  };
}

/** The part of the global that is used: the room is compiled without the types of any host. */
declare const WebAssembly: { readonly Module: new (bytes: Uint8Array) => object };

function load(grammar: Grammar, bytes: Uint8Array): LoadedGrammar {
  const language = GrammarLanguage.loadSync(new WebAssembly.Module(bytes));
  const parser = new Parser();
  parser.setLanguage(language);
  const seen = (text: string): string => (grammar === 'python' ? withoutLongRuns(text) : text);
  const named = language.types.map((_, id) => language.nodeTypeIsNamed(id));
  return {
    parser,
    language: languageOf(grammar),
    names: grammarNames(language.types, named, language.fields),
    seen,
    parse: (text, old) => {
      const tree = parser.parse(seen(text), old);
      if (tree === null) throw new Error('the parser gave no tree');
      return tree;
    },
  };
}

/** What an open text is at one moment. */
interface Version extends Reading {
  readonly text: string;
  readonly tree: Tree;
}

function openSource(loaded: LoadedGrammar, initial: string): OpenSource {
  const first = loaded.parse(initial);
  let now: Version = { text: initial, tree: first, ...readModule(loaded, first, initial, NO_MEMORY) };
  return {
    get text() {
      return now.text;
    },
    get module() {
      return now.module;
    },
    edit: change => {
      const changed = applyChange(now.text, change);
      const tree = parseChanged(loaded, now, changed);
      now.tree.delete();
      now = { text: changed.text, tree, ...readModule(loaded, tree, changed.text, now.memory) };
      return now.module;
    },
    dispose: () => now.tree.delete(),
  };
}

/**
 * The tree after a change. How errors are recovered from depends on what the parser saw before, so a text with errors is read afresh; so is one
 * with long runs of comments, of which an edit may change more than it touches.
 */
function parseChanged(loaded: LoadedGrammar, before: Version, changed: ChangedText): Tree {
  const isThinned = [before.text, changed.text].some(text => loaded.seen(text) !== text);
  if (before.tree.rootNode.hasError || isThinned) return loaded.parse(changed.text);
  before.tree.edit(treeEdit(before.text, changed));
  const tree = loaded.parse(changed.text, before.tree);
  if (!tree.rootNode.hasError) return tree;
  tree.delete();
  return loaded.parse(changed.text);
}

function treeEdit(before: string, after: ChangedText): Edit {
  return new Edit({
    startIndex: after.start,
    oldEndIndex: after.oldEnd,
    newEndIndex: after.newEnd,
    startPosition: pointAt(before, after.start),
    oldEndPosition: pointAt(before, after.oldEnd),
    newEndPosition: pointAt(after.text, after.newEnd),
  });
}
