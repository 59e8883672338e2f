/**
 * Small texts and their trees. Python's were recorded from CPython's `ast` (record/print_ast.py); TypeScript's were written by hand and
 * the JavaScript part of the front end compared with acorn's trees.
 */
import assert from 'node:assert/strict';
import { printModule } from '../../../src/syntax/print.ts';
import { parseText } from '../../support/parser.ts';
import { readCases } from './cases.ts';

const FILES = [
  ['python.txt', 'case.py'],
  ['python-2.txt', 'case.py'],
  ['python-errors.txt', 'case.py'],
  ['typescript.txt', 'case.ts'],
  ['javascript.txt', 'case.js'],
  ['tsx.txt', 'case.tsx'],
  ['typescript-errors.txt', 'case.ts'],
] as const;

for (const [file, name] of FILES) {
  describe(`lowering: ${file}`, () => {
    for (const { title, source, tree } of readCases(file)) {
      it(title, async () => {
        const module = await parseText(source, name);
        assert.equal(printModule(module), tree);
        if (!file.includes('errors')) assert.deepEqual(module.problems, []);
      });
    }
  });
}
