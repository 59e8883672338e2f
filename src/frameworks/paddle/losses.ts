/**
 * Losses: which labels go with which outputs, and the loss of each element.
 * Sources: python/paddle/nn/functional/loss.py; paddle/phi/infermeta/binary.cc (CrossEntropyWithSoftmaxInferMeta, KLDivInferMeta, HuberLossInferMeta ...);
 * run with Paddle 3.3.
 */
import {
  accept,
  broadcast,
  compare,
  difference,
  differenceAlong,
  normalizeAxis,
  otherRank,
  product,
  refuse,
  type Shape,
  type ShapeResult,
  size,
  UNDECIDED,
} from '../../shapes/index.ts';
import { suspectLoss } from '../array/doubtful-losses.ts';
import { takeTensor } from '../array/operand.ts';
import { type FunctionTable, type Operation, option } from '../array/operation.ts';
import { each } from '../array/renaming.ts';
import { refused, result } from '../array/scene.ts';
import { refuseTarget } from '../array/targets.ts';
import type { Compared, Doubted } from '../modules/losses.ts';
import { asInt, asString, type Value } from '../parts.ts';

type Outcome = ShapeResult<Shape | undefined>;

const without = (shape: Shape, axis: number): readonly number[] =>
  shape.map((_, each) => each).filter(each => each !== axis);

/** Not even an axis of size 1 is stretched. */
const exactly: Compared = (output, label) => {
  const wrong = difference(output, label);
  return wrong ? refuse(wrong) : accept(output);
};

const stretched: Compared = (output, label) => broadcast(output, label);

/** A class for each place: the label has no axis of classes, or one of size 1. With `soft_label` it has a probability for each of them. */
const classes: Compared = (output, label, options) => {
  const soft = options('soft_label');
  const given = options('axis');
  const axis = normalizeAxis(given.kind === 'none' ? -1 : (asInt(given) ?? Number.NaN), output.length);
  const isSmoothed = options('label_smoothing').kind !== 'none' && asInt(options('label_smoothing')) !== 0;
  if (isSmoothed || (soft.kind !== 'bool' && soft.kind !== 'none') || !axis.ok) return UNDECIDED;
  if (soft.kind === 'bool' && soft.value !== false) return soft.value ? probable(output, label) : UNDECIDED;
  const rest = without(output, axis.value);
  if (label.length === output.length - 1) {
    const wrong = differenceAlong(output, label, rest);
    return wrong ? refuse(wrong) : accept(label);
  }
  if (label.length !== output.length) return refuse(otherRank(output.length - 1, label.length));
  const one = output.map((dim, at) => (at === axis.value ? size(1) : dim));
  const wrong = difference(one, label);
  return wrong ? refuse(wrong) : accept(label);
};

/** The words for fewer axes differ by which they are; labels of every size are then refused. */
const probable = (output: Shape, label: Shape): Outcome => {
  if (output.length !== label.length) return UNDECIDED;
  const wrong = difference(output, label);
  return wrong ? refuse(wrong) : UNDECIDED;
};

/**
 * The classes are axis 1. Of a table the number of rows is compared and nothing else; labels of more axes are folded to one for each row (of four axes they
 * are not), so that their number is what counts.
 */
const likelihoods: Compared = (output, label) => {
  const rank = output.length;
  if (rank < 2) return UNDECIDED;
  if (label.length !== rank && label.length !== rank - 1) return refuse(otherRank(rank - 1, label.length));
  const rest = without(output, 1);
  if (rank === 2 || rank === 4) {
    if (rank === 4 && label.length === 4) return UNDECIDED;
    const wrong = differenceAlong(output, label, rank === 2 ? [0] : rest);
    return wrong ? refuse(wrong) : accept(rest.flatMap(axis => output[axis] ?? []));
  }
  const places = rest.flatMap(axis => output[axis] ?? []);
  const [wanted, given] = [product(places), product(label)];
  if (compare(wanted, given) === 'different')
    return refuse({ kind: 'count', from: given, to: wanted, fromShape: label, toShape: places });
  return accept(places);
};

interface Loss {
  readonly signature: string;
  readonly compared: Compared;
  readonly doubted?: Doubted;
}

const STRETCHED: Doubted = () => ({ broadcasts: true });

/** As it is by itself: given nowhere, or as what it is anyway. */
const isLeft = (flag: Value): boolean =>
  flag.kind === 'none' || (flag.kind === 'bool' && flag.value === true);

const LOSSES: Readonly<Record<string, Loss>> = {
  cross_entropy: {
    signature: `input, label, weight=None, ignore_index=-100, reduction='mean', soft_label=False, axis=-1, use_softmax=True, label_smoothing=None`,
    compared: classes,
    // Without `use_softmax` it reads probabilities.
    doubted: options => ({ applies: isLeft(options('use_softmax')) ? 'softmax' : undefined }),
  },
  nll_loss: {
    signature: `input, label, weight=None, ignore_index=-100, reduction='mean'`,
    compared: likelihoods,
    doubted: () => ({ takesLogarithms: true }),
  },
  mse_loss: { signature: `input, label, reduction='mean'`, compared: stretched, doubted: STRETCHED },
  l1_loss: { signature: `input, label, reduction='mean'`, compared: stretched, doubted: STRETCHED },
  smooth_l1_loss: { signature: `input, label, reduction='mean', delta=1.0`, compared: exactly },
  kl_div: { signature: `input, label, reduction='mean'`, compared: exactly },
  binary_cross_entropy: { signature: `input, label, weight=None, reduction='mean'`, compared: exactly },
  binary_cross_entropy_with_logits: {
    signature: `logit, label, weight=None, reduction='mean', pos_weight=None`,
    compared: exactly,
    doubted: () => ({ applies: 'sigmoid' }),
  },
};

/** The classes of layers that call them. */
const LAYERS: Readonly<Record<string, string>> = {
  CrossEntropyLoss: 'cross_entropy',
  NLLLoss: 'nll_loss',
  MSELoss: 'mse_loss',
  L1Loss: 'l1_loss',
  SmoothL1Loss: 'smooth_l1_loss',
  KLDivLoss: 'kl_div',
  BCELoss: 'binary_cross_entropy',
  BCEWithLogitsLoss: 'binary_cross_entropy_with_logits',
};

/** What a layer of this class compares and what is doubtful of it; undefined: not known. */
export const lossOf = (layer: string): Omit<Loss, 'signature'> | undefined => LOSSES[LAYERS[layer] ?? ''];

const call =
  ({ compared, doubted }: Loss) =>
  (op: Operation): Value => {
    const [output, target] = op.bound.names
      .slice(0, 2)
      .map(name => takeTensor(op, op.bound.value(name), op.bound.at(name), name));
    if (!output || !target) return refused(op);
    const { shape } = output;
    const outcome =
      shape && target.shape ? compared(shape, target.shape, name => option(op, name)) : UNDECIDED;
    if (!outcome.ok) return refuseTarget(op, { output, target, mismatch: outcome.mismatch });
    if (doubted)
      suspectLoss(
        op,
        output,
        target,
        doubted(name => option(op, name)),
      );
    const reduction = asString(option(op, 'reduction'));
    const whole = reduction === 'none' ? outcome.value : undefined;
    const isOne = reduction === 'mean' || reduction === 'sum' || reduction === 'batchmean';
    return result(op, isOne ? [] : whole, { parents: [output.tensor, target.tensor], dtype: 'float' });
  };

export const PADDLE_LOSSES: FunctionTable = Object.assign(
  {},
  ...Object.entries(LOSSES).map(([name, loss]) => each(name, `${loss.signature}, **kwargs`, call(loss))),
);
