/** Layers whose input size follows from their first input. https://docs.pytorch.org/docs/stable/generated/torch.nn.modules.lazy.LazyModuleMixin.html */
import {
  compare,
  type Dim,
  floorDivide,
  modulo,
  type Shape,
  size,
  unknownDim,
} from '../../../shapes/index.ts';
import { refuseAtCall, refused, refuseOperands, refuseRank, result } from '../../array/scene.ts';
import { weight } from '../../layer.ts';
import { build, builtSize, isBuilt } from '../../modules/deferred.ts';
import { inputOf, needFloat, needWide } from '../../modules/inputs.ts';
import { checkLastAxis } from '../../modules/last-axis.ts';
import { noteCall, type Use } from '../../modules/layer-class.ts';
import { applyConvolution, perAxis } from '../../modules/layers/convolution.ts';
import { biasWeights } from '../../modules/layers/linear.ts';
import { BATCH_AXES, callChannels, giveNormalised } from '../../modules/layers/normalisation.ts';
import { convolved, readWindows, spread, type Window } from '../../modules/layers/window.ts';
import type { Options, UnusedSize } from '../../modules/options.ts';
import type { NativeClass, Value, Weight } from '../../parts.ts';
import { layerClass, TORCH_NN } from '../dialect.ts';
import { TORCH_TRANSPOSED, TORCH_WINDOWS } from '../windows.ts';
import { affineWeights, BATCH, WORDS } from './normalisation.ts';

const LazyLinear = layerClass({
  name: 'LazyLinear',
  bases: ['Linear'],
  signature: 'out_features, bias=True, device: device=None, dtype: dtype=None',
  make: options => {
    const outputs = options.unusedSize('out_features', 0);
    return { units: outputs.dim, call: use => callLinear(use, options, outputs) };
  },
});

function callLinear(use: Use, options: Options, { dim: outputs, wrong: unfit }: UnusedSize): Value {
  const input = inputOf(use);
  if (unfit) return refuseAtCall(use, unfit);
  if (!input) return refused(use);
  const says = 'mat1 and mat2 shapes cannot be multiplied';
  const wrong =
    checkLastAxis(use, input, { expected: builtSize(use), parameter: undefined, says }) ??
    needFloat(use, input);
  if (wrong) return wrong;
  const inputs = input.shape?.at(-1);
  const shape = inputs && [outputs, inputs];
  if (!isBuilt(use))
    build(use, inputs, [weight('weight', shape), ...biasWeights(TORCH_NN, options, [outputs])]);
  const output = input.shape && input.shape.length > 0 ? [...input.shape.slice(0, -1), outputs] : undefined;
  noteCall(use, [input.shape], [output]);
  return result(use, output, { parents: [input.tensor], dtype: 'float' });
}

const PLAIN = `out_channels, kernel_size: sizes, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode='zeros', device: device=None, dtype: dtype=None`;
const TRANSPOSED = `out_channels, kernel_size: sizes, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1, padding_mode='zeros', device: device=None, dtype: dtype=None`;

function convolution(rank: number, isTransposed: boolean): NativeClass {
  const name = `Conv${isTransposed ? 'Transpose' : ''}${rank}d`;
  const style = isTransposed ? TORCH_TRANSPOSED : TORCH_WINDOWS;
  return layerClass({
    name: `Lazy${name}`,
    bases: [name, '_ConvNd'],
    signature: isTransposed ? TRANSPOSED : PLAIN,
    forward: isTransposed ? 'input, output_size=None' : 'input',
    make: options => {
      const { dim: outputs, wrong: unfit } = options.unusedSize('out_channels', 0);
      const groups = options.size('groups');
      const windows = readWindows(options, rank, style.paddings);
      const length = isTransposed
        ? spread(windows, options.sizes('output_padding', rank))
        : convolved(windows, style.convolutionLength);
      const { channels, transposedChannels, ...others } = style.says;
      const says = { ...others, channels: isTransposed ? transposedChannels : channels };
      return {
        units: outputs,
        kept: perAxis(options, rank, style),
        call: use => {
          const input = inputOf(use);
          if (unfit) return refuseAtCall(use, unfit);
          if (!input) return refused(use);
          const inputs = builtSize(use);
          const answer = applyConvolution(use, input, {
            rank,
            inputs,
            outputs,
            length,
            style: { ...style, says },
          });
          if ('kind' in answer) return answer;
          const given = input.shape?.at(-rank - 1);
          if (given && !isBuilt(use) && compare(modulo(given, groups), size(0)) === 'different') {
            const says = 'in_channels must be divisible by groups';
            const axis = (input.shape?.length ?? 0) - rank - 1;
            const mismatch = { kind: 'divisible', axis, dim: given, by: groups } as const;
            return refuseOperands(use, [input], mismatch, input.at, says);
          }
          const leading =
            given &&
            (isTransposed ? [given, floorDivide(outputs, groups)] : [outputs, floorDivide(given, groups)]);
          if (!isBuilt(use)) build(use, given, kernels(options, leading, windows, outputs));
          noteCall(use, [input.shape], [answer]);
          const isPlain = !isTransposed || use.arguments.value('output_size').kind === 'none';
          return result(use, isPlain ? answer : undefined, { parents: [input.tensor], dtype: 'float' });
        },
      };
    },
  });
}

function kernels(
  options: Options,
  leading: Shape | undefined,
  windows: readonly Window[],
  outputs: Dim,
): readonly Weight[] {
  const sizes = windows.flatMap(({ kernel }) => kernel ?? []);
  const shape = leading && sizes.length === windows.length ? [...leading, ...sizes] : undefined;
  return [weight('weight', shape), ...biasWeights(TORCH_NN, options, [outputs])];
}

const NORM =
  'eps=1e-5, momentum=0.1, affine=True, track_running_stats=True, device: device=None, dtype: dtype=None, *, bias=True';

const BATCH_NORMS = BATCH.map(kind =>
  layerClass({
    name: `Lazy${kind.name}`,
    bases: [kind.name, '_BatchNorm', '_NormBase'],
    signature: NORM,
    make: options => ({
      call: use => {
        const channels = builtSize(use);
        const made = callChannels(use, kind, channels ?? unknownDim(), options.flag('affine') === true);
        buildNorm(use, options);
        return made;
      },
    }),
  }),
);

const INSTANCE_NORMS = [1, 2, 3].map(rank =>
  layerClass({
    name: `LazyInstanceNorm${rank}d`,
    bases: [`InstanceNorm${rank}d`, '_InstanceNorm', '_NormBase'],
    signature: NORM,
    make: options => ({
      call: use => {
        const input = inputOf(use);
        if (!input) return refused(use);
        const ranks = [rank + 1, rank + 2];
        if (input.shape && !ranks.includes(input.shape.length))
          return refuseRank(
            use,
            input,
            ranks,
            BATCH_AXES.slice(0, rank + 2),
            WORDS.rank?.(`${ranks.join('D or ')}D`, input.shape.length),
          );
        buildNorm(use, options, -rank - 1);
        return needWide(use, input) ?? giveNormalised(use, input);
      },
    }),
  }),
);

/** The channels of the first input decide. */
function buildNorm(use: Use, options: Options, axis = 1): void {
  const channels = inputOf(use)?.shape?.at(axis);
  if (!isBuilt(use)) build(use, channels, affineWeights(options, 'affine', channels && [channels]));
}

export const LAZY: readonly NativeClass[] = [
  LazyLinear,
  ...[1, 2, 3].flatMap(rank => [convolution(rank, false), convolution(rank, true)]),
  ...BATCH_NORMS,
  ...INSTANCE_NORMS,
];
