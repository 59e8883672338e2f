/** Pooling. https://docs.pytorch.org/docs/stable/nn.html#pooling-layers */
import { adaptivePoolingLayer, poolingLayer } from '../../modules/layers/pooling.ts';
import { withoutKinds } from '../../parts.ts';
import { TORCH_NN } from '../dialect.ts';
import { TORCH_WINDOWS } from '../windows.ts';

/** With the kinds that the functions behind them ask for. */
const WINDOWED: Readonly<Record<string, string>> = {
  MaxPool:
    'kernel_size: ints, stride: ints=None, padding: ints=0, dilation: ints=1, return_indices=False, ceil_mode: bool=False',
  AvgPool:
    'kernel_size: ints, stride: ints=None, padding: ints=0, ceil_mode: bool=False, count_include_pad: bool=True, divisor_override: int=None',
  LPPool: 'norm_type: number, kernel_size: ints, stride: ints=None, ceil_mode: bool=False',
};

const ADAPTIVE: Readonly<Record<string, string>> = {
  AdaptiveAvgPool: 'output_size',
  AdaptiveMaxPool: 'output_size, return_indices=False',
};

/** Along one axis nothing takes the place of the number of elements. */
const ofRank = (called: string, rank: number): string =>
  rank === 1 ? called.replace(/, divisor_override.*/, '') : called;

type Spec = Parameters<typeof poolingLayer>[1];

const eachRank = <T>(table: Readonly<Record<string, string>>, make: (spec: Spec) => T) =>
  Object.entries(table).flatMap(([name, signature]) =>
    [1, 2, 3].map(rank => {
      const called = ofRank(signature, rank);
      return make({
        name: `${name}${rank}d`,
        signature: withoutKinds(called),
        called,
        rank,
        style: TORCH_WINDOWS,
      });
    }),
  );

export const POOLING = [
  ...eachRank(WINDOWED, spec => poolingLayer(TORCH_NN, spec)),
  ...eachRank(ADAPTIVE, spec => adaptivePoolingLayer(TORCH_NN, spec)),
];
