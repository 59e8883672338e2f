/** Takes a loss: refuses shapes that do not go together, and gives a number or the losses of all elements. */
import { compare } from '../../../shapes/index.ts';
import { suspectLoss } from '../../array/doubtful-losses.ts';
import { takeTensor } from '../../array/operand.ts';
import {
  refuseArgument,
  refused,
  refuseOperands,
  result,
  type Scene,
  suspectMisreading,
} from '../../array/scene.ts';
import { refuseTarget } from '../../array/targets.ts';
import { asNumber, type Bound, type Dtype, isOfAssumedAxis, type Operand, type Value } from '../../parts.ts';
import { connectionist } from './connectionist.ts';
import type { Loss } from './kinds.ts';
import { refuseOtherPrecision } from './precisions.ts';
import { reductionOf, refuseReduction } from './reduction.ts';
import { FRACTIONAL, type LossSpec } from './specs.ts';
import { type Taken, tensorsAmong, withoutLook } from './taken.ts';
import type { ThreeOperands } from './three.ts';
import { wrongSpread, wrongWeights } from './weights.ts';

function lossValue(scene: Scene, loss: Loss, { operands, options }: Taken): Value {
  const [first = 'input', second = 'target'] = operands.names;
  const output = takeTensor(scene, operands.value(first), operands.at(first), first);
  const target = takeTensor(scene, operands.value(second), operands.at(second), second, {
    numbers: loss.takesNumbers,
  });
  if (!output || !target) return refused(scene);
  const reduction = reductionOf(scene, options);
  if (reduction === 'wrong') return refuseReduction(scene, options);
  const mismatch = output.shape && target.shape ? loss.check(output.shape, target.shape, target) : undefined;
  if (mismatch) return refuseTarget(scene, { output, target, mismatch });
  const kind = refuseKind(scene, loss, output, target);
  if (kind) return kind;
  if (loss.saysMixed && isMixed(output, target)) return refuseMixed(scene, target, loss.saysMixed);
  if (loss.takesIndices && target.tensor?.dtype === 'bool') return refuseFlags(scene, target);
  if (loss.takesIndices && isFractional(output, target, loss))
    return refuseFractions(scene, target, loss.saysFractional);
  const smoothing = loss.takesIndices ? refuseSmoothing(scene, options) : undefined;
  if (smoothing) return smoothing;
  const other = loss.isOfOnePrecision ? refuseOtherPrecision(scene, output, target) : undefined;
  if (other) return other;
  if (loss.takesIndices && wrongWeights(scene, output, target, options)) return refused(scene);
  if (loss.spread && wrongSpread(scene, target, loss.spread, options)) return refused(scene);
  suspectLoss(scene, output, target, loss);
  if (loss.takesIndices) suspectClasses(scene, output, target);
  const parents = [output.tensor, target.tensor];
  if (reduction === 'unknown') return result(scene, undefined, { parents, dtype: 'float' });
  const whole = output.shape && target.shape && loss.each(output.shape, target.shape);
  return result(scene, reduction === 'none' ? whole : [], { parents, dtype: 'float' });
}

/** A share of what the other classes get; none where it is below 0. */
function refuseSmoothing(scene: Scene, options: Bound): Value | undefined {
  const given = options.given('label_smoothing');
  const share = given && asNumber(given.value);
  if (share === undefined || share <= 1) return undefined;
  return refuseArgument(scene, {
    parameter: 'label_smoothing',
    aspect: 'value',
    allowed: 'from 0 to 1',
    given: String(share),
    at: scene.site,
    says: 'label_smoothing must be between 0.0 and 1.0.',
  });
}

