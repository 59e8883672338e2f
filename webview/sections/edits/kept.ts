/** The names by which the extension keeps large matrices. A matrix never changes. */
import type { Matrix } from '../../../src/cells/index.ts';

const ids = new WeakMap<Matrix, string>();

export function keptId(matrix: Matrix): string {
  const known = ids.get(matrix);
  if (known !== undefined) return known;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const id = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
  ids.set(matrix, id);
  return id;
}

/** One that came back. */
export function remember(matrix: Matrix, id: string): void {
  ids.set(matrix, id);
}
