/** Cases in text files: `=== title`, the source, `---`, the printed tree. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Case {
  readonly title: string;
  readonly source: string;
  readonly tree: string;
}

export function readCases(file: string): readonly Case[] {
  const text = readFileSync(join('test/unit/syntax/cases', file), 'utf8');
  return text
    .split(/^=== /m)
    .slice(1)
    .map(part => {
      const [head = '', tree = ''] = part.split('\n---\n');
      const [title = '', ...source] = head.split('\n');
      return { title, source: source.join('\n'), tree: tree.trimEnd() };
    });
}
