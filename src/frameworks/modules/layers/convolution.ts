/** Convolutions over the axes after batch and channels. */
import {
  compare,
  constantOf,
  type Dim,
  floorDivide,
  less,
  modulo,
  type Shape,
  size,
  unknownDim,
} from '../../../shapes/index.ts';
import { checkSize, refuseArgument, refused, refuseRank, result, type Scene } from '../../array/scene.ts';
import { spatialAxes } from '../../array/spatial-axes.ts';
import { weight } from '../../layer.ts';
import {
  asDim,
  integer,
  itemsOf,
  type NativeClass,
  type Operand,
  shapeOf,
  tuple,
  type Value,
  type Weight,
} from '../../parts.ts';
import { assumedShape, learnInput } from '../assumed-input.ts';
import type { Dialect } from '../dialect.ts';
import { inputOf, needFloat } from '../inputs.ts';
import { type Made, moduleLayer, noteCall, type Use } from '../layer-class.ts';
import type { Options } from '../options.ts';
import { biasWeights } from './linear.ts';
import {
  convolved,
  type NewLength,
  readWindows,
  refuseEmpty,
  refuseWindow,
  spread,
  UNKNOWN_LENGTH,
  type Window,
  type WindowStyle,
  withLengths,
  wrongWindowOf,
} from './window.ts';

/** What a convolution does to its input; `F.conv1d` and the like use the same. */
export interface Convolution {
  readonly rank: number;
  /** undefined: not known. */
  readonly inputs: Dim | undefined;
  readonly outputs: Dim;
  readonly length: NewLength;
  readonly style: Pick<WindowStyle, 'batchedOnly' | 'emptyAxis' | 'says'>;
}

interface ConvolutionSpec {
  readonly name: string;
  /** Names of base classes beside the one that all have. */
  readonly bases?: readonly string[];
  readonly signature: string;
  /** Kinds of arguments that are looked at when the layer is called. */
  readonly called?: string;
  /** Of how many axes its windows are; undefined: not known, as where the kernel's own sizes say it. */
  readonly rank: number | ((options: Options) => number | undefined);
  readonly style: WindowStyle;
  /** What its number of groups is called, where it is not `groups`, and what is said of channels that are no multiple of it. */
  readonly groups?: { readonly name: string; readonly says: string };
  /** The kernel of its weight as it is stored, where it has other axes than the windows. */
  readonly stored?: (kernel: Shape) => Shape;
  /** Constructor arguments that must be multiples of `groups`. */
  readonly grouped: readonly ('in_channels' | 'out_channels')[];
}

export const plainConvolution = (dialect: Dialect, spec: ConvolutionSpec): NativeClass =>
  moduleLayer(dialect, {
    name: spec.name,
    ...(spec.bases && { bases: spec.bases }),
    signature: spec.signature,
    called: spec.called,
    make: options => makePlain(options, dialect, spec),
  });

export const transposedConvolution = (dialect: Dialect, spec: ConvolutionSpec): NativeClass =>
  moduleLayer(dialect, {
    name: spec.name,
    ...(spec.bases && { bases: spec.bases }),
    signature: spec.signature,
    called: spec.called,
    forward: `${dialect.input ?? 'input'}, output_size=None`,
    make: options => makeTransposed(options, dialect, spec),
  });

/** A layer without channels is made; what it cannot do is run. */
function channels(
  options: Options,
  { grouped, groups: own }: Pick<ConvolutionSpec, 'grouped' | 'groups'>,
): { readonly inputs: Dim; readonly outputs: Dim; readonly groups: Dim } {
  const name = own?.name ?? 'groups';
  const [inputs, outputs, groups] = [
    options.size('in_channels', 0),
    options.size('out_channels', 0),
    options.size(name),
  ];
  for (const parameter of grouped) {
    const dim = parameter === 'in_channels' ? inputs : outputs;
    if (compare(modulo(dim, groups), size(0)) === 'different')
      options.refuse(
        parameter,
        `a multiple of ${name}`,
        'value',
        own?.says ?? `${parameter} must be divisible by groups`,
      );
  }
  return { inputs, outputs, groups };
}

