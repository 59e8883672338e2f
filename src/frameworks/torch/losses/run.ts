/** Takes a loss: refuses shapes that do not go together, and gives a number or the losses of all elements. */
import { compare, constantOf, less, type Mismatch, type Shape, size } from '../../../shapes/index.ts';
import { contentOf } from '../../array/contents.ts';
import { takeTensor } from '../../array/operand.ts';
import { DTYPES, isCertain, precisionOf } from '../../array/precision.ts';
import {
  checkSize,
  refuseArgument,
  refused,
  refuseOperands,
  refuseRank,
  result,
  type Scene,
  suspectArgument,
  suspectMisreading,
} from '../../array/scene.ts';
import { isWrittenNone } from '../../kinds.ts';
import {
  asBool,
  asInt,
  asNumber,
  asString,
  type Bound,
  type Dtype,
  itemsOf,
  type Operand,
  type Value,
} from '../../parts.ts';
import { type Loss, spreadApart } from './kinds.ts';
import { FRACTIONAL, type LossSpec } from './specs.ts';
import { type ThreeOperands, wrongLengths, wrongTargets } from './three.ts';

type Reduction = 'scalar' | 'none' | 'unknown' | 'wrong';

/** Until 0.4 two flags said so, of which only `reduce` decides whether it is one number. */
function oldReduction(options: Bound, isGiven: (name: string) => boolean): Reduction {
  if (!isGiven('reduce')) return 'scalar';
  const reduces = asBool(options.value('reduce'));
  return reduces === undefined ? 'unknown' : reduces ? 'scalar' : 'none';
}

function reductionOf(options: Bound): Reduction {
  const isGiven = (name: string) => options.names.includes(name) && options.value(name).kind !== 'none';
  if (options.open) return 'unknown';
  if (isGiven('reduce') || isGiven('size_average')) return oldReduction(options, isGiven);
  const value = options.value('reduction');
  const at = options.given('reduction')?.at;
  if (value.kind === 'number' || (at && isWrittenNone(options.call.host, value, at))) return 'wrong';
  const text = asString(value);
  if (text === undefined) return 'unknown';
  if (text === 'none') return 'none';
  return ['mean', 'sum', 'batchmean', 'elementwise_mean'].includes(text) ? 'scalar' : 'wrong';
}

/** Some functions have no `batchmean`, and the text is looked at only when the loss is taken. */
function refuseReduction(scene: Scene, options: Bound): Value {
  return refuseArgument(scene, {
    parameter: 'reduction',
    aspect: 'value',
    allowed: "'mean', 'sum' or 'none'",
    at: options.at('reduction'),
    says: 'is not a valid value for reduction',
  });
}

/** `options`: of the constructor, or of the function itself. */
interface Taken {
  readonly operands: Bound;
  readonly options: Bound;
}

function lossValue(scene: Scene, loss: Loss, { operands, options }: Taken): Value {
  const [first = 'input', second = 'target'] = operands.names;
  const output = takeTensor(scene, operands.value(first), operands.at(first), first);
  const target = takeTensor(scene, operands.value(second), operands.at(second), second, {
    numbers: loss.takesNumbers,
  });
  if (!output || !target) return refused(scene);
  const reduction = reductionOf(options);
  if (reduction === 'wrong') return refuseReduction(scene, options);
  const mismatch = output.shape && target.shape ? loss.check(output.shape, target.shape, target) : undefined;
  if (mismatch) {
    scene.host.refuse(conflict(scene, output, target, mismatch));
    return refused(scene);
  }
  const kind = refuseKind(scene, loss, output, target);
  if (kind) return kind;
  if (loss.saysMixed && isMixed(output, target)) return refuseMixed(scene, target, loss.saysMixed);
  if (loss.takesIndices && target.tensor?.dtype === 'bool') return refuseFlags(scene, target);
  if (loss.takesIndices && isFractional(output, target, loss))
    return refuseFractions(scene, target, loss.saysFractional);
  const smoothing = loss.takesIndices ? refuseSmoothing(scene, options) : undefined;
  if (smoothing) return smoothing;
  const other = loss.isOfOnePrecision ? refuseOtherPrecision(scene, output, target, COMPARED) : undefined;
  if (other) return other;
  if (loss.takesIndices && wrongWeights(scene, output, target, options)) return refused(scene);
  suspectLoss(scene, output, target, loss);
  if (loss.takesIndices) suspectClasses(scene, output, target);
  const parents = [output.tensor, target.tensor];
  if (reduction === 'unknown') return result(scene, undefined, { parents, dtype: 'float' });
  const whole = output.shape && target.shape && loss.each(output.shape, target.shape);
  return result(scene, reduction === 'none' ? whole : [], { parents, dtype: 'float' });
}

