/** torch.utils.data.DataLoader: the batches that a loop sees. https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.DataLoader */
import {
  ceilDivide,
  compare,
  constantOf,
  type Dim,
  floorDivide,
  modulo,
  type Origin,
  type Shape,
  sameDim,
  size,
  unknownDim,
} from '../../../shapes/index.ts';
import { instance, opaqueClass } from '../../array/opaque.ts';
import { literalDtype } from '../../array/operand.ts';
import { precisionOf } from '../../array/precision.ts';
import {
  asBool,
  asDim,
  type Bound,
  bind,
  type Call,
  dict,
  type FrameworkName,
  type Host,
  type Items,
  integer,
  itemsOf,
  joinValues,
  lastBatch,
  list,
  listOf,
  type NativeClass,
  nativeFunction,
  optionsOf,
  type Signature,
  shapeOf,
  signature,
  tensor,
  tuple,
  type Value,
} from '../../parts.ts';
import { type Samples, samplesOf } from './datasets.ts';
import { refuseUnequal } from './unequal.ts';

const LOADER = signature(
  'dataset, batch_size=1, shuffle=None, sampler=None, batch_sampler=None, num_workers=0, collate_fn=None, pin_memory=False, drop_last=False, timeout=0, worker_init_fn=None, multiprocessing_context=None, generator=None, **kwargs',
);

/** A loop over more batches than these sees one that stands for all. Of those that are alike a loop follows few (`src/analysis/loops.ts`). */
const MOST_BATCHES = 1024;

/** A framework's class of loaders. */
export interface LoaderKind {
  readonly framework: FrameworkName;
  /** 'torch.utils.data' */
  readonly path: string;
  /** With PyTorch's names for what batches are made by. */
  readonly parameters: Signature;
  /** The call with those names, where its own are others. */
  readonly renamed?: (call: Call) => Call;
}

export function loaderClass(kind: LoaderKind): NativeClass {
  const { framework, path, parameters, renamed = call => call } = kind;
  const type: NativeClass = {
    ...opaqueClass({ qualified: `${path}.DataLoader`, framework }),
    standing: undefined,
    construct: call => {
      const bound = bind(renamed(call), parameters, 'DataLoader', framework);
      if (bound.refused)
        return call.host.because({ missing: 'a DataLoader, which is refused here', at: call.site });
      const { host, site } = call;
      const dataset = bound.value('dataset');
      const samples = samplesOf(host, dataset, site);
      const sizes = batchSizes(site, bound, samples.length);
      const count = nativeFunction('__len__', used =>
        sizes.count ? integer(sizes.count) : used.host.unknown('the number of batches', used.site),
      );
      return instance(host, type, site, {
        attribute: (_host, name) =>
          name === 'dataset'
            ? dataset
            : name === 'batch_size'
              ? bound.value(name)
              : name === '__len__'
                ? count
                : undefined,
        iterate: (h, at) => batches(h, at, { ...kind, bound }, samples, sizes),
      });
    },
  };
  return type;
}

export const DataLoader = loaderClass({ framework: 'torch', path: 'torch.utils.data', parameters: LOADER });

/** One loader, by what it was made with. */
interface Loading extends LoaderKind {
  readonly bound: Bound;
}

interface Sizes {
  /** Of every batch, one by one. */
  readonly each: readonly Dim[] | undefined;
  /** Of a batch where they are not told one by one; undefined: not known. */
  readonly any: Dim | undefined;
  readonly count: Dim | undefined;
}

function batchSizes(site: Origin, bound: Bound, length: Dim | undefined): Sizes {
  const batch = asDim(bound.value('batch_size'));
  const drops = asBool(bound.value('drop_last'));
  const isSampled = bound.value('batch_sampler').kind !== 'none' || bound.value('sampler').kind !== 'none';
  if (!batch || isSampled) return { each: undefined, any: undefined, count: undefined };
  const count = length && drops !== undefined ? (drops ? floorDivide : ceilDivide)(length, batch) : undefined;
  const isEven = drops === true || (length !== undefined && sameDim(modulo(length, batch), size(0)));
  return { each: eachSize(site, length, batch, drops), any: isEven ? batch : undefined, count };
}

function eachSize(
  site: Origin,
  length: Dim | undefined,
  batch: Dim,
  drops: boolean | undefined,
): readonly Dim[] | undefined {
  const [rows, step] = [length && constantOf(length), constantOf(batch)];
  if (rows === undefined || step === undefined || step < 1 || drops === undefined) return undefined;
  const full = Math.floor(rows / step);
  if (full > MOST_BATCHES) return undefined;
  const rest = rows % step;
  const whole = Array.from({ length: full }, () => batch);
  return rest > 0 && !drops ? [...whole, full > 0 ? lastBatch(rest, site) : size(rest)] : whole;
}

