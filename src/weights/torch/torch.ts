/**
 * Files of `torch.save`: since 1.6 an archive with a pickle and one file a storage, before that pickles with the storages after them.
 * Source: torch/serialization.py (`_save`, `_legacy_save`).
 */
import { Cursor } from '../bytes/cursor.ts';
import { type Region, sliceOf, takeStructure, withBlocksKept } from '../bytes/region.ts';
import { latin1 } from '../bytes/text.ts';
import { sizeOf } from '../dtype.ts';
import { malformed, quoted, unsupported } from '../error.ts';
import type { WeightFile } from '../file.ts';
import { countOf, defineTensor, placeIn, plainElements, type WeightTensor } from '../tensor.ts';
import type { Entry } from '../zip/archive.ts';
import { tensorsIn } from './flatten.ts';
import { isDict, isList, type Pickled, unpickle } from './pickle.ts';
import { type PickledTensor, TORCH_VOCABULARY } from './vocabulary.ts';

const PICKLE = 'data.pkl';

/** The pickle of an archive, where it is one of PyTorch. */
export function torchPickle(entries: ReadonlyMap<string, Entry>): Entry | undefined {
  return [...entries.values()].find(({ name }) => name === PICKLE || name.endsWith(`/${PICKLE}`));
}

export function readTorchArchive(entries: ReadonlyMap<string, Entry>, pickle: Entry): WeightFile {
  const root = pickle.name.slice(0, -PICKLE.length);
  const order = entries.get(`${root}byteorder`);
  const bigEndian =
    order !== undefined && latin1(takeStructure(order.region, 0, order.size, 'its byte order')) === 'big';
  const { value } = unpickle(withBlocksKept(pickle.region), 0, TORCH_VOCABULARY);
  const storageOf = (key: string): Region => {
    const entry = entries.get(`${root}data/${key}`);
    if (!entry) throw malformed(`its storage ${quoted(key)} is missing`);
    return entry.region;
  };
  return { format: 'pytorch', tensors: tensorsOf(value, storageOf, bigEndian) };
}

/** The first pickle of the old format. */
const MAGIC = 0x1950a86a20f9469cfc6cn;
const PROTOCOL = 1001;

export function readLegacyTorch(region: Region): WeightFile {
  const bytes = withBlocksKept(region);
  let at = 0;
  const next = (): Pickled => {
    const { value, end } = unpickle(bytes, at, TORCH_VOCABULARY);
    at = end;
    return value;
  };
  if (next() !== MAGIC) throw unsupported('it is a pickle, but not one of PyTorch');
  if (next() !== PROTOCOL) throw unsupported('it is of an unknown version of the old format of PyTorch');
  const system = next();
  const bigEndian =
    isDict(system) && system.entries.some(([key, value]) => key === 'little_endian' && value === false);
  const value = next();
  const keys = next();
  if (!isList(keys)) throw malformed('its list of storages is none');
  const sizes = elementSizes(value);
  const storages = new Map<string, Region>();
  for (const key of keys.items) {
    if (typeof key !== 'string') throw malformed('its list of storages is none');
    const what = `its storage ${quoted(key)}`;
    const count = new Cursor(bytes, { what, at }).u64();
    const length = count * (sizes.get(key) ?? 1);
    storages.set(key, sliceOf(region, at + 8, length, what));
    at += 8 + length;
  }
  const storageOf = (key: string): Region => {
    const storage = storages.get(key);
    if (!storage) throw malformed(`its storage ${quoted(key)} is missing`);
    return storage;
  };
  return { format: 'pytorch', tensors: tensorsOf(value, storageOf, bigEndian) };
}

function elementSizes(value: Pickled): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { storage } of tensorsIn(value).values())
    sizes.set(storage.key, storage.dtype === undefined ? 1 : sizeOf(storage.dtype));
  return sizes;
}

function tensorsOf(
  value: Pickled,
  storageOf: (key: string) => Region,
  bigEndian: boolean,
): readonly WeightTensor[] {
  return [...tensorsIn(value)].map(([name, tensor]) => tensorOf(name, tensor, { storageOf, bigEndian }));
}

function tensorOf(
  name: string,
  { storage, dtype, start, shape, strides }: PickledTensor,
  { storageOf, bigEndian }: { readonly storageOf: (key: string) => Region; readonly bigEndian: boolean },
): WeightTensor {
  const region = storageOf(storage.key);
  const size = sizeOf(dtype);
  const count = Math.floor(region.size / size);
  const first = storage.start + start;
  return defineTensor({
    name,
    dtype,
    shape,
    strides,
    start: first,
    bigEndian,
    elements: plainElements(region, 0, { count, size, name }),
    place: placeIn(region, first * size, spanOf(shape, strides, name) * size, `storage ${storage.key}`),
  });
}

/** Elements from the first to the last, with what lies between. */
function spanOf(shape: readonly number[], strides: readonly number[], name: string): number {
  if (countOf(shape, name) === 0) return 0;
  return 1 + shape.reduce((sum, size, axis) => sum + (size - 1) * (strides[axis] ?? 0), 0);
}
