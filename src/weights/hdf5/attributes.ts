/** Attributes of groups and datasets: numbers and texts. */
import { Cursor } from '../bytes/cursor.ts';
import { type Region, sliceOf } from '../bytes/region.ts';
import { utf8 } from '../bytes/text.ts';
import { decode } from '../dtype.ts';
import { tooLarge } from '../error.ts';
import { countOf } from '../tensor.ts';
import { type Hdf5, readAddress } from './context.ts';
import { type Datatype, readDataspace, readDatatype } from './datatype.ts';
import { fractalHeap, globalObject } from './heaps.ts';
import { datatypeData, MESSAGE, type Message } from './messages.ts';
import { newTree } from './trees.ts';

export type AttributeValue = string | number | readonly string[] | readonly number[];

/** Items of one attribute. */
const MAX_ITEMS = 1_000_000;

/** Those whose types are numbers or texts. */
export function attributesOf(file: Hdf5, messages: readonly Message[]): ReadonlyMap<string, AttributeValue> {
  const found = new Map<string, AttributeValue>();
  for (const data of attributeMessages(file, messages)) {
    const { name, value } = attributeIn(file, data);
    if (value !== undefined) found.set(name, value);
  }
  return found;
}

function* attributeMessages(file: Hdf5, messages: readonly Message[]): Generator<Region> {
  for (const { type, data } of messages) {
    if (type === MESSAGE.attribute) yield data;
    if (type === MESSAGE.attributeInfo) yield* denseAttributes(file, data);
  }
}

/** Bytes of an identifier in the tree of names. */
const HEAP_ID = 8;

function* denseAttributes(file: Hdf5, info: Region): Generator<Region> {
  const cursor = new Cursor(info, { what: 'the attributes of an object' });
  cursor.skip(1);
  if (cursor.u8() & 1) cursor.skip(2);
  const heap = readAddress(file, cursor);
  const tree = readAddress(file, cursor);
  if (heap === undefined || tree === undefined) return;
  const objectOf = fractalHeap(file, heap);
  for (const record of newTree(file, tree)) yield objectOf(record.bytes(HEAP_ID));
}

function attributeIn(
  file: Hdf5,
  data: Region,
): { readonly name: string; readonly value: AttributeValue | undefined } {
  const cursor = new Cursor(data, { what: 'an attribute' });
  const version = cursor.u8();
  const flags = cursor.u8();
  const sizes = [cursor.u16(), cursor.u16(), cursor.u16()];
  if (version >= 3) cursor.skip(1);
  const parts = sizes.map(size => {
    const part = sliceOf(data, cursor.at, size, 'an attribute');
    cursor.skip(version === 1 ? Math.ceil(size / 8) * 8 : size);
    return part;
  });
  const [nameData = data, typeData = data, spaceData = data] = parts;
  const name = utf8(nameData.read(0, nameData.size)).replace(/\0.*$/s, '');
  const type = readDatatype(datatypeData(file, { flags: flags & 1 ? 2 : 0, data: typeData }));
  const shape = readDataspace(file, spaceData);
  return { name, value: shape && readValue(file, cursor, { type, shape, name }) };
}

function readValue(
  file: Hdf5,
  cursor: Cursor,
  {
    type,
    shape,
    name,
  }: { readonly type: Datatype; readonly shape: readonly number[]; readonly name: string },
): AttributeValue | undefined {
  const count = countOf(shape, name);
  if (count > MAX_ITEMS) throw tooLarge(`an attribute claims ${count} items`);
  if (type.kind === 'number') {
    const bytes = cursor.bytes(count * type.size);
    const numbers = [...decode(bytes, type.dtype, { littleEndian: !type.bigEndian, count })];
    return shape.length === 0 ? numbers[0] : numbers;
  }
  if (type.kind === 'other') return undefined;
  const texts = Array.from({ length: count }, () =>
    type.kind === 'text' ? fixedText(cursor.bytes(type.size)) : longText(file, cursor),
  );
  return shape.length === 0 ? texts[0] : texts;
}

function fixedText(bytes: Uint8Array): string {
  return utf8(bytes).replace(/\0.*$/s, '');
}

function longText(file: Hdf5, cursor: Cursor): string {
  const length = cursor.u32();
  const heap = readAddress(file, cursor);
  const index = cursor.u32();
  if (length === 0 || heap === undefined || heap === 0) return '';
  return utf8(globalObject(file, heap, index).subarray(0, length));
}
