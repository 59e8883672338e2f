/** mxnet.gluon.data: datasets and loaders. https://mxnet.apache.org/versions/1.9.1/api/python/docs/api/gluon/data/index.html, mxnet/gluon/data/dataloader.py */
import { opaqueClasses } from '../array/opaque.ts';
import { type Argument, asString, bool, type Call, type ModuleValue, moduleOf, signature } from '../parts.ts';
import { type DatasetHome, datasetClass, rowsOfAll } from '../torch/data/datasets.ts';
import { loaderClass } from '../torch/data/loader.ts';

const HOME: DatasetHome = { framework: 'mxnet', path: 'mxnet.gluon.data' };

/** `last_batch`: 'keep' (as where it is left out), 'discard' or 'rollover', with which every batch is whole but for the last round. */
function renamed(call: Call): Call {
  const own = call.args.map(a => (a.name === 'batchify_fn' ? { ...a, name: 'collate_fn' } : a));
  const last = own.find((a, i) => a.name === 'last_batch' || (a.name === undefined && i === LAST_BATCH));
  if (!last || last.value.kind === 'none') return { ...call, args: own };
  const text = asString(last.value);
  const drops: Argument = {
    name: 'drop_last',
    value: text === 'keep' || text === 'discard' ? bool(text === 'discard') : last.value,
    at: last.at,
  };
  return { ...call, args: [...own, drops] };
}

const LAST_BATCH = 4;

const DataLoader = loaderClass({
  ...HOME,
  renamed,
  parameters: signature(
    'dataset, batch_size=None, shuffle=False, sampler=None, last_batch=None, batch_sampler=None, collate_fn=None, num_workers=0, pin_memory=False, pin_device_id=0, prefetch=None, thread_pool=False, timeout=120, *, drop_last=False',
  ),
});

/** `ArrayDataset(x, y)`; of one array alone a sample is its row. */
const ArrayDataset = datasetClass(
  'ArrayDataset',
  (call, type) =>
    call.open
      ? call.host.unknown('a dataset', call.site)
      : rowsOfAll(
          call,
          type,
          call.args.map(a => a.value),
          false,
        ),
  HOME,
);

const OTHERS = 'Dataset RecordFileDataset BatchSampler RandomSampler SequentialSampler Sampler'.split(' ');

export const data: ModuleValue = moduleOf('mxnet.gluon.data', {
  DataLoader,
  ArrayDataset,
  ...opaqueClasses(HOME.framework, HOME.path, OTHERS),
});
