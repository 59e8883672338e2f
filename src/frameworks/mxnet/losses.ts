/** Losses: one number for each example of the batch. https://mxnet.apache.org/versions/1.9.1/api/python/docs/api/gluon/loss/index.html, mxnet/gluon/loss.py */
import { compare, type Mismatch, product, type Shape } from '../../shapes/index.ts';
import { type LossDoubts, suspectLoss } from '../array/doubtful-losses.ts';
import { takeTensor } from '../array/operand.ts';
import { refused, result } from '../array/scene.ts';
import { refuseTarget } from '../array/targets.ts';
import type { Use } from '../modules/layer-class.ts';
import type { Options } from '../modules/options.ts';
import { asBool, asInt, moduleOf, type NativeClass, type Operand, shapeOf, type Value } from '../parts.ts';
import { layerClass } from './dialect.ts';

const LOSS = 'weight=None, batch_axis=0';

interface LossClass {
  readonly own: string;
  readonly call: string;
  readonly compares?: boolean;
  /** What it applies itself, unless this argument says that it has been applied. */
  readonly applies?: { readonly to: 'softmax' | 'sigmoid'; readonly unless: string };
}

/** Constructor and call of each. Losses that compare element by element read the targets in the shape of the predictions. */
const LOSSES: Readonly<Record<string, LossClass>> = {
  L2Loss: { own: LOSS, call: 'pred, label, sample_weight=None', compares: true },
  L1Loss: { own: LOSS, call: 'pred, label, sample_weight=None', compares: true },
  SigmoidBinaryCrossEntropyLoss: {
    own: `from_sigmoid=False, ${LOSS}`,
    call: 'pred, label, sample_weight=None, pos_weight=None',
    compares: true,
    applies: { to: 'sigmoid', unless: 'from_sigmoid' },
  },
  SoftmaxCrossEntropyLoss: {
    own: `axis=-1, sparse_label=True, from_logits=False, ${LOSS}`,
    call: 'pred, label, sample_weight=None',
    applies: { to: 'softmax', unless: 'from_logits' },
  },
  KLDivLoss: { own: `from_logits=True, axis=-1, ${LOSS}`, call: 'pred, label, sample_weight=None' },
  HuberLoss: { own: `rho=1, ${LOSS}`, call: 'pred, label, sample_weight=None', compares: true },
  HingeLoss: { own: `margin=1, ${LOSS}`, call: 'pred, label, sample_weight=None', compares: true },
  SquaredHingeLoss: { own: `margin=1, ${LOSS}`, call: 'pred, label, sample_weight=None', compares: true },
  LogisticLoss: {
    own: `${LOSS}, label_format='signed'`,
    call: 'pred, label, sample_weight=None',
    compares: true,
  },
  CTCLoss: { own: `layout='NTC', label_layout='NT', weight=None`, call: 'pred, label, *args, **kwargs' },
};

const ALIASES: Readonly<Record<string, string>> = {
  SigmoidBCELoss: 'SigmoidBinaryCrossEntropyLoss',
  SoftmaxCELoss: 'SoftmaxCrossEntropyLoss',
};

function operand(use: Use, name: string): Operand | undefined {
  return takeTensor(use, use.arguments.value(name), use.arguments.at(name), name);
}

function callLoss(use: Use, batchAxis: number | undefined, compares: boolean, doubts: LossDoubts): Value {
  const [pred, label] = [operand(use, 'pred'), operand(use, 'label')];
  if (!pred || !label) return refused(use);
  const target = label.tensor && shapeOf(label.tensor);
  if (compares && pred.shape && target && holdsOther(pred.shape, target))
    return refuseTarget(use, {
      output: pred,
      target: label,
      mismatch: countMismatch(target, pred.shape),
    });
  suspectLoss(use, pred, label, doubts);
  const batch = batchAxis === undefined ? undefined : pred.shape?.[batchAxis];
  return result(use, batch && [batch], { parents: [pred.tensor, label.tensor] });
}

/** The targets are reshaped to the predictions: they must have as many numbers. */
const holdsOther = (pred: Shape, target: Shape): boolean =>
  compare(product(pred), product(target)) === 'different';

const countMismatch = (from: Shape, to: Shape): Mismatch => ({
  kind: 'count',
  from: product(from),
  to: product(to),
  fromShape: from,
  toShape: to,
});

/** Of sequences the letter of the batch in the layout says it. */
function batchAxisOf(options: Options): number | undefined {
  if (options.bound.names.includes('batch_axis')) return asInt(options.bound.value('batch_axis'));
  const axis = options.text('layout')?.indexOf('N') ?? -1;
  return axis < 0 ? undefined : axis;
}

const lossClass = (name: string): NativeClass => {
  const found = LOSSES[ALIASES[name] ?? name];
  const { own, call, compares = false, applies }: LossClass = found ?? { own: LOSS, call: 'pred, label' };
  return layerClass({
    name,
    signature: own,
    forward: call,
    bases: ['Loss'],
    make: options => ({
      weights: [],
      call: use =>
        callLoss(use, batchAxisOf(options), compares, {
          applies: applies && asBool(options.bound.value(applies.unless)) === false ? applies.to : undefined,
        }),
    }),
  });
};

export const loss = moduleOf(
  'mxnet.gluon.loss',
  Object.fromEntries([...Object.keys(LOSSES), ...Object.keys(ALIASES)].map(name => [name, lossClass(name)])),
);
