/** torch.utils.data.DataLoader: the batches that a loop sees. https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.DataLoader */
import { ceilDivide, constantOf, type Dim, floorDivide, type Origin, size } from '../../../shapes/index.ts';
import { instance, opaqueClass } from '../../array/opaque.ts';
import { literalDtype } from '../../array/operand.ts';
import { precisionOf } from '../../array/precision.ts';
import {
  asBool,
  asDim,
  type Bound,
  bind,
  dict,
  type Host,
  type Items,
  integer,
  itemsOf,
  list,
  listOf,
  type NativeClass,
  nativeFunction,
  shapeOf,
  signature,
  tensor,
  type Value,
} from '../../parts.ts';
import { type Samples, samplesOf } from './datasets.ts';

const LOADER = signature(
  'dataset, batch_size=1, shuffle=None, sampler=None, batch_sampler=None, num_workers=0, collate_fn=None, pin_memory=False, drop_last=False, **kwargs',
);

/** A loop over more batches than these sees one that stands for all. */
const MOST_BATCHES = 48;

export const DataLoader: NativeClass = {
  ...opaqueClass({ qualified: 'torch.utils.data.DataLoader', framework: 'torch' }),
  standing: undefined,
  construct: call => {
    const bound = bind(call, LOADER, 'DataLoader', 'torch');
    if (bound.refused)
      return call.host.because({ missing: 'a DataLoader, which is refused here', at: call.site });
    const { host, site } = call;
    const dataset = bound.value('dataset');
    const samples = samplesOf(host, dataset, site);
    const sizes = batchSizes(bound, samples.length);
    const count = nativeFunction('__len__', used =>
      sizes.count ? integer(sizes.count) : used.host.unknown('the number of batches', used.site),
    );
    return instance(host, DataLoader, site, {
      attribute: (_host, name) =>
        name === 'dataset'
          ? dataset
          : name === 'batch_size'
            ? bound.value(name)
            : name === '__len__'
              ? count
              : undefined,
      iterate: (h, at) => batches(h, at, bound, samples, sizes),
    });
  },
};

interface Sizes {
  /** Of every batch, one by one. */
  readonly each: readonly Dim[] | undefined;
  /** Of a batch where they are not told one by one; undefined: not known. */
  readonly any: Dim | undefined;
  readonly count: Dim | undefined;
}

function batchSizes(bound: Bound, length: Dim | undefined): Sizes {
  const batch = asDim(bound.value('batch_size'));
  const drops = asBool(bound.value('drop_last'));
  const isSampled = bound.value('batch_sampler').kind !== 'none' || bound.value('sampler').kind !== 'none';
  if (!batch || isSampled) return { each: undefined, any: undefined, count: undefined };
  const count = length && drops !== undefined ? (drops ? floorDivide : ceilDivide)(length, batch) : undefined;
  return { each: eachSize(length, batch, drops), any: drops ? batch : undefined, count };
}

function eachSize(
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
  return rest > 0 && !drops ? [...whole, size(rest)] : whole;
}

function batches(host: Host, site: Origin, bound: Bound, samples: Samples, sizes: Sizes): Items {
  const sample = samples.sample(host, site);
  const collate = bound.value('collate_fn');
  const make = (lead: Dim): Value => {
    if (bound.value('batch_size').kind === 'none') return sample;
    if (collate.kind === 'none') return stacked(host, sample, lead, site);
    const value = listOf({ element: sample, length: lead });
    return host.call(collate, [{ name: undefined, value, at: site }], site);
  };
  // The last batch may be smaller: of one that stands for all the size is known only where the last is dropped.
  return sizes.each
    ? { known: sizes.each.map(make) }
    : { element: make(sizes.any ?? host.freshSymbol('batch', site)), length: sizes.count };
}

/** What `default_collate` makes of equal samples: a batch axis in front, whatever they are nested in. */
function stacked(host: Host, sample: Value, lead: Dim, site: Origin): Value {
  const items = itemsOf(sample);
  if (items) return list(items.map(item => stacked(host, item, lead, site)));
  if (sample.kind === 'dict') {
    const { known, rest } = sample.entries.value;
    return dict(
      [...known].map(([key, value]) => [key, stacked(host, value, lead, site)] as const),
      rest && stacked(host, rest, lead, site),
    );
  }
  if (sample.kind !== 'tensor' && sample.kind !== 'number' && sample.kind !== 'bool')
    return host.unknown('a batch of a DataLoader', site);
  const shape = sample.kind === 'tensor' ? shapeOf(sample) : [];
  return tensor(host, {
    framework: 'torch',
    shape: shape && [lead, ...shape],
    dtype: literalDtype(sample),
    // Python's floats become doubles here.
    precision: sample.kind === 'tensor' ? precisionOf(sample) : 'double',
    source: {
      operation: 'DataLoader',
      site,
      role: 'data',
      parents: sample.kind === 'tensor' ? [sample] : [],
    },
  });
}
