/** Pooling. https://docs.pytorch.org/docs/stable/nn.html#pooling-layers */
import { adaptivePoolingLayer, poolingLayer } from '../../modules/layers/pooling.ts';
import { TORCH_NN } from '../dialect.ts';
import { TORCH_WINDOWS } from '../windows.ts';

const WINDOWED: Readonly<Record<string, string>> = {
  MaxPool: 'kernel_size, stride=None, padding=0, dilation=1, return_indices=False, ceil_mode=False',
  AvgPool:
    'kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None',
  LPPool: 'norm_type, kernel_size, stride=None, ceil_mode=False',
};

const ADAPTIVE: Readonly<Record<string, string>> = {
  AdaptiveAvgPool: 'output_size',
  AdaptiveMaxPool: 'output_size, return_indices=False',
};

type Spec = Parameters<typeof poolingLayer>[1];

const eachRank = <T>(table: Readonly<Record<string, string>>, make: (spec: Spec) => T) =>
  Object.entries(table).flatMap(([name, signature]) =>
    [1, 2, 3].map(rank => make({ name: `${name}${rank}d`, signature, rank, style: TORCH_WINDOWS })),
  );

export const POOLING = [
  ...eachRank(WINDOWED, spec => poolingLayer(TORCH_NN, spec)),
  ...eachRank(ADAPTIVE, spec => adaptivePoolingLayer(TORCH_NN, spec)),
];
