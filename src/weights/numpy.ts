/**
 * Arrays of NumPy, .npy, and archives of them, .npz.
 * Source: numpy/lib/format.py (the header is a literal of Python; versions 1, 2 and 3).
 */
import { Cursor } from './bytes/cursor.ts';
import type { Region } from './bytes/region.ts';
import { latin1 } from './bytes/text.ts';
import { type DType, isDType, sizeOf } from './dtype.ts';
import { malformed, quoted, tooLarge, unsupported, WeightFileError } from './error.ts';
import type { Inflate, WeightFile } from './file.ts';
import { LIMITS } from './limits.ts';
import { countOf, defineTensor, placeIn, plainElements, type WeightTensor } from './tensor.ts';
import { type Entry, readArchive } from './zip/archive.ts';

const MAGIC = '\x93NUMPY';
/** NumPy itself takes no longer header without being told to (max_header_size is 10,000). */
const MAX_HEADER = 1 << 20;
/** Enough for any header that NumPy writes of numbers. */
const USUAL_HEADER = 2048;
/** As long as one of version 1 can be; what it is packed in unpacks to 67 MB at most. */
const LONG_HEADER = 1 << 16;

export function readNpy(region: Region): WeightFile {
  return { format: 'npy', tensors: [tensorOf(region, region, '')] };
}

export function readNpz(region: Region, inflate: Inflate): WeightFile {
  const entries = [...readArchive(region, inflate).values()].filter(({ name }) => name.endsWith('.npy'));
  return { format: 'npz', tensors: entries.map(arrayOf) };
}

function arrayOf(entry: Entry): WeightTensor {
  const name = entry.name.slice(0, -'.npy'.length);
  try {
    return tensorOf(entry.start(USUAL_HEADER), entry.region, name);
  } catch (error) {
    if (entry.isStored || !(error instanceof WeightFileError) || error.kind !== 'truncated') throw error;
    return tensorOf(entry.start(LONG_HEADER), entry.region, name);
  }
}

/** `head` has at least the header of `region`. */
function tensorOf(head: Region, region: Region, name: string): WeightTensor {
  const { descr, columns, shape, offset } = readHeader(head);
  const { dtype, bigEndian } = kindOf(descr);
  const count = countOf(shape, name);
  const size = sizeOf(dtype);
  return defineTensor({
    name,
    dtype,
    shape,
    bigEndian,
    columns,
    elements: plainElements(region, offset, { count, size, name }),
    place: placeIn(region, offset, count * size, `${name}.npy`),
  });
}

interface Header {
  readonly descr: string;
  readonly columns: boolean;
  readonly shape: readonly number[];
  /** Where the data begins. */
  readonly offset: number;
}

function readHeader(region: Region): Header {
  const cursor = new Cursor(region, { what: 'its NumPy header' });
  if (cursor.ascii(MAGIC.length) !== MAGIC) throw malformed('it does not begin as an array of NumPy does');
  const version = cursor.u8();
  cursor.skip(1);
  if (version < 1 || version > 3) throw unsupported(`it has version ${version} of the NumPy format`);
  const length = version === 1 ? cursor.u16() : cursor.u32();
  if (length > MAX_HEADER) throw tooLarge(`its NumPy header claims ${length} bytes`);
  const text = latin1(cursor.bytes(length));
  return { ...readFields(text), offset: cursor.at };
}

/** Only what NumPy itself writes: three entries, in any order. */
function readFields(text: string): Omit<Header, 'offset'> {
  const columns = /'fortran_order':\s*(True|False)/.exec(text)?.[1];
  const shape = /'shape':\s*\(([\d\s,L]*)\)/.exec(text)?.[1];
  const descr = /'descr':\s*'([^']*)'/.exec(text)?.[1];
  if (columns === undefined || shape === undefined) throw malformed('its NumPy header cannot be read');
  if (descr === undefined)
    throw /'descr':\s*\[/.test(text)
      ? unsupported('it is a structured array: its items have fields')
      : malformed('its NumPy header cannot be read');
  const sizes = shape
    .split(',')
    .map(each => each.trim().replace(/L$/, ''))
    .filter(each => each !== '');
  if (sizes.length > LIMITS.rank) throw malformed(`it claims ${sizes.length} axes`);
  return { descr, columns: columns === 'True', shape: sizes.map(Number) };
}

const LETTERS: Readonly<Record<string, string>> = { f: 'float', i: 'int', u: 'uint', c: 'complex' };

/** '<f4': byte order, kind, bytes of an item. */
function kindOf(descr: string): { readonly dtype: DType; readonly bigEndian: boolean } {
  const [, order = '', letter = '', size = ''] = /^([<>=|])([a-zA-Z])(\d*)/.exec(descr) ?? [];
  if (letter === 'O')
    throw new WeightFileError('refused', 'it holds objects of Python, which only running code could make');
  const dtype = letter === 'b' && size === '1' ? 'bool' : `${LETTERS[letter]}${Number(size) * 8}`;
  if (!isDType(dtype))
    throw unsupported(`its items are of type ${quoted(descr)}, which are no numbers that we read`);
  return { dtype, bigEndian: order === '>' };
}
