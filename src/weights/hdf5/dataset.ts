/** A dataset of numbers as a tensor. */
import { Cursor } from '../bytes/cursor.ts';
import type { Region } from '../bytes/region.ts';
import { malformed } from '../error.ts';
import {
  countOf,
  defineTensor,
  type Elements,
  type Place,
  placeIn,
  plainElements,
  type WeightTensor,
} from '../tensor.ts';
import { chunkedElements } from './chunks.ts';
import type { Hdf5 } from './context.ts';
import { type Datatype, readDataspace, readDatatype } from './datatype.ts';
import { readFilters } from './filters.ts';
import { readLayout } from './layout.ts';
import { datatypeData, MESSAGE, type Message, messageData } from './messages.ts';

type NumberType = Extract<Datatype, { kind: 'number' }>;

/** undefined: the object is no dataset, or one of texts or records. */
export function datasetTensor(
  file: Hdf5,
  messages: readonly Message[],
  name: string,
): WeightTensor | undefined {
  const layoutData = messageData(messages, MESSAGE.layout);
  const spaceData = messageData(messages, MESSAGE.dataspace);
  const typeMessage = messages.find(({ type }) => type === MESSAGE.datatype);
  if (!layoutData || !spaceData || !typeMessage) return undefined;
  const type = readDatatype(datatypeData(file, typeMessage));
  const shape = readDataspace(file, spaceData);
  if (type.kind !== 'number' || !shape) return undefined;
  const { elements, place } = stored(file, messages, { layoutData, type, shape, name });
  return defineTensor({ name, dtype: type.dtype, shape, bigEndian: type.bigEndian, elements, place });
}

interface Told {
  readonly layoutData: Region;
  readonly type: NumberType;
  readonly shape: readonly number[];
  readonly name: string;
}

function stored(
  file: Hdf5,
  messages: readonly Message[],
  { layoutData, type, shape, name }: Told,
): { readonly elements: Elements; readonly place: Place } {
  const layout = readLayout(file, layoutData);
  const count = countOf(shape, name);
  const size = type.size;
  const fill = fillOf(messages, size);
  if (layout.kind === 'chunked') {
    const filters = readFilters(messageData(messages, MESSAGE.filters));
    return {
      elements: chunkedElements(file, { layout, shape, count, itemSize: size, filters, fill }),
      place: layout.address === undefined ? { kind: 'unwritten' } : { kind: 'chunks', shape: layout.chunk },
    };
  }
  const region = layout.kind === 'compact' ? layout.data : file.region;
  const offset = layout.kind === 'compact' ? layout.offset : layout.address;
  if (offset === undefined) return { elements: repeated(fill, count), place: { kind: 'unwritten' } };
  return {
    elements: plainElements(region, offset, { count, size, name }),
    place: placeIn(region, offset, count * size, name),
  };
}

/** One element of what was never written: zeros where nothing is said. */
function fillOf(messages: readonly Message[], size: number): Uint8Array {
  const data = messageData(messages, MESSAGE.fill);
  const value = data && fillValue(data);
  if (value && value.length > 0 && value.length !== size)
    throw malformed('it has a dataset with a wrong fill value');
  return value && value.length > 0 ? value : new Uint8Array(size);
}

function fillValue(data: Region): Uint8Array | undefined {
  const cursor = new Cursor(data, { what: 'a fill value' });
  const version = cursor.u8();
  if (version >= 3) {
    const isDefined = cursor.u8() & 0x20;
    return isDefined ? cursor.bytes(cursor.u32()) : undefined;
  }
  cursor.skip(2);
  const isDefined = cursor.u8() !== 0;
  return isDefined ? cursor.bytes(cursor.u32()) : undefined;
}

function repeated(fill: Uint8Array, count: number): Elements {
  return {
    count,
    read: (_, length) => {
      const bytes = new Uint8Array(length * fill.length);
      for (let each = 0; each < length; each++) bytes.set(fill, each * fill.length);
      return bytes;
    },
  };
}
