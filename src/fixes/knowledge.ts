/** A problem also vanishes where nothing is known any more: what a fix makes unknown it has not mended. */
import type { Analysis, FileFacts } from '../analysis/index.ts';
import type { Edit } from '../rules/index.ts';
import { isUnknown } from '../shapes/index.ts';
import { shapeOf, type Value } from '../values/index.ts';
import { byFile, movedBy, movedEndBy } from './apply.ts';

/** Whether some expression says less in the changed program than it did before. What replaces an expression stands for it. */
export function saysLess(before: Analysis, after: Analysis, edits: readonly Edit[]): boolean {
  const own = byFile(edits);
  return [...before.files].some(([path, facts]) => {
    const changed = after.files.get(path);
    return changed !== undefined && isLessOfFile(facts, changed, own.get(path) ?? []);
  });
}

function isLessOfFile(before: FileFacts, after: FileFacts, edits: readonly Edit[]): boolean {
  const now = new Map(after.observations.map(({ start, end, values }) => [keyOf(start, end), values]));
  return before.observations.some(({ start, end, values }) => {
    const from = movedBy(edits, start);
    const left = now.get(keyOf(from, movedEndBy(edits, end))) ?? now.get(keyOf(from, movedBy(edits, end)));
    return left !== undefined && knowledgeOf(left) < knowledgeOf(values);
  });
}

const keyOf = (start: number, end: number): string => `${start}:${end}`;

/** As much as the best known of them says. */
const knowledgeOf = (values: readonly Value[]): number => Math.max(...values.map(knownOf));

/** 0: nothing; 1: its rank; 2: all its sizes, or what else it is. */
function knownOf(value: Value): number {
  if (value.kind === 'unknown') return 0;
  if (value.kind === 'union') return Math.min(...value.options.map(knownOf));
  if (value.kind !== 'tensor') return 2;
  const shape = shapeOf(value);
  if (!shape) return 0;
  return shape.some(isUnknown) ? 1 : 2;
}
