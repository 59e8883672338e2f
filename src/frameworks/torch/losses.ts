/** Losses and the shapes they refuse. https://docs.pytorch.org/docs/stable/nn.html#loss-functions */
import { broadcast, compare, type Mismatch, type Shape } from '../../shapes/index.ts';
import { instance } from '../array/opaque.ts';
import { takeTensor } from '../array/operand.ts';
import { refused, result, type Scene, suspectArgument } from '../array/scene.ts';
import { callEntry, moduleAttribute } from '../modules/attributes.ts';
import { registerModule } from '../modules/tree.ts';
import {
  type Argument,
  asString,
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

const CLASSES: Loss = {
  check: classIndices,
  each: (output, target) =>
    output.length === target.length ? [...output.slice(0, 1), ...output.slice(2)] : target,
};
const BINARY: Loss = { check: exactly, each: output => output };
const REGRESSION: Loss = { check: broadcasting, each: broadcasted, broadcasts: true };

/** By class and by the name of the function. */
const LOSS_KINDS: readonly (readonly [className: string, functionName: string, loss: Loss])[] = [
  ['CrossEntropyLoss', 'cross_entropy', { ...CLASSES, takesLogits: true }],
  ['NLLLoss', 'nll_loss', CLASSES],
  ['BCELoss', 'binary_cross_entropy', BINARY],
  ['BCEWithLogitsLoss', 'binary_cross_entropy_with_logits', BINARY],
  ['MSELoss', 'mse_loss', REGRESSION],
  ['L1Loss', 'l1_loss', REGRESSION],
  ['SmoothL1Loss', 'smooth_l1_loss', REGRESSION],
  ['HuberLoss', 'huber_loss', REGRESSION],
];

/** Losses whose operands are not looked at. */
const OTHERS: readonly (readonly [string, string])[] = [
  ['CTCLoss', 'ctc_loss'],
  ['KLDivLoss', 'kl_div'],
  ['PoissonNLLLoss', 'poisson_nll_loss'],
  ['GaussianNLLLoss', 'gaussian_nll_loss'],
  ['HingeEmbeddingLoss', 'hinge_embedding_loss'],
  ['CosineEmbeddingLoss', 'cosine_embedding_loss'],
  ['MarginRankingLoss', 'margin_ranking_loss'],
  ['TripletMarginLoss', 'triplet_margin_loss'],
  ['MultiMarginLoss', 'multi_margin_loss'],
  ['MultiLabelMarginLoss', 'multilabel_margin_loss'],
  ['MultiLabelSoftMarginLoss', 'multilabel_soft_margin_loss'],
  ['SoftMarginLoss', 'soft_margin_loss'],
];

type Reduction = 'scalar' | 'none' | 'unknown';

function reductionOf(args: readonly Argument[]): Reduction {
  if (args.some(a => a.name === 'reduce' || a.name === 'size_average')) return 'unknown';
  const given = args.find(a => a.name === 'reduction');
  if (!given) return 'scalar';
  const text = asString(given.value);
  return text === 'none'
    ? 'none'
    : text === 'mean' || text === 'sum' || text === 'batchmean'
      ? 'scalar'
      : 'unknown';
}

const OPERANDS = signature('input, target, *args, **kwargs');

function lossValue(scene: Scene, call: Call, loss: Loss, reduction: Reduction): Value {
  const bound = bind(call, OPERANDS, scene.operation, 'torch');
  if (bound.refused) return refused(scene);
  const output = takeTensor(scene, bound.value('input'), bound.at('input'), 'input');
  const target = takeTensor(scene, bound.value('target'), bound.at('target'), 'target');
  if (!output || !target) return refused(scene);
  const mismatch = output.shape && target.shape ? loss.check(output.shape, target.shape, target) : undefined;
  if (mismatch) {
    call.host.refuse(conflict(scene, output, target, mismatch));
    return refused(scene);
  }
  suspectLoss(scene, output, target, loss);
  const parents = [output.tensor, target.tensor];
  if (reduction === 'unknown') return result(scene, undefined, { parents, dtype: 'float' });
  const whole = output.shape && target.shape && loss.each(output.shape, target.shape);
  return result(scene, reduction === 'none' ? whole : [], { parents, dtype: 'float' });
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

function scalar(scene: Scene, reduction: Reduction): Value {
  return result(scene, reduction === 'scalar' ? [] : undefined, { dtype: 'float' });
}

type Run = (scene: Scene, call: Call, reduction: Reduction) => Value;

function lossClass(name: string, run: Run): NativeClass {
  const type: NativeClass = {
    kind: 'native-class',
    name,
    qualified: `torch.nn.${name}`,
    framework: 'torch',
    ancestors: ['torch.nn.Module'],
    construct: call => makeLoss(call, type, run),
    extend: {
      entry: 'forward',
      initialise: call => makeLoss(call, type, run),
      invoke: callEntry(TORCH_NN),
      attribute: (host, self, member, site) => self.base.value?.behaviour.attribute?.(host, member, site),
    },
  };
  return type;
}

function makeLoss(made: Call, type: NativeClass, run: Run): NativeValue {
  const reduction = reductionOf(made.args);
  const self: NativeValue = instance(made.host, type, made.site, {
    invoke: call =>
      run({ host: call.host, framework: 'torch', operation: type.name, site: call.site }, call, reduction),
    attribute: (host, member) => moduleAttribute(TORCH_NN, host, self, member),
  });
  registerModule(self, { children: () => [], parameters: () => [] });
  return self;
}

export const LOSSES: readonly NativeClass[] = [
  ...LOSS_KINDS.map(([name, , loss]) =>
    lossClass(name, (scene, call, reduction) => lossValue(scene, call, loss, reduction)),
  ),
  ...OTHERS.map(([name]) => lossClass(name, (scene, _call, reduction) => scalar(scene, reduction))),
];

function lossFunction(name: string, run: Run): readonly [string, Value] {
  const operation = `F.${name}`;
  const value = nativeFunction(operation, call =>
    run({ host: call.host, framework: 'torch', operation, site: call.site }, call, reductionOf(call.args)),
  );
  return [name, value];
}

/** `F.cross_entropy` and the like. */
export const LOSS_FUNCTIONS: Readonly<Record<string, Value>> = Object.fromEntries([
  ...LOSS_KINDS.map(([, name, loss]) =>
    lossFunction(name, (scene, call, reduction) => lossValue(scene, call, loss, reduction)),
  ),
  ...OTHERS.map(([, name]) => lossFunction(name, (scene, _call, reduction) => scalar(scene, reduction))),
]);
