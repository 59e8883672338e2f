/** What a group holds: in a table (old), in messages, or in a heap (new). Links to names or to other files are not followed. */
import { Cursor } from '../bytes/cursor.ts';
import type { Region } from '../bytes/region.ts';
import { utf8 } from '../bytes/text.ts';
import { malformed } from '../error.ts';
import { type Hdf5, readAddress, signed } from './context.ts';
import { fractalHeap, localHeap } from './heaps.ts';
import { MESSAGE, type Message } from './messages.ts';
import { newTree, oldTree } from './trees.ts';

export interface Link {
  readonly name: string;
  /** Of the object's header. */
  readonly address: number;
}

/** undefined: the object is no group. */
export function linksOf(file: Hdf5, messages: readonly Message[]): Iterable<Link> | undefined {
  const table = messages.find(({ type }) => type === MESSAGE.symbolTable);
  if (table) return oldLinks(file, table.data);
  const isGroup = messages.some(({ type }) => type === MESSAGE.linkInfo || type === MESSAGE.link);
  return isGroup ? newLinks(file, messages) : undefined;
}

function* oldLinks(file: Hdf5, table: Region): Generator<Link> {
  const cursor = new Cursor(table, { what: 'the table of a group' });
  const tree = readAddress(file, cursor);
  const heap = readAddress(file, cursor);
  if (tree === undefined || heap === undefined) throw malformed('the table of a group is nowhere');
  const names = localHeap(file, heap);
  for (const { child } of oldTree(file, tree, { type: 0, keyLength: file.lengthSize }))
    yield* symbols(file, child, names);
}

/** How an entry says that it is a link to a name. */
const SOFT = 2;

function* symbols(file: Hdf5, address: number, names: Region): Generator<Link> {
  const what = 'a table of links';
  const cursor = signed(file, address, 'SNOD', what);
  cursor.skip(2);
  const count = cursor.u16();
  for (let place = 0; place < count; place++) {
    file.spend();
    const nameAt = readAddress(file, cursor);
    const target = readAddress(file, cursor);
    const kind = cursor.u32();
    cursor.skip(20);
    if (nameAt === undefined) throw malformed(`${what} has a link without a name`);
    if (kind === SOFT || target === undefined) continue;
    const name = utf8(new Cursor(names, { what, at: nameAt }).until(0));
    yield { name, address: target };
  }
}

function* newLinks(file: Hdf5, messages: readonly Message[]): Generator<Link> {
  for (const { type, data } of messages) {
    if (type === MESSAGE.link) yield* linkIn(file, data);
    if (type === MESSAGE.linkInfo) yield* denseLinks(file, data);
  }
}

function* denseLinks(file: Hdf5, info: Region): Generator<Link> {
  const cursor = new Cursor(info, { what: 'the links of a group' });
  cursor.skip(1);
  if (cursor.u8() & 1) cursor.skip(8);
  const heap = readAddress(file, cursor);
  const tree = readAddress(file, cursor);
  if (heap === undefined || tree === undefined) return;
  const objectOf = fractalHeap(file, heap);
  for (const record of newTree(file, tree)) {
    // A hash of the name comes first.
    record.skip(4);
    yield* linkIn(file, objectOf(record.bytes(record.left)));
  }
}

function* linkIn(file: Hdf5, data: Region): Generator<Link> {
  const cursor = new Cursor(data, { what: 'a link' });
  cursor.skip(1);
  const flags = cursor.u8();
  const kind = flags & 8 ? cursor.u8() : 0;
  if (flags & 4) cursor.skip(8);
  if (flags & 0x10) cursor.skip(1);
  const name = utf8(cursor.bytes(cursor.unsigned(1 << (flags & 3))));
  if (kind !== 0) return;
  const address = readAddress(file, cursor);
  if (address !== undefined) yield { name, address };
}
