/** B-trees: version 1 of old groups and chunks, version 2 of new groups, attributes and chunks. */
import { Cursor } from '../bytes/cursor.ts';
import { inMemory } from '../bytes/region.ts';
import { malformed } from '../error.ts';
import { LIMITS } from '../limits.ts';
import { type Hdf5, readAddress, readLength, signed, widthOf } from './context.ts';

export interface OldLeaf {
  /** Before the child, as long as asked. */
  readonly key: Uint8Array;
  readonly child: number;
}

/** The entries of the lowest level, in order. `type` 0: groups, 1: chunks. */
export function* oldTree(
  file: Hdf5,
  address: number,
  { type, keyLength }: { readonly type: 0 | 1; readonly keyLength: number },
): Generator<OldLeaf> {
  yield* oldNode(file, address, { type, keyLength, level: undefined });
}

function* oldNode(
  file: Hdf5,
  address: number,
  told: { readonly type: 0 | 1; readonly keyLength: number; readonly level: number | undefined },
): Generator<OldLeaf> {
  const what = 'a tree of its index';
  file.spend();
  const cursor = signed(file, address, 'TREE', what);
  const type = cursor.u8();
  const level = cursor.u8();
  // Each level lies below the one before, so that no tree leads in a circle.
  if (type !== told.type || level > LIMITS.depth || (told.level !== undefined && level !== told.level))
    throw malformed(`${what} is broken`);
  const count = cursor.u16();
  cursor.skip(2 * file.offsetSize);
  for (let place = 0; place < count; place++) {
    file.spend();
    const key = cursor.bytes(told.keyLength);
    const child = readAddress(file, cursor);
    if (child === undefined) throw malformed(`${what} has an entry that is nowhere`);
    if (level === 0) yield { key, child };
    else yield* oldNode(file, child, { ...told, level: level - 1 });
  }
}

interface Level {
  readonly maxRecords: number;
  /** In all nodes below, at most. */
  readonly total: number;
  /** Bytes of a number of records in all nodes below. */
  readonly totalWidth: number;
}

interface NewTree {
  readonly nodeSize: number;
  readonly recordSize: number;
  readonly levels: readonly Level[];
  readonly countWidth: number;
}

/** The records, in order. */
export function* newTree(file: Hdf5, address: number): Generator<Cursor> {
  const what = 'a tree of its index';
  const cursor = signed(file, address, 'BTHD', what);
  cursor.skip(2);
  const nodeSize = cursor.u32();
  const recordSize = cursor.u16();
  const depth = cursor.u16();
  cursor.skip(2);
  const root = readAddress(file, cursor);
  const count = cursor.u16();
  readLength(file, cursor);
  if (root === undefined) return;
  const leafRecords = Math.floor((nodeSize - 10) / Math.max(recordSize, 1));
  if (recordSize === 0 || leafRecords < 1 || depth > 16) throw malformed(`${what} has impossible sizes`);
  const tree: NewTree = {
    nodeSize,
    recordSize,
    countWidth: widthOf(leafRecords),
    levels: levelsOf(file, { nodeSize, recordSize, depth, leafRecords }),
  };
  yield* newNode(file, tree, { address: root, count, depth });
}

function levelsOf(
  file: Hdf5,
  sizes: {
    readonly nodeSize: number;
    readonly recordSize: number;
    readonly depth: number;
    readonly leafRecords: number;
  },
): readonly Level[] {
  const { nodeSize, recordSize, depth, leafRecords } = sizes;
  const levels: Level[] = [{ maxRecords: leafRecords, total: leafRecords, totalWidth: 0 }];
  for (const below of levels) {
    if (levels.length > depth) break;
    const pointer = file.offsetSize + widthOf(leafRecords) + below.totalWidth;
    const maxRecords = Math.max(0, Math.floor((nodeSize - 10 - pointer) / (recordSize + pointer)));
    const total = (maxRecords + 1) * below.total + maxRecords;
    levels.push({ maxRecords, total, totalWidth: widthOf(total) });
  }
  return levels;
}

function* newNode(
  file: Hdf5,
  tree: NewTree,
  { address, count, depth }: { readonly address: number; readonly count: number; readonly depth: number },
): Generator<Cursor> {
  const what = 'a tree of its index';
  const level = tree.levels[depth];
  if (!level || count > level.maxRecords) throw malformed(`${what} has too many records in a node`);
  const cursor = signed(file, address, depth === 0 ? 'BTLF' : 'BTIN', what);
  cursor.skip(2);
  const records: Uint8Array[] = [];
  for (let place = 0; place < count; place++) {
    file.spend();
    records.push(cursor.bytes(tree.recordSize));
  }
  const below = tree.levels[depth - 1];
  for (let place = 0; place <= count; place++) {
    if (below) {
      const child = readAddress(file, cursor);
      const inChild = cursor.unsigned(tree.countWidth);
      cursor.skip(below.totalWidth);
      file.spend();
      if (child === undefined) throw malformed(`${what} has a node that is nowhere`);
      yield* newNode(file, tree, { address: child, count: inChild, depth: depth - 1 });
    }
    const record = records[place];
    if (record) yield new Cursor(inMemory(record), { what });
  }
}
