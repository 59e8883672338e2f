/** Ordinary model files for tests of robustness. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Grammar, grammarOf } from '../../../src/syntax/language.ts';

export interface ModelFile {
  readonly name: string;
  readonly grammar: Grammar;
  readonly text: string;
}

const FOLDER = 'test/unit/syntax/models';

export function modelFiles(): readonly ModelFile[] {
  return readdirSync(FOLDER)
    .sort()
    .map(file => {
      const name = basename(file, '.txt');
      const grammar = grammarOf(name);
      if (grammar === null) throw new Error(`no grammar for ${file}`);
      return { name, grammar, text: readFileSync(join(FOLDER, file), 'utf8') };
    });
}
