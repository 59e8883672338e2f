/** Datasets: how many samples there are and what one of them is. https://docs.pytorch.org/docs/stable/data.html */
import {
  add,
  compare,
  constantOf,
  type Dim,
  type Origin,
  type Shape,
  size,
  unknownDim,
} from '../../../shapes/index.ts';
import { indexTensor } from '../../array/indexing.ts';
import { instance, opaqueClass } from '../../array/opaque.ts';
import { refuseOperands, type Scene } from '../../array/scene.ts';
import {
  asDim,
  beside,
  type Call,
  counter,
  type FrameworkName,
  type Host,
  int,
  integer,
  itemsOf,
  joinValues,
  list,
  type NativeClass,
  type NativeValue,
  nativeFunction,
  shapeOf,
  tensor,
  tuple,
  type Value,
} from '../../parts.ts';
import { TORCH } from '../flavour.ts';

/** What a loader asks of a dataset. */
export interface Samples {
  readonly length: Dim | undefined;
  /** What a subscript gives, where that is not one of them: a tensor is cut by slices too. */
  readonly at?: (call: Call) => Value | undefined;
  /** Any one of them. */
  readonly sample: (host: Host, site: Origin) => Value;
  /** All of them in order, where they are few and may differ; undefined: not known. */
  readonly all?: (host: Host, site: Origin) => readonly Value[] | undefined;
}

/** More are not asked for one by one. */
const MOST_SAMPLES = 32;

/** Of each native dataset, which the value's type has no room for. */
const SAMPLES = beside<NativeValue, Samples>();

function makeDataset(
  host: Host,
  type: NativeClass,
  site: Origin,
  samples: Samples,
  attributes: Readonly<Record<string, Value>> = {},
): NativeValue {
  const { length } = samples;
  const count = nativeFunction('__len__', call =>
    length ? integer(length) : call.host.unknown('the number of samples', call.site),
  );
  const dataset = instance(host, type, site, {
    attribute: (_host, name) =>
      name === '__len__' ? count : Object.hasOwn(attributes, name) ? attributes[name] : undefined,
    index: call => samples.at?.(call) ?? samples.sample(call.host, call.site),
    iterate: (h, at) => ({ element: samples.sample(h, at), length }),
  });
  SAMPLES.set(dataset, samples);
  return dataset;
}

/** Where a framework has its datasets. */
export interface DatasetHome {
  readonly framework: FrameworkName;
  readonly path: string;
}

const TORCH_DATA: DatasetHome = { framework: 'torch', path: 'torch.utils.data' };

export function datasetClass(
  name: string,
  construct: (call: Call, type: NativeClass) => Value,
  { framework, path } = TORCH_DATA,
): NativeClass {
  const type: NativeClass = {
    ...opaqueClass({ qualified: `${path}.${name}`, framework, ancestors: [`${path}.Dataset`] }),
    standing: undefined,
    construct: call => construct(call, type),
  };
  return type;
}

/** A row of a tensor or list, as a subscript gives it. */
function rowOf(host: Host, value: Value, site: Origin): Value {
  if (value.kind !== 'tensor') return itemsOf(value)?.[0] ?? host.unknown('a sample of a dataset', site);
  const shape: Shape | undefined = shapeOf(value)?.slice(1);
  const source = { operation: 'dataset', site, role: 'data', parents: [value] } as const;
  return tensor(host, {
    framework: value.framework,
    shape,
    dtype: value.dtype,
    precision: value.precision,
    source,
  });
}

const isOfSeveral = (index: Value | undefined): boolean =>
  index?.kind === 'slice' ||
  index?.kind === 'list' ||
  (index?.kind === 'tensor' && shapeOf(index)?.length !== 0);

/** `dataset[:100]`: of each tensor that part. */
const partOf = (call: Call, value: Value): Value =>
  value.kind === 'tensor'
    ? indexTensor(TORCH, {
        ...call,
        args: [{ name: undefined, value, at: call.site }, ...call.args.slice(1)],
      })
    : call.host.unknown('a part of a dataset', call.site);

/** Each sample is a row of every tensor. */
function refuseCounts({ host, site, args, open }: Call): Value | undefined {
  const operands = args.map(({ value, at }) => ({
    role: 'tensor',
    shape: value.kind === 'tensor' ? shapeOf(value) : undefined,
    tensor: value.kind === 'tensor' ? value : undefined,
    at,
  }));
  const first = operands[0]?.shape?.[0];
  const other = operands.find(({ shape }) => first && shape?.[0] && compare(first, shape[0]) === 'different');
  const dim = other?.shape?.[0];
  if (open || !operands[0] || !other || !first || !dim) return undefined;
  const scene: Scene = { host, framework: 'torch', operation: 'TensorDataset', site };
  const mismatch = {
    kind: 'dims',
    left: { operand: 0, axis: 0, dim: first },
    right: { operand: 1, axis: 0, dim },
  } as const;
  return refuseOperands(scene, [operands[0], other], mismatch, site, 'Size mismatch between tensors');
}

export const TensorDataset = datasetClass('TensorDataset', (call, type) => {
  const tensors = call.args.map(a => a.value);
  return refuseCounts(call) ?? rowsOfAll(call, type, tensors);
});

