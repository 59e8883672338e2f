/** Numbers that look random and that a seed and a place settle; the mixing function is MurmurHash3's finaliser (Appleby, public domain). */

/** A number in (-1, 1) from a seed and a place. */
export function noise(seed: number, row: number, column: number): number {
  return mixed(rowPart(seed, row) ^ columnPart(column));
}

/** What the row contributes to a place. */
export function rowPart(seed: number, row: number): number {
  return Math.imul(seed ^ Math.imul(row + 1, 0x9e3779b1), 0x85ebca6b);
}

export function columnPart(column: number): number {
  return Math.imul(column + 1, 0xc2b2ae35);
}

/** From what row and column contribute, joined by `^`. */
export function mixed(place: number): number {
  let hash = Math.imul(place ^ (place >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) | 0) / 0x80000000;
}
