/** Losses and the shapes they refuse. https://docs.pytorch.org/docs/stable/nn.html#loss-functions */
import { broadcast, compare, constantOf, type Mismatch, type Shape, size } from '../../shapes/index.ts';
import { instance } from '../array/opaque.ts';
import { takeTensor } from '../array/operand.ts';
import { refuseArgument, refused, result, type Scene, suspectArgument } from '../array/scene.ts';
import { callEntry, moduleAttribute } from '../modules/attributes.ts';
import { registerModule } from '../modules/tree.ts';
import {
  asString,
  type Bound,
  bind,
  type Call,
  type NativeClass,
  type NativeValue,
  nativeFunction,
  type Operand,
  signature,
  type Value,
} from '../parts.ts';
import { TORCH_NN } from './dialect.ts';

type Check = (output: Shape, target: Shape, targetOperand: Operand) => Mismatch | undefined;

interface Loss {
  readonly check: Check;
  /** The shape without a reduction. */
  readonly each: (output: Shape, target: Shape) => Shape | undefined;
  /** Counts classes: targets without the class axis are integers. */
  readonly takesIndices?: boolean;
  /** Written in Python, so that the target may be a number. */
  readonly takesNumbers?: boolean;
  /** Takes logits and applies (log-)softmax itself. */
  readonly takesLogits?: boolean;
  /** Runs where the two broadcast, with no more than a warning. */
  readonly broadcasts?: boolean;
}

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

const wrongRank = (least: number, most: number, target: Shape): Mismatch => ({
  kind: 'rank',
  operand: 1,
  expected: { least, most },
  actual: target.length,
});

/** Class indices of shape (N, d1...) for logits (N, C, d1...); probabilities, which are floats, have the logits' own shape. */
const classIndices: Check = (output, target, { tensor }) => {
  const wanted = Math.max(0, output.length - 1);
  const [only] = target;
  // One row of logits: its class may have an axis of its own.
  if (
    output.length === 1 &&
    only &&
    target.length === 1 &&
    tensor?.dtype !== 'float' &&
    compare(only, size(1)) !== 'different'
  )
    return undefined;
  if (output.length === target.length && target.length > 0)
    return tensor?.dtype === 'int' ? wrongRank(wanted, wanted, target) : sameShape(output, target);
  if (output.length !== target.length + 1) return wrongRank(wanted, output.length, target);
  if (output.length === 1) return undefined;
  const axes = target.map((_, i) => differing(output, target, i === 0 ? 0 : i + 1, i));
  return axes.find(mismatch => mismatch !== undefined);
};

function sameShape(output: Shape, target: Shape): Mismatch | undefined {
  return output.map((_, i) => differing(output, target, i, i)).find(mismatch => mismatch !== undefined);
}

/** Binary cross entropy takes no broadcasting: another rank is refused as well. */
const exactly: Check = (output, target) =>
  output.length === target.length
    ? sameShape(output, target)
    : wrongRank(output.length, output.length, target);

/** The mean squared error broadcasts: only sizes that cannot are refused. */
const broadcasting: Check = (output, target) => {
  const outcome = broadcast(output, target);
  return outcome.ok ? undefined : outcome.mismatch;
};

const broadcasted = (output: Shape, target: Shape): Shape | undefined => {
  const outcome = broadcast(output, target);
  return outcome.ok ? outcome.value : undefined;
};

/** Probabilities are not taken: the target has no class axis. */
function indicesOnly(output: Shape, target: Shape, operand: Operand): Mismatch | undefined {
  return output.length === target.length && target.length > 1
    ? wrongRank(target.length - 1, target.length - 1, target)
    : classIndices(output, target, operand);
}

const CLASSES: Loss = {
  takesIndices: true,
  check: classIndices,
  each: (output, target) =>
    output.length === target.length ? [...output.slice(0, 1), ...output.slice(2)] : target,
};
const BINARY: Loss = { check: exactly, each: output => output };
const REGRESSION: Loss = { check: broadcasting, each: broadcasted, broadcasts: true };

/** Looked at one element after the other, then summed over the last axis. */
const ROWS: Loss = { takesNumbers: true, check: broadcasting, each: output => output.slice(0, -1) };
const POINTWISE: Loss = { check: broadcasting, each: broadcasted };

/** Rows of (N, C) or one row (C), with one class each. */
const ONE_CLASS: Loss = {
  check: (output, target) => {
    if (output.length === 0 || output.length > 2)
      return { kind: 'rank', operand: 0, expected: { least: 1, most: 2 }, actual: output.length };
    if (output.length === 1 || constantOf(output[0] ?? size(1)) === 1) return undefined;
    return target.length === 1 ? differing(output, target, 0, 0) : wrongRank(1, 1, target);
  },
  each: (output, target) => (output.length === 2 && target.length === 1 ? target : undefined),
  takesIndices: true,
};