const rankOf = ({ rank }: ConvolutionSpec, options: Options): number | undefined =>
  typeof rank === 'number' ? rank : rank(options);

const ofAnyRank = (options: Options, dialect: Dialect, outputs: Dim): Made => ({
  weights: [weight('weight', undefined), ...biasWeights(dialect, options, [outputs])],
  units: outputs,
  call: use => result(use, undefined, { dtype: 'float' }),
});

function makePlain(options: Options, dialect: Dialect, spec: ConvolutionSpec): Made {
  const { style } = spec;
  const { inputs, outputs, groups } = channels(options, spec);
  const rank = rankOf(spec, options);
  if (rank === undefined) return ofAnyRank(options, dialect, outputs);
  const windows = readWindows(options, rank, style.paddings);
  const length = convolved(windows, style.convolutionLength);
  const wrong = wrongWindowOf(options, rank, style);
  return {
    weights: weights(options, dialect, spec, [outputs, floorDivide(inputs, groups)], windows),
    units: outputs,
    inputSize: inputs,
    kept: perAxis(options, rank, style),
    call: use =>
      isChannelsLast(options)
        ? result(use, undefined, { dtype: 'float' })
        : (refuseWindow(use, wrong) ?? callConvolution(use, { rank, inputs, outputs, length, style })),
  };
}

/** `conv.kernel_size[0]`: PyTorch keeps one number for each axis, also where one was given for all. */
export function perAxis(options: Options, rank: number, { keepsPerAxis }: WindowStyle): Made['kept'] {
  if (!keepsPerAxis) return undefined;
  const names = ['kernel_size', 'stride', 'padding', 'dilation', 'output_padding'];
  const held = names.filter(
    name => options.bound.names.includes(name) && options.bound.value(name).kind === 'number',
  );
  return Object.fromEntries(
    held.map(name => [name, tuple((options.sizes(name, rank) ?? []).map(dim => integer(dim)))]),
  );
}

/** Paddle's `data_format='NLC'`, which is not modelled. */
export function isChannelsLast(options: Options): boolean {
  const name = 'data_format';
  if (!options.bound.names.includes(name) || !options.isGiven(name)) return false;
  return !options.text(name)?.startsWith('NC');
}

function makeTransposed(options: Options, dialect: Dialect, spec: ConvolutionSpec): Made {
  const { style } = spec;
  const { inputs, outputs, groups } = channels(options, spec);
  const rank = rankOf(spec, options);
  if (rank === undefined) return ofAnyRank(options, dialect, outputs);
  const windows = readWindows(options, rank, style.paddings);
  const { channels: _plain, transposedChannels, ...others } = style.says;
  const own = { ...style, says: { ...others, channels: transposedChannels } };
  const known = spread(windows, options.sizes('output_padding', rank));
  const wrong = wrongWindowOf(options, rank, style);
  return {
    weights: weights(options, dialect, spec, [inputs, floorDivide(outputs, groups)], windows),
    units: outputs,
    inputSize: inputs,
    kept: perAxis(options, rank, style),
    call: use => {
      if (isChannelsLast(options)) return result(use, undefined, { dtype: 'float' });
      const length = use.arguments.value('output_size').kind === 'none' ? known : UNKNOWN_LENGTH;
      return (
        refuseWindow(use, wrong) ??
        refuseOutputSize(use, rank) ??
        callConvolution(use, { rank, inputs, outputs, length, style: own })
      );
    },
  };
}