/** One weight for each class, whose axis is the second one, or the only one; states what does not fit. */
function wrongWeights(scene: Scene, output: Operand, target: Operand, options: Bound): boolean {
  const { shape } = output;
  const given = options.given('weight');
  const classes = shape && (shape[1] ?? shape[0]);
  if (given?.value.kind !== 'tensor' || !classes) return false;
  const weights = takeTensor(scene, given.value, scene.site, 'weight');
  const says = 'weight tensor should be defined either for all classes or no classes';
  if (!weights?.shape) return weights === undefined;
  if (weights.shape.length !== 1) return refuseRank(scene, weights, [1], ['classes'], says) !== undefined;
  const wrong = checkSize(scene, weights, { axis: 0, expected: classes, parameter: undefined, says });
  // Probabilities are multiplied with them.
  const isCounted = !wrong && target.tensor?.dtype === 'int';
  const other = isCounted ? refuseOtherPrecision(scene, output, weights, COUNTED) : undefined;
  return (wrong ?? other) !== undefined;
}

/** A share of what the other classes get. */
function refuseSmoothing(scene: Scene, options: Bound): Value | undefined {
  const given = options.given('label_smoothing');
  const share = given && asNumber(given.value);
  if (share === undefined || (share >= 0 && share <= 1)) return undefined;
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

/** Floats where classes are counted; of the output's own shape they are probabilities. */
const isFractional = (
  { shape }: Operand,
  { shape: wanted, tensor }: Operand,
  { saysFractional }: Loss,
): boolean =>
  tensor?.dtype === 'float' &&
  shape !== undefined &&
  wanted !== undefined &&
  (saysFractional !== undefined || shape.length === wanted.length + 1);

const COMPARED = (wanted: string, given: string): string => `Found dtype ${given} but expected ${wanted}`;
const COUNTED = (wanted: string, given: string): string =>
  `expected scalar type ${wanted} but found ${given}`;

/** BCELoss takes floats of the output's own precision, where others widen. */
function refuseOtherPrecision(
  scene: Scene,
  output: Operand,
  { role, tensor, at }: Operand,
  says: (wanted: string, given: string) => string,
): Value | undefined {
  const [wanted, given] = [precisionOf(output.tensor), precisionOf(tensor)];
  if (!wanted || !given || wanted === given || !isCertain(scene.host)) return undefined;
  return refuseArgument(scene, {
    parameter: role,
    aspect: 'type',
    allowed: `a tensor of ${DTYPES[wanted].name}, as the output is`,
    given: `a tensor of ${DTYPES[given].name}`,
    at,
    says: says(DTYPES[wanted].type, DTYPES[given].type),
  });
}

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

function conflict(scene: Scene, output: Operand, target: Operand, mismatch: Mismatch) {
  const { framework, operation } = scene;
  return {
    kind: 'target-shape',
    framework,
    operation,
    at: target.at,
    output,
    target,
    loss: operation,
    mismatch,
  } as const;
}

/** What PyTorch only warns of, and a softmax or sigmoid applied twice. */
function suspectLoss(scene: Scene, output: Operand, target: Operand, { broadcasts, applies }: Loss): void {
  if (broadcasts && output.shape && target.shape) {
    const mismatch = spreadApart(output.shape, target.shape);
    if (mismatch) scene.host.suspect(conflict(scene, output, target, mismatch));
  }
  if (applies && isResultOf(output, applies))
    suspectArgument(scene, {
      parameter: 'input',
      aspect: 'value',
      allowed: `logits: it applies ${applies} itself`,
      at: output.at,
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

/** Squeezed or taken flat it still is that. */
function isResultOf({ tensor }: Operand, name: 'softmax' | 'sigmoid'): boolean {
  const { operation = '', parents = [] } = tensor?.source ?? {};
  const [only] = parents;
  const before =
    only && /(^|\.)(squeeze|view|reshape|flatten)$/.test(operation) ? only.source.operation : operation;
  return before.slice(before.lastIndexOf('.') + 1).toLowerCase() === name;
}

function withoutLook(scene: Scene, { options }: Taken): Value {
  const reduction = reductionOf(options);
  return result(scene, reduction === 'scalar' ? [] : undefined, { dtype: 'float' });
}

/** Those of the operands that are tensors; undefined where one is none, which has been stated. */
function tensorsAmong(scene: Scene, { operands }: Taken): readonly (Operand | undefined)[] | undefined {
  const taken = operands.names.slice(0, 4).map(name => {
    const value = operands.value(name);
    if (value.kind !== 'tensor') return 'other';
    return takeTensor(scene, value, operands.at(name), name);
  });
  if (taken.includes(undefined)) return undefined;
  return taken.map(one => (one === 'other' ? undefined : one));
}

function threeOperands(scene: Scene, { check }: ThreeOperands, taken: Taken): Value {
  const all = tensorsAmong(scene, taken);
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

/** `blank` is one of the classes. */
function wrongBlank(scene: Scene, logProbs: Shape, options: Bound): Value | undefined {
  const [blank, classes] = [asInt(options.value('blank')), constantOf(logProbs.at(-1) ?? size(0))];
  if (blank === undefined || classes === undefined || (blank >= 0 && blank < classes)) return undefined;
  const says = 'blank must be in label range';
  return refuseArgument(scene, {
    parameter: 'blank',
    aspect: 'value',
    allowed: `from 0 to ${classes - 1}`,
    given: String(blank),
    at: scene.site,
    says,
  });
}

/** Lengths may be given as a tuple of numbers, as many as there are examples; one number is none. */
function wrongCounts(scene: Scene, logProbs: Shape, { operands }: Taken): Value | undefined {
  const batch = logProbs.length === 3 ? logProbs[1] : size(1);
  const examples = batch && constantOf(batch);
  for (const name of ['input_lengths', 'target_lengths']) {
    const value = operands.value(name);
    const count = itemsOf(value)?.length;
    const isOther = count !== undefined && examples !== undefined && count !== examples;
    if (value.kind === 'number' || isOther)
      return refuseArgument(scene, {
        parameter: name,
        aspect: 'value',
        allowed: 'a length for each example',
        at: operands.at(name),
        ...(isOther && { says: `${name} must be of size batch_size` }),
      });
    if (value.kind === 'tensor' && value.dtype === 'float')
      return refuseArgument(scene, {
        parameter: name,
        aspect: 'type',
        allowed: 'a tensor of integers',
        given: 'a tensor of floats',
        at: operands.at(name),
        says: `${name} must be integral`,
      });
  }
  return undefined;
}

function connectionist(scene: Scene, taken: Taken): Value {
  const all = tensorsAmong(scene, taken);
  if (!all) return refused(scene);
  const [logProbs, targets, ...lengths] = all;
  const rank = logProbs?.shape?.length;
  if (!logProbs?.shape || rank === undefined) return withoutLook(scene, taken);
  if (rank !== 2 && rank !== 3) return refuseRank(scene, logProbs, [2, 3], ['steps', 'batch', 'classes']);
  const empty = logProbs.shape.findIndex(dim => constantOf(dim) === 0);
  if (empty >= 0)
    return refuseOperands(
      scene,
      [logProbs],
      { kind: 'too-small', axis: empty, dim: size(0), needed: size(1) },
      logProbs.at,
      'log_probs tensor must not be empty',
    );
  const wrong = wrongBlank(scene, logProbs.shape, taken.options) ?? wrongCounts(scene, logProbs.shape, taken);
  if (wrong) return wrong;
  if (reductionOf(taken.options) === 'wrong') return refuseReduction(scene, taken.options);
  for (const operand of [...lengths, targets]) {
    if (!operand?.shape) continue;
    const check = operand === targets ? wrongTargets : wrongLengths;
    const mismatch = check(logProbs.shape, operand.shape);
    const says = operand === targets ? undefined : `${operand.role} must be of size batch_size`;
    if (mismatch) return refuseOperands(scene, [logProbs, operand], mismatch, operand.at, says);
  }
  return tooLong(scene, targets, taken) ?? withoutLook(scene, taken);
}

/** A row of targets is as long as the longest of them. */
function tooLong(scene: Scene, targets: Operand | undefined, { operands }: Taken): Value | undefined {
  const [, dim] = targets?.shape?.length === 2 ? targets.shape : [];
  const longest = Math.max(...(contentOf(operands.value('target_lengths')) ?? [0]));
  if (!targets || !dim || less(dim, size(longest)) !== true) return undefined;
  const says = `Expected tensor to have size at least ${longest} at dimension 1`;
  return refuseOperands(
    scene,
    [targets],
    { kind: 'too-small', axis: 1, dim, needed: size(longest) },
    targets.at,
    says,
  );
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
