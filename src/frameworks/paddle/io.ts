/** paddle.io: datasets and loaders, whose samples are stacked as PyTorch's are. https://www.paddlepaddle.org.cn/documentation/docs/en/api/paddle/io/DataLoader_en.html */
import { opaqueClasses } from '../array/opaque.ts';
import { itemsOf, type ModuleValue, moduleOf, signature } from '../parts.ts';
import { type DatasetHome, datasetClass, rowsOfAll } from '../torch/data/datasets.ts';
import { loaderClass } from '../torch/data/loader.ts';

const HOME: DatasetHome = { framework: 'paddle', path: 'paddle.io' };

const DataLoader = loaderClass({
  ...HOME,
  parameters: signature(
    'dataset, feed_list=None, places=None, return_list=True, batch_sampler=None, batch_size=1, shuffle=False, drop_last=False, collate_fn=None, num_workers=0, use_buffer_reader=True, prefetch_factor=2, use_shared_memory=True, timeout=0, worker_init_fn=None, persistent_workers=False, *, sampler=None',
  ),
});

/** Unlike PyTorch's it takes a list of them. */
const TensorDataset = datasetClass(
  'TensorDataset',
  (call, type) => {
    const tensors = call.args[0] && itemsOf(call.args[0].value);
    return tensors ? rowsOfAll(call, type, tensors) : call.host.unknown('a dataset', call.site);
  },
  HOME,
);

const OTHERS = [
  ...['Dataset', 'IterableDataset', 'BatchSampler', 'DistributedBatchSampler', 'RandomSampler', 'Sampler'],
  ...['SequenceSampler', 'WeightedRandomSampler'],
];

export const io: ModuleValue = moduleOf('paddle.io', {
  DataLoader,
  TensorDataset,
  ...opaqueClasses(HOME.framework, HOME.path, OTHERS),
});