/** PyTorch's: a size for each spatial axis, or for each axis of the output. */
function refuseOutputSize(use: Use, rank: number): Value | undefined {
  const given = use.framework === 'torch' ? use.arguments.given('output_size') : undefined;
  if (!given) return undefined;
  const { value, at } = given;
  const count = itemsOf(value)?.length;
  const isNumber = value.kind === 'number' || (value.kind === 'bool' && value.value !== undefined);
  const isWrong = isNumber || (count !== undefined && ![rank, rank + 1, rank + 2].includes(count));
  if (!isWrong) return undefined;
  return refuseArgument(use, {
    parameter: 'output_size',
    aspect: isNumber ? 'type' : 'value',
    allowed: `a list of ${rank === 1 ? 'one size' : `${rank} sizes`}`,
    at,
    says: isNumber ? 'has no len()' : `output_size must have ${rank} or ${rank + 2} elements (got ${count})`,
  });
}

function weights(
  options: Options,
  dialect: Dialect,
  { stored = kernel => kernel }: Pick<ConvolutionSpec, 'stored'>,
  leading: Shape,
  windows: readonly Window[],
): readonly Weight[] {
  const outputs = options.size('out_channels', 0);
  const kernels = windows.map(w => w.kernel);
  if (kernels.some(kernel => kernel && less(kernel, size(0)) === true))
    options.refuse('kernel_size', 'an integer of at least 0');
  // A tuple for other axes makes a weight all the same.
  const given = itemsOf(options.bound.value('kernel_size'))?.map(asDim);
  const all = given && given.length !== kernels.length ? given : kernels;
  const shape = all.every(kernel => kernel !== undefined) ? [...leading, ...stored(all)] : undefined;
  return [weight('weight', shape), ...biasWeights(dialect, options, [outputs])];
}

function callConvolution(use: Use, convolution: Convolution): Value {
  const input = inputOf(use);
  if (!input) return refused(use);
  if (constantOf(convolution.outputs) === 0) {
    return refuseArgument(use, {
      parameter: 'out_channels',
      aspect: 'value',
      allowed: 'a positive integer',
      given: '0',
      at: use.site,
      says: convolution.style.says.noOutputs,
    });
  }
  const answer = applyConvolution(use, input, convolution);
  if ('kind' in answer) return answer;
  noteCall(use, [input.shape ?? (input.tensor && shapeOf(input.tensor))], [answer]);
  return result(use, answer, { parents: [input.tensor], dtype: 'float' });
}

/** (N, C_in, L...) gives (N, C_out, L'...); the batch axis may be missing. */
export function applyConvolution(scene: Scene, input: Operand, convolution: Convolution): Value | Shape {
  const { rank, inputs, outputs, style } = convolution;
  const { says } = style;
  const shape = input.shape ?? batchOf(scene, input, convolution);
  const ranks = style.batchedOnly ? [rank + 2] : [rank + 1, rank + 2];
  if (!ranks.includes(shape.length))
    return refuseRank(
      scene,
      input,
      ranks,
      ['batch', 'channels', ...spatialAxes(rank)],
      says.convolutionRank?.(rank),
    );
  const axis = shape.length - rank - 1;
  const wrong =
    checkSize(scene, input, { axis, expected: inputs, parameter: 'in_channels', says: says.channels }) ??
    needFloat(scene, input, says.dtype);
  if (wrong) return wrong;
  const answer = withLengths(scene, input, shape, rank, convolution.length, says.convolutionWindow);
  const empty = refuseEmpty(scene, input, rank, style);
  if (empty && !('kind' in answer)) return empty;
  // Kernels that sum over no channels at all give what they please.
  const given = inputs && constantOf(inputs) === 0 ? unknownDim() : outputs;
  return 'kind' in answer ? answer : answer.map((dim, i) => (i === axis ? given : dim));
}

/** An input of which nothing is known is taken for a batch. */
function batchOf(scene: Scene, input: Operand, { rank, inputs, style }: Convolution): Shape {
  const axes = ['batch', inputs ?? 'channels', ...spatialAxes(rank)];
  const shape = assumedShape(scene, input, axes, style.batchedOnly === true);
  learnInput(scene, input, shape);
  return shape;
}
