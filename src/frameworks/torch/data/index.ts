/** torch.utils.data. */
import { opaqueClass } from '../../array/opaque.ts';
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
  ...Object.fromEntries(
    SAMPLERS.map(name => [name, opaqueClass({ qualified: `torch.utils.data.${name}`, framework: 'torch' })]),
  ),
};
