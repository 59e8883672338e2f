/** Convolutions and pooling of gluon.nn. https://mxnet.apache.org/versions/1.9.1/api/python/docs/api/gluon/nn/index.html, mxnet/gluon/nn/conv_layers.py */
import { type Dim, floorDivide, type Shape, size, symmetricPadding } from '../../shapes/index.ts';
import { refused, refuseRank } from '../array/scene.ts';
import { weight } from '../layer.ts';
import { build, builtSize } from '../modules/deferred.ts';
import { inputOf } from '../modules/inputs.ts';
import type { Made, Use } from '../modules/layer-class.ts';
import { applyConvolution } from '../modules/layers/convolution.ts';
import {
  convolved,
  type NewLength,
  pooled,
  spread,
  type Window,
  withLengths,
} from '../modules/layers/window.ts';
import type { Options } from '../modules/options.ts';
import type { NativeClass, Operand, Value, Weight } from '../parts.ts';
import { layerClass } from './dialect.ts';
import { give } from './layers.ts';
import { givenSize, sizeOf } from './sizes.ts';

const LAYOUTS: Readonly<Record<number, string>> = { 1: 'NCW', 2: 'NCHW', 3: 'NCDHW' };

/** What MXNet says where a window does not fit depends on its build: nothing is quoted. */
const STYLE = { batchedOnly: true, says: {} };

/** The same number for each axis. */
const each = (rank: number, value: number): string =>
  rank === 1 ? String(value) : `(${Array.from({ length: rank }, () => value).join(', ')})`;

function windows(options: Options, rank: number): readonly Window[] {
  const read = (name: string) => (options.bound.names.includes(name) ? options.sizes(name, rank) : undefined);
  const [kernel, stride, padding, dilation] = [
    read('kernel_size') ?? read('pool_size'),
    options.isGiven('strides') || options.bound.value('strides').kind !== 'none'
      ? read('strides')
      : read('pool_size'),
    read('padding'),
    read('dilation'),
  ];
  const isPool = options.bound.names.includes('pool_size');
  return Array.from({ length: rank }, (_, i) => ({
    kernel: kernel?.[i],
    stride: stride?.[i],
    padding: padding?.[i] && symmetricPadding(padding[i]),
    dilation: isPool ? size(1) : dilation?.[i],
  }));
}

/** Of pooling the arguments behind the padding come in an order of their own for each class. */
const isChannelsFirst = (options: Options, rank: number): boolean =>
  options.bound.extra.length === 0 && options.text('layout') === LAYOUTS[rank];

const convolution = (rank: number, transposed: boolean): NativeClass =>
  layerClass({
    name: `Conv${rank}D${transposed ? 'Transpose' : ''}`,
    signature: `channels, kernel_size, strides=${each(rank, 1)}, padding=${each(rank, 0)}, ${transposed ? `output_padding=${each(rank, 0)}, ` : ''}dilation=${each(rank, 1)}, groups=1, layout='${LAYOUTS[rank]}', activation=None, use_bias=True, weight_initializer=None, bias_initializer='zeros', in_channels=0`,
    make: options => makeConvolution(options, rank, transposed),
  });

function makeConvolution(options: Options, rank: number, transposed: boolean): Made {
  const [outputs, groups, given] = [
    sizeOf(options, 'channels'),
    sizeOf(options, 'groups'),
    givenSize(options, 'in_channels'),
  ];
  const sizes = windows(options, rank);
  const kernels = sizes.flatMap(w => w.kernel ?? []);
  const weights = (inputs: Dim): readonly Weight[] => {
    const leading: Shape = transposed
      ? [inputs, floorDivide(outputs, groups)]
      : [outputs, floorDivide(inputs, groups)];
    const has = options.flag('use_bias');
    const kernel = kernels.length === rank ? [...leading, ...kernels] : undefined;
    return [
      weight('weight', kernel),
      ...(has === false ? [] : [weight('bias', has ? [outputs] : undefined)]),
    ];
  };
  const isFirst = isChannelsFirst(options, rank);
  return {
    weights: given && isFirst ? weights(given) : undefined,
    units: outputs,
    inputSize: given,
    call: use => {
      const input = inputOf(use);
      if (!input) return refused(use);
      if (!isFirst) return give(use, input, undefined);
      const inputs = builtSize(use);
      const length = transposed ? spread(sizes, options.sizes('output_padding', rank)) : convolved(sizes);
      const answer =
        input.shape && applyConvolution(use, input, { rank, inputs, outputs, length, style: STYLE });
      const actual = input.shape?.[1];
      if (actual && input.shape?.length === rank + 2) build(use, actual, weights(actual));
      return give(use, input, answer);
    },
  };
}

const AXES = ['length', 'height', 'width'];

function callPooling(use: Use, rank: number, length: NewLength, isFirst: boolean): Value {
  const input = inputOf(use);
  if (!input) return refused(use);
  const answer = isFirst ? applied(use, input, rank, length) : undefined;
  return give(use, input, answer);
}

function applied(use: Use, input: Operand, rank: number, length: NewLength): Shape | Value | undefined {
  const { shape } = input;
  if (!shape) return undefined;
  if (shape.length !== rank + 2)
    return refuseRank(use, input, [rank + 2], ['batch', 'channels', ...AXES.slice(0, rank)]);
  return withLengths(use, input, shape, rank, length, 'kernel size exceeds input');
}

const pooling = (kind: string, rank: number): NativeClass =>
  layerClass({
    name: `${kind}Pool${rank}D`,
    signature: `pool_size=${each(rank, 2)}, strides=None, padding=0, *more, ceil_mode=False, layout='${LAYOUTS[rank]}', **kwargs`,
    make: options => ({
      weights: [],
      call: use =>
        callPooling(
          use,
          rank,
          pooled(windows(options, rank), options.flag('ceil_mode')),
          isChannelsFirst(options, rank),
        ),
    }),
  });

const globalPooling = (kind: string, rank: number): NativeClass =>
  layerClass({
    name: `Global${kind}Pool${rank}D`,
    signature: `layout='${LAYOUTS[rank]}'`,
    make: options => ({
      weights: [],
      call: use =>
        callPooling(use, rank, () => ({ ok: true, value: size(1) }), isChannelsFirst(options, rank)),
    }),
  });

export const SPATIAL: readonly NativeClass[] = [1, 2, 3].flatMap(rank => [
  convolution(rank, false),
  convolution(rank, true),
  ...['Max', 'Avg'].flatMap(kind => [pooling(kind, rank), globalPooling(kind, rank)]),
]);
