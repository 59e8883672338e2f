/**
 * Files that must be analysed together because they import each other, in batches of bounded size: a large project is parsed,
 * analysed and dropped batch by batch.
 */

export interface BatchItem {
  readonly path: string;
  readonly length: number;
  /** Files that it imports. */
  readonly imports: readonly string[];
}

/** Lengths of all texts of a batch together. */
export interface BatchLimits {
  /** Unrelated files are put into one batch up to here. */
  readonly fill: number;
  /** Files that import each other are cut apart only beyond this. */
  readonly most: number;
}

/** Every item once, files that are linked by imports side by side as far as the limits allow. */
export function batchesOf(
  items: readonly BatchItem[],
  limits: BatchLimits,
): readonly (readonly BatchItem[])[] {
  const groups = linkedGroups(items).flatMap(group =>
    inPacks(
      group.map(item => [item]),
      limits.most,
    ),
  );
  return inPacks(groups, limits.fill);
}

/** Joins lists that follow each other as long as what they hold stays below a length; a longer one stays alone. */
function inPacks(lists: readonly (readonly BatchItem[])[], most: number): readonly (readonly BatchItem[])[] {
  const packs: BatchItem[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const list of lists) {
    const added = list.reduce((sum, item) => sum + item.length, 0);
    const last = packs.at(-1);
    if (last && length + added <= most) last.push(...list);
    else packs.push([...list]);
    length = last && length + added <= most ? length + added : added;
  }
  return packs;
}

/** Groups of items that reach each other over imports in either direction, each in the order of the items. */
function linkedGroups(items: readonly BatchItem[]): readonly (readonly BatchItem[])[] {
  const byPath = new Map(items.map(item => [item.path, item]));
  const leader = new Map(items.map(item => [item.path, item.path]));
  const find = (path: string): string => {
    let at = path;
    for (let up = leader.get(at); up !== undefined && up !== at; up = leader.get(at)) at = up;
    leader.set(path, at);
    return at;
  };
  for (const item of items) {
    for (const imported of item.imports)
      if (byPath.has(imported)) leader.set(find(item.path), find(imported));
  }
  const groups = new Map<string, BatchItem[]>();
  for (const item of items) {
    const group = groups.get(find(item.path)) ?? [];
    group.push(item);
    groups.set(find(item.path), group);
  }
  return [...groups.values()];
}
