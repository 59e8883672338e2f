/**
 * What a file of PyTorch may name: what `torch.load(weights_only=True)` builds of tensors and plain containers, and nothing else.
 * Sources: torch/_weights_only_unpickler.py, torch/_utils.py, torch/serialization.py, torch/storage.py.
 */
import type { DType } from '../dtype.ts';
import { malformed, unsupported } from '../error.ts';
import { isDict, isGlobal, isList, isThing, listOf, type Pickled, type Vocabulary } from './pickle.ts';

/** Numbers in a row outside of the pickle, as a pickle refers to them. */
export class StorageReference {
  readonly key: string;
  readonly dtype: DType | undefined;
  /** In elements of its type; in bytes where it is untyped. */
  readonly count: number;
  /** First element, within the storage of the same key. */
  readonly start: number;

  constructor(
    key: string,
    { dtype, count, start }: { dtype: DType | undefined; count: number; start: number },
  ) {
    this.key = key;
    this.dtype = dtype;
    this.count = count;
    this.start = start;
  }
}

/** A tensor as a pickle describes it: strides and start in elements. */
export class PickledTensor {
  readonly storage: StorageReference;
  readonly dtype: DType;
  readonly start: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];

  constructor(
    storage: StorageReference,
    parts: {
      readonly dtype: DType;
      readonly start: number;
      readonly shape: readonly number[];
      readonly strides: readonly number[];
    },
  ) {
    this.storage = storage;
    this.dtype = parts.dtype;
    this.start = parts.start;
    this.shape = parts.shape;
    this.strides = parts.strides;
  }
}

const STORAGES: Readonly<Record<string, DType>> = {
  HalfStorage: 'float16',
  BFloat16Storage: 'bfloat16',
  FloatStorage: 'float32',
  DoubleStorage: 'float64',
  CharStorage: 'int8',
  ShortStorage: 'int16',
  IntStorage: 'int32',
  LongStorage: 'int64',
  ByteStorage: 'uint8',
  BoolStorage: 'bool',
  ComplexFloatStorage: 'complex64',
  ComplexDoubleStorage: 'complex128',
};

const DTYPES: ReadonlyMap<string, DType> = new Map<string, DType>([
  ...Object.values(STORAGES).map((dtype): [string, DType] => [`torch.${dtype}`, dtype]),
  ['torch.uint16', 'uint16'],
  ['torch.uint32', 'uint32'],
  ['torch.uint64', 'uint64'],
  ['torch.float8_e4m3fn', 'float8_e4m3fn'],
  ['torch.float8_e5m2', 'float8_e5m2'],
]);

const UNTYPED = 'torch.storage.UntypedStorage';

const STORAGE_NAMES: ReadonlyMap<string, DType | undefined> = new Map<string, DType | undefined>([
  ...Object.entries(STORAGES).map(([name, dtype]): [string, DType] => [`torch.${name}`, dtype]),
  [UNTYPED, undefined],
  ['torch.UntypedStorage', undefined],
]);

type Builder = (args: readonly Pickled[]) => Pickled | undefined;

const opaque: Builder = () => ({ kind: 'thing', thing: undefined });

const BUILDERS: ReadonlyMap<string, Builder> = new Map<string, Builder>([
  ['collections.OrderedDict', dictionary],
  [
    'torch._utils._rebuild_tensor',
    ([storage, start, shape, strides]) => tensor(storage, [start, shape, strides]),
  ],
  [
    'torch._utils._rebuild_tensor_v2',
    ([storage, start, shape, strides]) => tensor(storage, [start, shape, strides]),
  ],
  [
    'torch._utils._rebuild_tensor_v3',
    ([storage, start, shape, strides, , , dtype]) => tensor(storage, [start, shape, strides], dtype),
  ],
  ['torch._utils._rebuild_parameter', ([data]) => data],
  ['torch._utils._rebuild_parameter_with_state', ([data]) => data],
  ['torch.Size', ([sizes]) => (isList(sizes) ? listOf('tuple', sizes.items) : undefined)],
  ['torch.device', opaque],
  ['torch.serialization._get_layout', opaque],
  ['_codecs.encode', opaque],
  ['builtins.set', collection],
  ['__builtin__.set', collection],
  ['builtins.frozenset', collection],
  ['__builtin__.frozenset', collection],
]);

export const TORCH_VOCABULARY: Vocabulary = {
  allows: name => BUILDERS.has(name) || STORAGE_NAMES.has(name) || DTYPES.has(name),
  build: (name, args) => BUILDERS.get(name)?.(args),
  persistent: id => ({ kind: 'thing', thing: storageReference(id) }),
};

function dictionary([items]: readonly Pickled[]): Pickled | undefined {
  if (items === undefined) return { kind: 'dict', entries: [] };
  if (isDict(items)) return { kind: 'dict', entries: [...items.entries] };
  if (!isList(items)) return undefined;
  const entries = items.items.map((pair): [Pickled, Pickled] => {
    if (!isList(pair) || pair.items.length !== 2) throw malformed('its pickle has a pair that is none');
    const [key = null, value = null] = pair.items;
    return [key, value];
  });
  return { kind: 'dict', entries };
}

function collection([items]: readonly Pickled[]): Pickled | undefined {
  if (items === undefined) return listOf('set', []);
  return isList(items) ? listOf('set', [...items.items]) : undefined;
}

function tensor(
  storage: Pickled | undefined,
  [start, shape, strides]: readonly (Pickled | undefined)[],
  kind?: Pickled,
): Pickled | undefined {
  if (!isThing(storage) || !(storage.thing instanceof StorageReference)) return undefined;
  if (typeof start !== 'number' || !isList(shape) || !isList(strides)) return undefined;
  const sizes = numbers(shape.items);
  const steps = numbers(strides.items);
  if (!sizes || !steps || sizes.length !== steps.length) return undefined;
  const dtype = isGlobal(kind) ? DTYPES.get(kind.name) : storage.thing.dtype;
  if (dtype === undefined) throw unsupported('it has a tensor of a type that we do not know');
  return {
    kind: 'thing',
    thing: new PickledTensor(storage.thing, { dtype, start, shape: sizes, strides: steps }),
  };
}

function numbers(items: readonly Pickled[]): readonly number[] | undefined {
  return items.every(item => typeof item === 'number' && Number.isSafeInteger(item) && item >= 0)
    ? (items as readonly number[])
    : undefined;
}

/** ('storage', class, key, device, count), in the old format with a sixth: None, or (key, offset, count) of a view. */
function storageReference(id: Pickled): StorageReference {
  const [mark, kind, key, , count, view] = isList(id) ? id.items : [];
  if (mark !== 'storage' || !isGlobal(kind) || typeof key !== 'string' || typeof count !== 'number')
    throw malformed('its pickle refers to what is no storage');
  if (!STORAGE_NAMES.has(kind.name)) throw malformed('its pickle refers to what is no storage');
  const start = isList(view) ? view.items[1] : 0;
  if (typeof start !== 'number') throw malformed('its pickle has a view of a storage without a place');
  return new StorageReference(key, { dtype: STORAGE_NAMES.get(kind.name), count, start });
}