/** Whole numbers or truth values that no kernel takes there. */
function refuseKind(scene: Scene, { refuses }: Loss, output: Operand, target: Operand): Value | undefined {
  const isOf = ({ tensor }: Operand, dtypes: readonly Dtype[] = []): boolean =>
    tensor?.framework === 'torch' && tensor.dtype !== undefined && dtypes.includes(tensor.dtype);
  const wrong = isOf(output, refuses?.output) ? output : isOf(target, refuses?.target) ? target : undefined;
  return (
    wrong &&
    refuseArgument(scene, {
      parameter: wrong.role,
      aspect: 'type',
      allowed: 'a tensor of floats',
      given: wrong.tensor?.dtype === 'int' ? 'a tensor of integers' : 'a tensor of truth values',
      at: wrong.at,
      says: refuses?.says,
    })
  );
}

/** Whole numbers or truth values as targets of floats. */
const isMixed = (output: Operand, target: Operand): boolean =>
  output.tensor?.dtype === 'float' && (target.tensor?.dtype === 'int' || target.tensor?.dtype === 'bool');

const refuseMixed = (scene: Scene, { at }: Operand, says: string): Value =>
  refuseArgument(scene, {
    parameter: 'target',
    aspect: 'type',
    allowed: 'a tensor of floats, as the output',
    given: 'a tensor of integers or truth values',
    at,
    says,
  });

const refuseFlags = (scene: Scene, { at }: Operand): Value =>
  refuseArgument(scene, {
    parameter: 'target',
    aspect: 'type',
    allowed: 'a tensor of integers, the classes',
    given: 'a tensor of truth values',
    at,
  });

/** Floats where classes are counted; of the output's own shape they are probabilities, and of an output whose axes nobody has counted they may be. */
const isFractional = (
  { shape }: Operand,
  { shape: wanted, tensor }: Operand,
  { saysFractional }: Loss,
): boolean =>
  tensor?.dtype === 'float' &&
  shape !== undefined &&
  wanted !== undefined &&
  (saysFractional !== undefined ||
    (shape.length === wanted.length + 1 && ![...shape, ...wanted].some(isOfAssumedAxis)));

function refuseFractions(scene: Scene, { at }: Operand, says = FRACTIONAL): Value {
  return refuseArgument(scene, {
    parameter: 'target',
    aspect: 'type',
    allowed: 'a tensor of integers, the classes',
    given: 'a tensor of floats',
    at,
    says,
  });
}

/** Classes are expected on axis 1. Where a sequence has as many steps as there are classes, (batch, steps, classes) passes. */
function suspectClasses(scene: Scene, output: Operand, target: Operand): void {
  const [, first, second, ...more] = output.shape ?? [];
  if (!first || !second || more.length > 0 || target.shape?.length !== 2) return;
  const { operation = '', layer } = output.tensor?.source ?? {};
  const isMoved = /(transpose|permute|swapaxes|swapdims|movedim|moveaxis|conv\w*)$/i.test(operation);
  if (isMoved || layer?.layer?.type.startsWith('Conv') || compare(first, second) !== 'equal') return;
  suspectMisreading(scene, {
    about: 'steps-as-classes',
    tensor: output,
    axis: 1,
    other: target,
    at: output.at,
  });
}

function threeOperands(
  scene: Scene,
  { check, takesNumber = () => false }: ThreeOperands,
  taken: Taken,
): Value {
  const all = tensorsAmong(scene, taken, 3, takesNumber);
  if (!all) return refused(scene);
  const [first, second, third] = all;
  if (first?.shape && second?.shape && third?.shape) {
    const wrong = check([first.shape, second.shape, third.shape]);
    const operands = [first, second, third];
    const { at } = operands[wrong?.operand ?? 0] ?? first;
    if (wrong) return refuseOperands(scene, operands, wrong.mismatch, at);
  }
  return withoutLook(scene, taken);
}

/** Without a kind of loss its operands are not looked at. */
export function takeLoss(
  scene: Scene,
  { loss, three, isConnectionist }: Pick<LossSpec, 'loss' | 'three' | 'isConnectionist'>,
  taken: Taken,
): Value {
  if (loss) return lossValue(scene, loss, taken);
  if (three) return threeOperands(scene, three, taken);
  return isConnectionist ? connectionist(scene, taken) : withoutLook(scene, taken);
}