interface LossSpec {
  readonly className: string;
  readonly functionName: string;
  /** Of the constructor; the function takes the operands, and then the same. */
  readonly options: string;
  readonly operands?: string;
  /** Options that only the function has. */
  readonly further?: string;
  /** Absent: its operands are not looked at. */
  readonly loss?: Loss;
}

const REDUCED = "size_average=None, reduce=None, reduction='mean'";
const IGNORING = "weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean'";

/** As torch/nn/modules/loss.py and torch/nn/functional.py have them. */
const SPECS: readonly LossSpec[] = [
  {
    className: 'CrossEntropyLoss',
    functionName: 'cross_entropy',
    options: `${IGNORING}, label_smoothing=0.0`,
    loss: { ...CLASSES, takesLogits: true },
  },
  {
    className: 'NLLLoss',
    functionName: 'nll_loss',
    options: IGNORING,
    loss: { ...CLASSES, check: indicesOnly },
  },
  {
    className: 'BCELoss',
    functionName: 'binary_cross_entropy',
    options: `weight=None, ${REDUCED}`,
    loss: BINARY,
  },
  {
    className: 'BCEWithLogitsLoss',
    functionName: 'binary_cross_entropy_with_logits',
    options: `weight=None, ${REDUCED}, pos_weight=None`,
    loss: BINARY,
  },
  {
    className: 'MSELoss',
    functionName: 'mse_loss',
    options: REDUCED,
    further: 'weight=None',
    loss: REGRESSION,
  },
  {
    className: 'L1Loss',
    functionName: 'l1_loss',
    options: REDUCED,
    further: 'weight=None',
    loss: REGRESSION,
  },
  {
    className: 'SmoothL1Loss',
    functionName: 'smooth_l1_loss',
    options: `${REDUCED}, beta=1.0`,
    loss: REGRESSION,
  },
  {
    className: 'HuberLoss',
    functionName: 'huber_loss',
    options: "reduction='mean', delta=1.0",
    further: 'weight=None',
    loss: REGRESSION,
  },
  {
    className: 'KLDivLoss',
    functionName: 'kl_div',
    options: `${REDUCED}, log_target=False`,
    loss: POINTWISE,
  },
  {
    className: 'PoissonNLLLoss',
    functionName: 'poisson_nll_loss',
    options: "log_input=True, full=False, size_average=None, eps=1e-08, reduce=None, reduction='mean'",
    loss: POINTWISE,
  },
  {
    className: 'HingeEmbeddingLoss',
    functionName: 'hinge_embedding_loss',
    options: `margin=1.0, ${REDUCED}`,
    loss: POINTWISE,
  },
  { className: 'SoftMarginLoss', functionName: 'soft_margin_loss', options: REDUCED, loss: POINTWISE },
  {
    className: 'MultiLabelSoftMarginLoss',
    functionName: 'multilabel_soft_margin_loss',
    options: `weight=None, ${REDUCED}`,
    loss: ROWS,
  },
  {
    className: 'MultiMarginLoss',
    functionName: 'multi_margin_loss',
    options: `p=1, margin=1.0, weight=None, ${REDUCED}`,
    loss: ONE_CLASS,
  },
  { className: 'MultiLabelMarginLoss', functionName: 'multilabel_margin_loss', options: REDUCED },
  {
    className: 'CTCLoss',
    functionName: 'ctc_loss',
    options: "blank=0, reduction='mean', zero_infinity=False",
    operands: 'log_probs, targets, input_lengths, target_lengths',
  },
  {
    className: 'GaussianNLLLoss',
    functionName: 'gaussian_nll_loss',
    options: "full=False, eps=1e-06, reduction='mean'",
    operands: 'input, target, var',
  },
  {
    className: 'CosineEmbeddingLoss',
    functionName: 'cosine_embedding_loss',
    options: `margin=0.0, ${REDUCED}`,
    operands: 'input1, input2, target',
  },
  {
    className: 'MarginRankingLoss',
    functionName: 'margin_ranking_loss',
    options: `margin=0.0, ${REDUCED}`,
    operands: 'input1, input2, target',
  },
  {
    className: 'TripletMarginLoss',
    functionName: 'triplet_margin_loss',
    options: `margin=1.0, p=2.0, eps=1e-06, swap=False, ${REDUCED}`,
    operands: 'anchor, positive, negative',
  },
];

type Reduction = 'scalar' | 'none' | 'unknown' | 'wrong';

