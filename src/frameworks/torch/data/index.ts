/** torch.utils.data. */
import { opaqueClasses } from '../../array/opaque.ts';
import type { Value } from '../../parts.ts';
import { DATASETS } from './datasets.ts';
import { DataLoader } from './loader.ts';

const SAMPLERS = [
  'SequentialSampler',
  'RandomSampler',
  'SubsetRandomSampler',
  'WeightedRandomSampler',
  'BatchSampler',
  'Sampler',
];

export const DATA: Readonly<Record<string, Value>> = {
  ...DATASETS,
  DataLoader,
  ...opaqueClasses('torch', 'torch.utils.data', SAMPLERS),
};
