/** Layers that rearrange, pad or resize without weights: Flatten, Unflatten, padding, Upsample, PixelShuffle, GLU. */
import {
  type Dim,
  flatten,
  type PadWidth,
  pad,
  type Shape,
  type ShapeResult,
  size,
  UNDECIDED,
  unflatten,
  unknownDim,
} from '../../../shapes/index.ts';
import { halved } from '../../array/halving.ts';
import { takeTensor } from '../../array/operand.ts';
import { refused, refuseOperands, refuseRank, result } from '../../array/scene.ts';
import { type Made, noteCall, type Use } from '../../modules/layer-class.ts';
import type { Options } from '../../modules/options.ts';
import {
  asDim,
  type Bound,
  itemsOf,
  type NativeClass,
  type Operand,
  tuple,
  type Value,
} from '../../parts.ts';
import { layerClass } from '../dialect.ts';
import { folded, shuffled, unfolded, unshuffled } from '../patches.ts';
import { type Repeating, refuseRepeated } from '../repeated-padding.ts';
import { modeOf, refuseNothingLeft, refuseResize } from '../resizing.ts';
import { resize } from '../spatial.ts';

type Change = (shape: Shape) => ShapeResult<Shape | undefined>;
/** A layer that only changes the shape of its input. `ranks`: what it takes, where that is limited. */
function changing(
  name: string,
  signature: string,
  change: (options: Options) => Change,
  { ranks, called, refuse, kept }: Asked = {},
): NativeClass {
  return layerClass({
    name,
    signature,
    called,
    make: options => {
      const apply = change(options);
      return {
        weights: [],
        kept: kept?.(options),
        call: use => callChanging(use, apply, ranks, (input, shape) => refuse?.(use, options, input, shape)),
      };
    },
  });
}

/** What a layer asks for when it is called. */
interface Asked {
  readonly ranks?: readonly number[];
  /** Kinds of constructor arguments. */
  readonly called?: string;
  readonly kept?: (options: Options) => Made['kept'];
  /** `shape`: that it would give. */
  readonly refuse?: (
    use: Use,
    options: Options,
    input: Operand,
    shape: Shape | undefined,
  ) => Value | undefined;
}

function callChanging(
  use: Use,
  change: Change,
  ranks: readonly number[] | undefined,
  refuse: (input: Operand, shape: Shape | undefined) => Value | undefined,
): Value {
  const input = takeTensor(use, use.arguments.value('input'), use.arguments.at('input'), 'input');
  if (!input) return refused(use);
  const { shape } = input;
  if (shape && ranks && !ranks.includes(shape.length))
    return refuseRank(use, input, ranks, ['batch', 'channels', 'length']);
  const outcome = shape ? change(shape) : UNDECIDED;
  if (!outcome.ok) return refuseOperands(use, [input], outcome.mismatch, input.at);
  const wrong = refuse(input, outcome.value);
  if (wrong) return wrong;
  noteCall(use, [shape], [outcome.value]);
  return result(use, outcome.value, { parents: [input.tensor], dtype: input.tensor?.dtype });
}

const Flatten = changing(
  'Flatten',
  'start_dim=1, end_dim=-1',
  options => {
    const [start, end] = [options.int('start_dim'), options.int('end_dim')];
    return shape => (start === undefined || end === undefined ? UNDECIDED : flatten(shape, start, end));
  },
  { called: 'start_dim: int=1, end_dim: int=-1' },
);

/** True is 1. */
const sizeOf = (value: Value): Dim | undefined =>
  value.kind === 'bool' && value.value !== undefined ? size(Number(value.value)) : asDim(value);

const Unflatten = changing(
  'Unflatten',
  'dim, unflattened_size',
  options => {
    const isList = options.bound.value('unflattened_size').kind === 'list';
    options.need('unflattened_size', isList ? 'sizes' : 'shape');
    const axis = options.int('dim');
    const sizes = itemsOf(options.bound.value('unflattened_size'))?.map(item => sizeOf(item) ?? unknownDim());
    return shape => (axis === undefined || !sizes ? UNDECIDED : unflatten(shape, axis, sizes));
  },
  { called: 'dim: int, unflattened_size: shape' },
);

