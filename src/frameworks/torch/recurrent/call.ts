/** Calls of nn.LSTM, nn.GRU and nn.RNN: the checks of `forward`. */
import { compare, type Dim, type Shape, unknownDim } from '../../../shapes/index.ts';
import { takeTensor } from '../../array/operand.ts';
import { refuseArgument, refused, refuseRank, refuseSize } from '../../array/scene.ts';
import type { Use } from '../../modules/layer-class.ts';
import { type Operand, tuple, type Value } from '../../parts.ts';
import { needFloat } from '../inputs.ts';
import { lastAxisIndex, lastAxisOf } from '../last-axis.ts';
import { packedOf } from '../packed.ts';
import { bundle, expectedStates, give, giveStates, type Layout, noteRun, outputFeatures } from './outputs.ts';
import { callPacked } from './packed-call.ts';
import type { Settings } from './settings.ts';
import { checkState } from './state.ts';

export function callRecurrent(use: Use, settings: Settings): Value {
  const broken = refuseSettings(use, settings);
  if (broken) return broken;
  const value = use.arguments.value('input');
  const at = use.arguments.at('input');
  const packed = packedOf(value);
  if (packed) return callPacked(use, settings, packed, at);
  const input = takeTensor(use, value, at, 'input', { says: `'tuple' object has no attribute 'dim'` });
  return input ? callPadded(use, settings, input) : refused(use);
}

function refuseSettings(use: Use, { refusedAtCall: [wrong] }: Settings): Value | undefined {
  return (
    wrong &&
    refuseArgument(use, {
      ...wrong,
      aspect: 'type',
      at: use.site,
      says: `${use.operation.toLowerCase()}() received an invalid combination of arguments`,
    })
  );
}

function callPadded(use: Use, settings: Settings, input: Operand): Value {
  const rank = input.shape?.length;
  if (rank !== undefined && rank !== 2 && rank !== 3) {
    const says = `${use.operation}: Expected input to be 2D or 3D, got ${rank}D instead`;
    return refuseRank(use, input, [2, 3], axesOf(settings, true), says);
  }
  const layout = layoutOf(use, settings, input);
  const states = expectedStates(settings, layout);
  return (
    needFloat(use, input, `RNN input dtype (torch.int64) does not match weight dtype (torch.float32)`) ??
    checkFeatures(use, settings, input) ??
    (rank === undefined ? undefined : checkState(use, use.arguments.given('hx'), states)) ??
    giveOutputs(use, settings, input, layout)
  );
}

function axesOf({ batchFirst }: Settings, batched: boolean): readonly string[] {
  if (!batched) return ['steps', 'features'];
  return batchFirst ? ['batch', 'steps', 'features'] : ['steps', 'batch', 'features'];
}

/** With the input's axes but the last. */
interface PaddedLayout extends Layout {
  readonly leading: Shape;
}

function layoutOf(use: Use, { batchFirst }: Settings, { shape, at }: Operand): PaddedLayout {
  const { host } = use;
  if (!shape) {
    const [batch, steps] = [host.freshSymbol('batch', at), host.freshSymbol('seq_len', at)];
    if (batchFirst === undefined)
      return { batch: unknownDim(), steps: unknownDim(), leading: [unknownDim(), unknownDim()] };
    return { batch, steps, leading: batchFirst ? [batch, steps] : [steps, batch] };
  }
  const [first = unknownDim(), second = unknownDim()] = shape;
  if (shape.length === 2) return { batch: undefined, steps: first, leading: [first] };
  if (batchFirst === undefined)
    return { batch: either(first, second), steps: either(first, second), leading: [first, second] };
  return { batch: batchFirst ? first : second, steps: batchFirst ? second : first, leading: [first, second] };
}

function either(a: Dim, b: Dim): Dim {
  return compare(a, b) === 'equal' ? a : unknownDim();
}

function checkFeatures(use: Use, { inputSize }: Settings, input: Operand): Value | undefined {
  const actual = lastAxisOf(input);
  if (!actual || compare(actual, inputSize) !== 'different') return undefined;
  const says = 'input.size(-1) must be equal to input_size';
  return refuseSize(use, input, {
    axis: lastAxisIndex(input),
    expected: inputSize,
    actual,
    parameter: 'input_size',
    says,
  });
}

function giveOutputs(use: Use, settings: Settings, input: Operand, layout: PaddedLayout): Value {
  const output = give(use, [...layout.leading, outputFeatures(use, settings)], input.tensor, 'sequence');
  const states = giveStates(use, settings, layout, input.tensor);
  noteRun(use, settings, layout, [input.shape], [output.shape, ...states.map(s => s.shape)]);
  return tuple([output, bundle(states)]);
}