function batches(
  host: Host,
  site: Origin,
  { framework, bound }: Loading,
  samples: Samples,
  sizes: Sizes,
): Items {
  const sample = samples.sample(host, site);
  const collate = bound.value('collate_fn');
  if (framework === 'torch' && refuseUnequal({ host, site }, bound, samples, sample))
    return { element: host.because({ missing: 'a batch of unequal samples', at: site }), length: undefined };
  const inOrder = collate.kind === 'none' ? undefined : allInOrder(host, site, bound, samples);
  let taken = 0;
  const make = (lead: Dim): Value => {
    if (bound.value('batch_size').kind === 'none') return sample;
    if (collate.kind === 'none') return stacked(host, framework, sample, lead, site);
    const own = inOrder?.slice(taken, taken + (constantOf(lead) ?? 0));
    taken += own?.length ?? 0;
    const value = own ? list(own) : listOf({ element: anyOf(host, sample, site), length: lead });
    return host.call(collate, [{ name: undefined, value, at: site }], site);
  };
  if (sizes.each) return { known: sizes.each.map(make) };
  // The last batch may be smaller: of one that stands for all the size is known only where all are whole. Else nothing may count its rows by that of the batches.
  const count = sizes.any || (sizes.count && constantOf(sizes.count) === undefined) ? sizes.count : undefined;
  return { element: make(sizes.any ?? host.freshSymbol('batch', site)), length: count };
}

/** The samples as they come, where they are known one by one and nothing puts them into another order. */
function allInOrder(host: Host, site: Origin, bound: Bound, samples: Samples): readonly Value[] | undefined {
  const shuffle = bound.value('shuffle');
  const isPlain = ['sampler', 'batch_sampler'].every(name => bound.value(name).kind === 'none');
  const staysInOrder = shuffle.kind === 'none' || asBool(shuffle) === false;
  return isPlain && staysInOrder ? samples.all?.(host, site) : undefined;
}

/** One sample that stands for all, of what is the same in them. */
function anyOf(host: Host, sample: Value, site: Origin): Value {
  const items = sample.kind === 'union' ? itemsOfAny(sample) : undefined;
  if (items) return tuple(items.map(item => anyOf(host, item, site)));
  const options = optionsOf(sample);
  const tensors = options.flatMap(option => (option.kind === 'tensor' ? [option] : []));
  const [first] = tensors;
  if (sample.kind !== 'union' || !first || tensors.length < options.length) return sample;
  return tensor(host, {
    framework: first.framework,
    shape: tensors.map(shapeOf).reduce(commonShape),
    dtype: tensors.every(({ dtype }) => dtype === first.dtype) ? first.dtype : undefined,
    source: { operation: 'DataLoader', site, role: 'data', parents: tensors },
  });
}

/** Of samples that differ, each part as far as it is the same in all. */
function itemsOfAny(sample: Value): readonly Value[] | undefined {
  const all = sample.kind === 'union' ? sample.options.map(itemsOf) : [];
  const [first, ...others] = all;
  if (!first || !others.every(each => each?.length === first.length)) return undefined;
  return first.map((item, i) => others.flatMap(each => each?.[i] ?? []).reduce(joinValues, item));
}

/** What `default_collate` makes of equal samples: a batch axis in front, whatever they are nested in. */
function stacked(host: Host, framework: FrameworkName, sample: Value, lead: Dim, site: Origin): Value {
  const items = itemsOf(sample) ?? itemsOfAny(sample);
  if (items) return list(items.map(item => stacked(host, framework, item, lead, site)));
  if (sample.kind === 'dict') {
    const { known, rest } = sample.entries.value;
    return dict(
      [...known].map(([key, value]) => [key, stacked(host, framework, value, lead, site)] as const),
      rest && stacked(host, framework, rest, lead, site),
    );
  }
  const options = optionsOf(sample);
  const [first] = options;
  if (!first || !options.every(isCollated)) return host.unknown('a batch of a DataLoader', site);
  const shape = options.map(rowShape).reduce(commonShape);
  const precisions = options.map(each => (each.kind === 'tensor' ? precisionOf(each) : DOUBLE));
  return tensor(host, {
    framework,
    shape: shape && [lead, ...shape],
    dtype: options.every(each => literalDtype(each) === literalDtype(first))
      ? literalDtype(first)
      : undefined,
    precision: precisions.every(each => each === precisions[0]) ? precisions[0] : undefined,
    source: {
      operation: 'DataLoader',
      site,
      role: 'data',
      parents: options.flatMap(each => (each.kind === 'tensor' ? [each] : [])),
    },
  });
}

/** Python's floats become doubles here. */
const DOUBLE = 'double';

const isCollated = ({ kind }: Value): boolean => kind === 'tensor' || kind === 'number' || kind === 'bool';
const rowShape = (value: Value): Shape | undefined => (value.kind === 'tensor' ? shapeOf(value) : []);

/** Where samples differ in a size, it is not known. */
function commonShape(a: Shape | undefined, b: Shape | undefined): Shape | undefined {
  if (a === b) return a;
  if (!a || a.length !== b?.length) return undefined;
  return a.map((dim, i) => (b[i] && compare(dim, b[i]) === 'equal' ? dim : unknownDim()));
}