/** The widths of `nn.ZeroPad2d((left, right, top, bottom))`, last axis first; one number counts for all sides. */
function paddingOf(options: Options, rank: number): readonly PadWidth[] | undefined {
  const value = options.bound.value('padding');
  const one = asDim(value);
  if (one) return Array.from({ length: rank }, () => ({ before: one, after: one }));
  const dims = itemsOf(value)?.map(asDim);
  if (!dims || dims.length !== 2 * rank) return undefined;
  return Array.from({ length: rank }, (_, i) => {
    const k = 2 * (rank - 1 - i);
    return { before: dims[k] ?? unknownDim(), after: dims[k + 1] ?? unknownDim() };
  });
}

/** One number is kept once for each side. */
function allSides(options: Options, rank: number): Made['kept'] {
  const value = options.bound.value('padding');
  return value.kind === 'number' ? { padding: tuple(Array.from({ length: 2 * rank }, () => value)) } : {};
}

const MODES: Readonly<Record<string, Repeating | undefined>> = {
  ReflectionPad: 'reflect',
  ReplicationPad: 'replicate',
  CircularPad: 'circular',
};

const padding = ['ZeroPad', 'ConstantPad', 'ReflectionPad', 'ReplicationPad', 'CircularPad'].flatMap(kind =>
  [1, 2, 3].map(rank =>
    changing(
      `${kind}${rank}d`,
      kind === 'ConstantPad' ? 'padding, value' : 'padding',
      options => {
        const widths = paddingOf(options, rank);
        return shape => {
          if (!widths || shape.length < rank) return UNDECIDED;
          const none = shape.slice(rank).map(() => ({ before: size(0), after: size(0) }));
          return pad(shape, [...none, ...widths], { crop: true });
        };
      },
      {
        kept: options => allSides(options, rank),
        refuse: (use, options, input) => {
          const mode = MODES[kind];
          const widths = paddingOf(options, rank)?.toReversed();
          const sides = widths?.flatMap(({ before, after }) => [before, after]);
          return mode && sides && refuseRepeated(use, input, { mode, widths: sides });
        },
      },
    ),
  ),
);

const RESIZE = `size=None, scale_factor=None, mode='nearest', align_corners=None, recompute_scale_factor=None`;

const refuseSizes =
  (mode: (bound: Bound) => string | undefined) =>
  (use: Use, { bound }: Options, input: Operand, shape: Shape | undefined): Value | undefined => {
    const asked = { bound, mode: mode(bound), placeOf: () => use.site };
    return refuseResize(use, input, asked) ?? refuseNothingLeft(use, shape, asked);
  };

const resizing = [
  changing(
    'Upsample',
    RESIZE,
    ({ bound }) =>
      shape => ({ ok: true, value: resize(shape, bound.value('size'), bound.value('scale_factor')) }),
    { ranks: [3, 4, 5], refuse: refuseSizes(modeOf) },
  ),
  ...['UpsamplingNearest2d', 'UpsamplingBilinear2d'].map(name =>
    changing(
      name,
      'size=None, scale_factor=None',
      ({ bound }) =>
        shape => ({ ok: true, value: resize(shape, bound.value('size'), bound.value('scale_factor')) }),
      { ranks: [4], refuse: refuseSizes(() => (name.includes('Nearest') ? 'nearest' : 'bilinear')) },
    ),
  ),
];

const PixelShuffle = changing(
  'PixelShuffle',
  'upscale_factor',
  options => {
    const factor = asDim(options.bound.value('upscale_factor'));
    return shape => shuffled(shape, factor);
  },
  { called: 'upscale_factor: int' },
);

const PixelUnshuffle = changing('PixelUnshuffle', 'downscale_factor', options => {
  const factor = asDim(options.bound.value('downscale_factor'));
  return shape => unshuffled(shape, factor);
});

const ChannelShuffle = changing('ChannelShuffle', 'groups', () => shape => ({ ok: true, value: shape }));
const Unfold = changing('Unfold', 'kernel_size, dilation=1, padding=0, stride=1', unfolded);
const Fold = changing('Fold', 'output_size, kernel_size, dilation=1, padding=0, stride=1', folded);

/** One half of an axis gates the other. https://docs.pytorch.org/docs/stable/generated/torch.nn.GLU.html */
const GLU = changing(
  'GLU',
  'dim=-1',
  options => {
    const axis = options.int('dim');
    return shape => halved(shape, axis);
  },
  { called: 'dim: int=-1' },
);

export const RESHAPING: readonly NativeClass[] = [
  Flatten,
  Unflatten,
  ...padding,
  ...resizing,
  PixelShuffle,
  PixelUnshuffle,
  ChannelShuffle,
  Unfold,
  Fold,
  GLU,
];