function reductionOf(options: Bound): Reduction {
  const isGiven = (name: string) => options.names.includes(name) && options.value(name).kind !== 'none';
  if (isGiven('reduce') || isGiven('size_average') || options.open) return 'unknown';
  const value = options.value('reduction');
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
  if (loss.takesIndices && isFractional(output, target)) return refuseFractions(scene, target);
  suspectLoss(scene, output, target, loss);
  const parents = [output.tensor, target.tensor];
  if (reduction === 'unknown') return result(scene, undefined, { parents, dtype: 'float' });
  const whole = output.shape && target.shape && loss.each(output.shape, target.shape);
  return result(scene, reduction === 'none' ? whole : [], { parents, dtype: 'float' });
}

/** Floats where classes are counted; of the output's own shape they are probabilities. */
const isFractional = ({ shape }: Operand, { shape: wanted, tensor }: Operand): boolean =>
  tensor?.dtype === 'float' &&
  shape !== undefined &&
  wanted !== undefined &&
  shape.length === wanted.length + 1;

function refuseFractions(scene: Scene, { at }: Operand): Value {
  return refuseArgument(scene, {
    parameter: 'target',
    aspect: 'type',
    allowed: 'a tensor of integers, the classes',
    given: 'a tensor of floats',
    at,
    says: 'expected target dtype to be Long or Byte, but got Float',
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

/** What PyTorch only warns of, and softmax applied twice. */
function suspectLoss(
  scene: Scene,
  output: Operand,
  target: Operand,
  { broadcasts, takesLogits }: Loss,
): void {
  if (broadcasts && output.shape && target.shape) {
    const mismatch = spreadApart(output.shape, target.shape);
    if (mismatch) scene.host.suspect(conflict(scene, output, target, mismatch));
  }
  if (takesLogits && isSoftmax(output))
    suspectArgument(scene, {
      parameter: 'input',
      aspect: 'value',
      allowed: 'logits: it applies softmax itself',
      at: output.at,
    });
}

/** Shapes that only fit by spreading one over the other. */
function spreadApart(output: Shape, target: Shape): Mismatch | undefined {
  return output.length === target.length
    ? sameShape(output, target)
    : wrongRank(output.length, output.length, target);
}

function isSoftmax({ tensor }: Operand): boolean {
  return tensor !== undefined && /(^|\.)softmax$/i.test(tensor.source.operation);
}

function withoutLook(scene: Scene, { options }: Taken): Value {
  const reduction = reductionOf(options);
  return result(scene, reduction === 'scalar' ? [] : undefined, { dtype: 'float' });
}

const run = (scene: Scene, { loss }: LossSpec, taken: Taken): Value =>
  loss ? lossValue(scene, loss, taken) : withoutLook(scene, taken);

const operandsOf = ({ operands = 'input, target' }: LossSpec): string => operands;

function lossClass(spec: LossSpec): NativeClass {
  const type: NativeClass = {
    kind: 'native-class',
    role: 'loss',
    name: spec.className,
    qualified: `torch.nn.${spec.className}`,
    framework: 'torch',
    ancestors: ['torch.nn.Module'],
    construct: call =>
      makeLoss(call, type, spec) ??
      call.host.because({ missing: `\`${type.name}\` is refused here`, at: call.site }),
    extend: {
      entry: 'forward',
      initialise: call => makeLoss(call, type, spec),
      invoke: callEntry(TORCH_NN),
      attribute: (host, self, member, site) => self.base.value?.behaviour.attribute?.(host, member, site),
    },
  };
  return type;
}

function makeLoss(made: Call, type: NativeClass, spec: LossSpec): NativeValue | undefined {
  const options = bind(made, signature(spec.options), type.name, 'torch');
  if (options.refused) return undefined;
  const parameters = signature(spec.className === 'PoissonNLLLoss' ? 'log_input, target' : operandsOf(spec));
  const self: NativeValue = instance(made.host, type, made.site, {
    invoke: call => {
      const scene: Scene = { host: call.host, framework: 'torch', operation: type.name, site: call.site };
      const operands = bind(call, parameters, type.name, 'torch');
      return operands.refused ? refused(scene) : run(scene, spec, { operands, options });
    },
    attribute: (host, member) => moduleAttribute(TORCH_NN, host, self, member),
  });
  registerModule(self, { children: () => [], parameters: () => [] });
  return self;
}

export const LOSSES: readonly NativeClass[] = SPECS.map(lossClass);

function lossFunction(spec: LossSpec): readonly [string, Value] {
  const operation = `F.${spec.functionName}`;
  const parameters = signature([operandsOf(spec), spec.options, spec.further].filter(Boolean).join(', '));
  const value = nativeFunction(operation, call => {
    const scene: Scene = { host: call.host, framework: 'torch', operation, site: call.site };
    const bound = bind(call, parameters, operation, 'torch');
    return bound.refused ? refused(scene) : run(scene, spec, { operands: bound, options: bound });
  });
  return [spec.functionName, value];
}

/** `F.cross_entropy` and the like. */
export const LOSS_FUNCTIONS: Readonly<Record<string, Value>> = Object.fromEntries(SPECS.map(lossFunction));
