/** Losses and the shapes they refuse. https://docs.pytorch.org/docs/stable/nn.html#loss-functions */
import { compare, constantOf, type Mismatch, type Shape } from '../../shapes/index.ts';
import { opaqueClass } from '../array/opaque.ts';
import { takeTensor } from '../array/operand.ts';
import { refused, result, type Scene } from '../array/scene.ts';
import type { Call, NativeClass, Operand, Value } from '../parts.ts';

type Check = (output: Shape, target: Shape, targetOperand: Operand) => Mismatch | undefined;

/** Sizes of the same place that provably differ. */
function differing(
  output: Shape,
  target: Shape,
  outputAxis: number,
  targetAxis: number,
): Mismatch | undefined {
  const [a, b] = [output[outputAxis], target[targetAxis]];
  if (!a || !b || compare(a, b) !== 'different') return undefined;
  return {
    kind: 'dims',
    left: { operand: 0, axis: outputAxis, dim: a },
    right: { operand: 1, axis: targetAxis, dim: b },
  };
}

/** Class indices of shape (N, d1...) for logits (N, C, d1...); class probabilities have the logits' own shape. */
const classIndices: Check = (output, target, { tensor }) => {
  if (output.length === target.length && tensor?.dtype !== 'int') return sameShape(output, target);
  if (output.length === target.length) return undefined;
  if (output.length !== target.length + 1) {
    const expected = { least: Math.max(0, output.length - 1), most: output.length };
    return { kind: 'rank', operand: 1, expected, actual: target.length };
  }
  if (output.length === 1) return undefined;
  const axes = target.map((_, i) => differing(output, target, i === 0 ? 0 : i + 1, i));
  return axes.find(mismatch => mismatch !== undefined);
};

function sameShape(output: Shape, target: Shape): Mismatch | undefined {
  if (output.length !== target.length) return undefined;
  return output.map((_, i) => differing(output, target, i, i)).find(mismatch => mismatch !== undefined);
}

/** Binary cross entropy takes no broadcasting: another rank is refused as well. */
const exactly: Check = (output, target) => {
  if (output.length !== target.length)
    return {
      kind: 'rank',
      operand: 1,
      expected: { least: output.length, most: output.length },
      actual: target.length,
    };
  return sameShape(output, target);
};

/** The mean squared error broadcasts: only sizes that cannot are refused. */
const broadcasting: Check = (output, target) => {
  const shorter = Math.min(output.length, target.length);
  for (let back = 1; back <= shorter; back++) {
    const mismatch = differing(output, target, output.length - back, target.length - back);
    if (mismatch?.kind === 'dims' && !isOne(mismatch.left.dim) && !isOne(mismatch.right.dim)) return mismatch;
  }
  return undefined;
};

const isOne = (dim: Shape[number]): boolean => constantOf(dim) === 1;

export function loss(scene: Scene, call: Call, check: Check): Value {
  const [first, second] = call.args;
  if (!first || !second) return call.host.unknown(`the result of \`${scene.operation}\``, call.site);
  const output = takeTensor(scene, first.value, first.at, 'input');
  const target = takeTensor(scene, second.value, second.at, 'target', { numbers: true });
  if (!output || !target) return refused(scene);
  const mismatch = output.shape && target.shape ? check(output.shape, target.shape, target) : undefined;
  if (mismatch) {
    scene.host.refuse({
      kind: 'target-shape',
      framework: 'torch',
      operation: scene.operation,
      at: second.at,
      output,
      target,
      loss: scene.operation,
      mismatch,
    });
    return refused(scene);
  }
  return result(scene, [], { parents: [output.tensor, target.tensor], dtype: 'float' });
}

const CHECKS: Readonly<Record<string, Check>> = {
  CrossEntropyLoss: classIndices,
  NLLLoss: classIndices,
  BCELoss: exactly,
  BCEWithLogitsLoss: exactly,
  MSELoss: broadcasting,
  L1Loss: broadcasting,
  SmoothL1Loss: broadcasting,
  HuberLoss: broadcasting,
};

/** Losses that are classes: `reduction` other than the mean gives a shape that is not told. */
export const LOSSES: readonly NativeClass[] = Object.entries(CHECKS).map(([name, check]) =>
  opaqueClass({
    qualified: `torch.nn.${name}`,
    framework: 'torch',
    ancestors: ['torch.nn.Module'],
    behave: made => ({
      invoke: call =>
        reduced(made, call, () =>
          loss({ host: call.host, framework: 'torch', operation: name, site: call.site }, call, check),
        ),
    }),
  }),
);

function reduced(made: Call, call: Call, mean: () => Value): Value {
  const hasReduction = made.args.some(a => a.name === 'reduction' || a.name === 'reduce');
  const value = mean();
  return hasReduction ? call.host.unknown('a loss that is not reduced to its mean', call.site) : value;
}

/** `F.cross_entropy` and the like. */
export const LOSS_FUNCTIONS: Readonly<Record<string, Check>> = {
  cross_entropy: classIndices,
  nll_loss: classIndices,
  binary_cross_entropy: exactly,
  binary_cross_entropy_with_logits: exactly,
  mse_loss: broadcasting,
  l1_loss: broadcasting,
  smooth_l1_loss: broadcasting,
};
