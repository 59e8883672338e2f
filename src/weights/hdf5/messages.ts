/** The header of an object (a group, a dataset, a named type): a list of messages, versions 1 and 2. */
import { Cursor } from '../bytes/cursor.ts';
import { type Region, sliceOf, takeStructure } from '../bytes/region.ts';
import { latin1 } from '../bytes/text.ts';
import { malformed, tooLarge, unsupported } from '../error.ts';
import { LIMITS } from '../limits.ts';
import { type Hdf5, readAddress, readLength } from './context.ts';

export const MESSAGE = {
  dataspace: 0x01,
  linkInfo: 0x02,
  datatype: 0x03,
  oldFill: 0x04,
  fill: 0x05,
  link: 0x06,
  layout: 0x08,
  filters: 0x0b,
  attribute: 0x0c,
  continuation: 0x10,
  symbolTable: 0x11,
  attributeInfo: 0x15,
} as const;

export interface Message {
  readonly type: number;
  readonly flags: number;
  readonly data: Region;
}

const WHAT = 'the header of an object';
/** Blocks of one header. */
const MAX_BLOCKS = 10_000;
/** A message that lies elsewhere: bit 1 of its flags. */
const SHARED = 2;

export function messagesOf(file: Hdf5, address: number): readonly Message[] {
  const first = new Cursor(file.region, { what: WHAT, at: address });
  const isNew = latin1(takeStructure(file.region, address, 4, WHAT)) === 'OHDR';
  const header = isNew ? newHeader(first) : oldHeader(first);
  const messages: Message[] = [];
  const blocks = [header.first];
  for (const block of blocks) {
    if (blocks.length > MAX_BLOCKS) throw tooLarge(`${WHAT} has too many blocks`);
    for (const message of messagesIn(file, block, header)) {
      if (message.type === MESSAGE.continuation) blocks.push(nextBlock(file, message.data, isNew));
      else if (message.type !== 0) messages.push(message);
    }
  }
  return messages;
}

/** The data of the first message of a type. */
export function messageData(messages: readonly Message[], type: number): Region | undefined {
  return messages.find(message => message.type === type)?.data;
}

interface Block {
  readonly at: number;
  readonly length: number;
}

interface Header {
  readonly first: Block;
  readonly isNew: boolean;
  readonly hasOrder: boolean;
}

function oldHeader(cursor: Cursor): Header {
  if (cursor.u8() !== 1) throw malformed(`${WHAT} is not where it should be`);
  cursor.skip(7);
  const length = cursor.u32();
  cursor.skip(4);
  return { first: { at: cursor.at, length }, isNew: false, hasOrder: false };
}

function newHeader(cursor: Cursor): Header {
  cursor.skip(4);
  const version = cursor.u8();
  if (version !== 2) throw unsupported(`${WHAT} is of version ${version}`);
  const flags = cursor.u8();
  if (flags & 0x20) cursor.skip(16);
  if (flags & 0x10) cursor.skip(4);
  const length = cursor.unsigned(1 << (flags & 3));
  return { first: { at: cursor.at, length }, isNew: true, hasOrder: (flags & 4) !== 0 };
}

function nextBlock(file: Hdf5, data: Region, isNew: boolean): Block {
  const cursor = new Cursor(data, { what: WHAT });
  const at = readAddress(file, cursor);
  const length = readLength(file, cursor);
  if (at === undefined) throw malformed(`${WHAT} goes on nowhere`);
  if (!isNew) return { at, length };
  // Between its signature and its checksum.
  if (latin1(takeStructure(file.region, at, 4, WHAT)) !== 'OCHK')
    throw malformed(`${WHAT} goes on where it does not`);
  return { at: at + 4, length: length - 8 };
}

function* messagesIn(file: Hdf5, { at, length }: Block, { isNew, hasOrder }: Header): Generator<Message> {
  if (length > LIMITS.structure) throw tooLarge(`${WHAT} claims ${length} bytes`);
  const block = sliceOf(file.region, at, length, WHAT);
  const cursor = new Cursor(block, { what: WHAT });
  const head = isNew ? 4 + (hasOrder ? 2 : 0) : 8;
  while (cursor.left >= head) {
    file.spend();
    const type = isNew ? cursor.u8() : cursor.u16();
    const size = cursor.u16();
    const flags = cursor.u8();
    if (!isNew) cursor.skip(3);
    else if (hasOrder) cursor.skip(2);
    const data = sliceOf(block, cursor.at, size, WHAT);
    cursor.skip(size);
    yield { type, flags, data };
  }
}

/** The type that a message states: one with a name of its own is kept by an object of its own, and the message says where. */
export function datatypeData(file: Hdf5, { flags, data }: Pick<Message, 'flags' | 'data'>): Region {
  return (flags & SHARED) === 0 ? data : sharedDatatype(file, data);
}

function sharedDatatype(file: Hdf5, data: Region): Region {
  const cursor = new Cursor(data, { what: 'a shared message' });
  const version = cursor.u8();
  const kind = cursor.u8();
  if (version === 1) cursor.skip(6);
  if (version === 3 && kind !== 2) throw unsupported('it shares messages in a heap');
  const address = readAddress(file, cursor);
  if (address === undefined) throw malformed('it has a named type that is nowhere');
  // The named type states itself: a type that is shared once more would lead in a circle.
  const found = messagesOf(file, address).find(message => message.type === MESSAGE.datatype);
  if (!found || (found.flags & SHARED) !== 0) throw malformed('it has a named type that is none');
  return found.data;
}
