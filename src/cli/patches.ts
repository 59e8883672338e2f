/** What fixes change, as a patch that `git apply` and `patch -p1` take. */
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { FixedText } from './fix.ts';
import type { Inputs } from './inputs.ts';

export interface Patches {
  add(fixed: FixedText): void;
  /** Problems that are mended. */
  count(): number;
  text(): string;
  /** '2 problems fixed in 1 file.' */
  summary(isDone: boolean): string;
}

export function createPatches(inputs: Inputs): Patches {
  const all: FixedText[] = [];
  const count = (): number => all.reduce((sum, fixed) => sum + fixed.count, 0);
  return {
    add: fixed => void all.push(fixed),
    count,
    text: () =>
      all
        .toSorted((a, b) => (a.path < b.path ? -1 : 1))
        .map(({ path, before, after }) => patchOf(inputs.printed(path).replace(/^\.\//, ''), before, after))
        .join(''),
    summary: isDone => {
      const n = count();
      if (n === 0) return 'there is nothing to fix safely';
      const problems = `${n} problem${n === 1 ? '' : 's'}`;
      const files = `${all.length} file${all.length === 1 ? '' : 's'}`;
      return isDone ? `${problems} fixed in ${files}` : `${problems} would be fixed in ${files}`;
    },
  };
}

function patchOf(path: string, before: string, after: string): string {
  const isAbsolute = path.startsWith('/');
  const [from, to] = isAbsolute ? [path, path] : [`a/${path}`, `b/${path}`];
  return createTwoFilesPatch(from, to, before, after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}