/** A sample is a row of every tensor; of one alone the row, or a tuple of it (`isTuple`). */
export function rowsOfAll(call: Call, type: NativeClass, tensors: readonly Value[], isTuple = true): Value {
  const [first] = tensors;
  const samples: Samples = {
    length: first?.kind === 'tensor' ? shapeOf(first)?.[0] : undefined,
    at: call =>
      isOfSeveral(call.args[1]?.value) ? tuple(tensors.map(value => partOf(call, value))) : undefined,
    sample: (host, site) => {
      const rows = tensors.map(value => rowOf(host, value, site));
      const [only] = rows;
      return only && rows.length === 1 && !isTuple ? only : tuple(rows);
    },
  };
  return makeDataset(call.host, type, call.site, samples, { tensors: tuple(tensors) });
}

/** What any value gives as a dataset: one of PyTorch's, an object with `__getitem__`, a list, a tensor. */
export function samplesOf(host: Host, dataset: Value, site: Origin): Samples {
  const native = dataset.kind === 'native' ? SAMPLES.get(dataset) : undefined;
  if (native) return native;
  if (dataset.kind === 'object') return samplesOfObject(host, dataset, site);
  const items = itemsOf(dataset);
  if (items)
    return {
      length: size(items.length),
      sample: (h, at) =>
        items.length > 0
          ? items.slice(0, MOST_SAMPLES).reduce(joinValues)
          : h.unknown('a sample of an empty dataset', at),
      all: () => (items.length > MOST_SAMPLES ? undefined : items),
    };
  if (dataset.kind === 'tensor')
    return { length: shapeOf(dataset)?.[0], sample: (h, at) => rowOf(h, dataset, at) };
  return { length: undefined, sample: (h, at) => h.unknown('a sample of a dataset', at) };
}

function samplesOfObject(host: Host, dataset: Value, site: Origin): Samples {
  const run = (h: Host, name: string, args: readonly Value[], at: Origin): Value =>
    h.call(
      h.attribute(dataset, name, at),
      args.map(value => ({ name: undefined, value, at })),
      at,
    );
  const length = asDim(run(host, '__len__', [], site));
  const count = length && constantOf(length);
  return {
    length,
    all: (h, at) =>
      count === undefined || count > MOST_SAMPLES
        ? undefined
        : Array.from({ length: count }, (_, i) => run(h, '__getitem__', [int(i)], at)),
    sample: (h, at) => run(h, '__getitem__', [counter(h.nextId(), size(0), length ?? unknownDim())], at),
  };
}

const Subset = datasetClass('Subset', (call, type) => {
  const [dataset, indices] = call.args;
  const whole = samplesOf(call.host, dataset?.value ?? { kind: 'none' }, call.site);
  const count = indices && (itemsOf(indices.value)?.length ?? undefined);
  const length = count === undefined ? undefined : size(count);
  return makeDataset(call.host, type, call.site, { length, sample: whole.sample });
});

const ConcatDataset = datasetClass('ConcatDataset', (call, type) => {
  const parts = (call.args[0] && call.host.items(call.args[0].value))?.map(part =>
    samplesOf(call.host, part, call.site),
  );
  const lengths = parts?.map(part => part.length);
  const length = lengths?.every(l => l !== undefined) ? lengths.reduce(add, size(0)) : undefined;
  const sample: Samples['sample'] = (host, site) =>
    parts?.[0]?.sample(host, site) ?? host.unknown('a sample of a dataset', site);
  return makeDataset(call.host, type, call.site, { length, sample });
});

/** `random_split(dataset, lengths)`; fractions are of the whole, and what is left over goes to the first parts one by one. */
const randomSplit = nativeFunction('random_split', ({ host, site, args }) => {
  const [dataset, lengths] = args;
  const parts = lengths && itemsOf(lengths.value);
  if (!dataset || !parts) return host.unknown('the parts of a dataset', site);
  const whole = samplesOf(host, dataset.value, site);
  const sizes = fractionsOf(parts, whole.length) ?? parts.map(asDim);
  return list(sizes.map(length => makeDataset(host, Subset, site, { length, sample: whole.sample })));
});

function fractionsOf(
  parts: readonly Value[],
  length: Dim | undefined,
): readonly (Dim | undefined)[] | undefined {
  const fractions = parts.map(part => (part.kind === 'number' && !part.dim ? part.float : undefined));
  if (!parts.some(part => part.kind === 'number' && !part.dim)) return undefined;
  const count = length && constantOf(length);
  if (count === undefined || !fractions.every(f => f !== undefined)) return parts.map(() => undefined);
  const floors = fractions.map(f => Math.floor(count * f));
  const left = count - floors.reduce((a, b) => a + b, 0);
  return floors.map((n, i) => size(i < left ? n + 1 : n));
}

export const DATASETS: Readonly<Record<string, Value>> = {
  TensorDataset,
  Subset,
  ConcatDataset,
  random_split: randomSplit,
  ...Object.fromEntries(
    ['Dataset', 'IterableDataset'].map(name => [
      name,
      opaqueClass({ qualified: `torch.utils.data.${name}`, framework: 'torch' }),
    ]),
  ),
};
