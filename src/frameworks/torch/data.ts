/** torch.utils.data: what a loop over a loader sees. https://docs.pytorch.org/docs/stable/data.html */
import type { Origin, Shape } from '../../shapes/index.ts';
import { instance, opaqueClass } from '../array/opaque.ts';
import {
  asBool,
  asDim,
  bind,
  type Host,
  type Items,
  itemsOf,
  type NativeClass,
  type NativeValue,
  nativeFunction,
  shapeOf,
  signature,
  tensor,
  tuple,
  type Value,
} from '../parts.ts';

/** The tensors of a TensorDataset. */
const TENSORS = new WeakMap<NativeValue, readonly Value[]>();

const TensorDataset: NativeClass = {
  ...opaqueClass({ qualified: 'torch.utils.data.TensorDataset', framework: 'torch' }),
  construct: call => {
    const tensors = call.args.map(a => a.value);
    const dataset = instance(call.host, TensorDataset, call.site, {
      attribute: (_host, name) => (name === 'tensors' ? tuple(tensors) : undefined),
      index: ({ host, site }) => tuple(tensors.map(value => rowsOf(host, value, [], site))),
    });
    TENSORS.set(dataset, tensors);
    return dataset;
  },
};

/** Rows of a tensor along its first axis, with `lead` in place of that axis. */
function rowsOf(host: Host, value: Value, lead: Shape, site: Origin): Value {
  if (value.kind !== 'tensor') return host.unknown('a row of a dataset', site);
  const shape = shapeOf(value);
  return tensor(host, {
    framework: 'torch',
    shape: shape && [...lead, ...shape.slice(1)],
    dtype: value.dtype,
    source: { operation: 'DataLoader', site, role: 'data', parents: [value] },
  });
}

const LOADER = signature(
  'dataset, batch_size=1, shuffle=None, sampler=None, batch_sampler=None, num_workers=0, collate_fn=None, pin_memory=False, drop_last=False, **kwargs',
);

const DataLoader: NativeClass = {
  ...opaqueClass({ qualified: 'torch.utils.data.DataLoader', framework: 'torch' }),
  construct: call => {
    const bound = bind(call, LOADER, 'DataLoader', 'torch');
    const dataset = bound.value('dataset');
    const batch = asDim(bound.value('batch_size'));
    const isExact = asBool(bound.value('drop_last')) === true;
    const isPlain = bound.value('collate_fn').kind === 'none' && bound.value('batch_sampler').kind === 'none';
    return instance(call.host, DataLoader, call.site, {
      attribute: (_host, name) =>
        name === 'dataset' ? dataset : name === '__len__' ? unknownLength : undefined,
      iterate: (host, site): Items => {
        // The last batch may be smaller: its size is known only where it is dropped.
        const lead = batch && isExact ? batch : host.freshSymbol('batch', site);
        const tensors = dataset.kind === 'native' && isPlain ? TENSORS.get(dataset) : undefined;
        const element = tensors
          ? tuple(tensors.map(value => rowsOf(host, value, [lead], site)))
          : host.unknown('a batch of a DataLoader', site);
        return { element, length: undefined };
      },
    });
  },
};

const unknownLength = nativeFunction('len', ({ host, site }) => host.unknown('the number of batches', site));

export const DATA: Readonly<Record<string, Value>> = {
  TensorDataset,
  DataLoader,
  Dataset: opaqueClass({ qualified: 'torch.utils.data.Dataset', framework: 'torch' }),
  random_split: nativeFunction('random_split', ({ args, host, site }) => {
    const parts = args[1] && itemsOf(args[1].value);
    return tuple((parts ?? []).map(() => host.unknown('a part of a dataset', site)));
  }),
};
