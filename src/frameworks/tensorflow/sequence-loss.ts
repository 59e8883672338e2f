/**
 * `tf.contrib.seq2seq.sequence_loss`: logits, targets and weights by step, each laid out in one row.
 * https://github.com/tensorflow/tensorflow/blob/v1.15.5/tensorflow/contrib/seq2seq/python/ops/loss.py
 */
import { constantOf, type Dim, type Shape } from '../../shapes/index.ts';
import { refuseOperands, refuseRank, result, type Scene, scenesOf } from '../array/scene.ts';
import {
  asBool,
  type Bound,
  bind,
  type Call,
  itemsOf,
  type Operand,
  shapeOf,
  signature,
  type Value,
} from '../parts.ts';

const OPERATION = 'sequence_loss';
const SIGNATURE = signature(
  'logits, targets, weights, average_across_timesteps=True, average_across_batch=True, sum_over_timesteps=False, sum_over_batch=False, softmax_loss_function=None, name=None',
);
const sceneOf = scenesOf('tensorflow');

/** One number, or one for each step or each row. */
export function sequenceLoss(call: Call): Value {
  const scene = sceneOf(call, OPERATION);
  const bound = bind(call, SIGNATURE, OPERATION, 'tensorflow');
  const wrong = bound.refused ? undefined : (refuseRanks(scene, bound) ?? refuseSteps(scene, bound));
  if (wrong) return wrong;
  const shape = bound.refused ? undefined : lossShape(bound);
  return result(scene, shape, { dtype: 'float' });
}

/** Rows and steps stay apart that are neither averaged nor summed over; where something is averaged, sums are only taken of all. */
function lossShape(bound: Bound): Shape | undefined {
  const of = (how: string): readonly (boolean | undefined)[] =>
    ['batch', 'timesteps'].map(axis => asBool(bound.value(`${how}_${axis}`)));
  const [means, sums] = [of('average_across'), of('sum_over')];
  if ([...means, ...sums].includes(undefined)) return undefined;
  const [rows, steps] = sums.every(Boolean) || !means.some(Boolean) ? sums : means;
  if (rows && steps) return [];
  const [batch, count] = operandOf(bound, 'logits').shape ?? [];
  return batch && count && [...(rows ? [] : [batch]), ...(steps ? [] : [count])];
}

const AXES = ['batch', 'steps', 'classes'] as const;

/** How many axes each has. */
const RANKS = { logits: 3, targets: 2, weights: 2 } as const;

const NAMES = ['logits', 'targets', 'weights'] as const;

const operandOf = (bound: Bound, role: string): Operand => {
  const value = bound.value(role);
  const tensor = value.kind === 'tensor' ? value : undefined;
  return { role, shape: tensor && shapeOf(tensor), tensor, at: bound.at(role) };
};

function refuseRanks(scene: Scene, bound: Bound): Value | undefined {
  for (const role of NAMES) {
    const operand = operandOf(bound, role);
    const rank = RANKS[role];
    if (!operand.shape || operand.shape.length === rank) continue;
    const says = `${role.replace(/^./, first => first.toUpperCase())} must be a [batch_size x sequence_length`;
    return refuseRank(scene, operand, [rank], AXES.slice(0, rank), says);
  }
  return undefined;
}

/** Only the number of all steps is compared, and only where every size is a number while the graph is made. */
function refuseSteps(scene: Scene, bound: Bound): Value | undefined {
  const [logits, targets, weights] = NAMES.map(role => operandOf(bound, role));
  const isPlain = bound.value('softmax_loss_function').kind === 'none';
  if (!logits || !targets || !weights || !isPlain || targets.shape?.length !== 2) return undefined;
  return differing(scene, targets, logits) ?? differing(scene, weights, targets);
}

function differing(scene: Scene, given: Operand, like: Operand): Value | undefined {
  const own = given.shape?.slice(0, 2).map(constantOf) ?? [];
  const wanted = like.shape?.slice(0, 2).map(constantOf) ?? [];
  const [count, most] = [countOf(own), countOf(wanted)];
  if (count === undefined || most === undefined || count === most) return undefined;
  const axis = own.findIndex((size, i) => size !== wanted[i]);
  const [expected, actual] = [like.shape?.[axis], given.shape?.[axis]];
  return expected && actual ? refuseParts(scene, [like, expected], [given, actual], axis) : undefined;
}

/** Two operands whose sizes on an axis do not go together. */
function refuseParts(
  scene: Scene,
  [like, expected]: readonly [Operand, Dim],
  [given, actual]: readonly [Operand, Dim],
  axis: number,
): Value {
  const left = { operand: 0, axis: Math.min(axis, (like.shape?.length ?? 1) - 1), dim: expected };
  const mismatch = { kind: 'dims', left, right: { operand: 1, axis, dim: actual } } as const;
  return refuseOperands(scene, [like, given], mismatch, given.at);
}

/** Of two known sizes their product. */
function countOf([a, b]: readonly (number | undefined)[]): number | undefined {
  return a === undefined || b === undefined ? undefined : a * b;
}

/** `legacy_seq2seq.sequence_loss_by_example(logits, targets, weights)`: lists of (rows, classes), of as many labels however they lie, and of weights. */
export function lossByExample(call: Call): Value {
  const operation = 'sequence_loss_by_example';
  const scene = sceneOf(call, operation);
  const text =
    'logits, targets, weights, average_across_timesteps=True, softmax_loss_function=None, name=None';
  const bound = bind(call, signature(text), operation, 'tensorflow');
  const [logits, , weights] = NAMES.map(role => partsOf(bound, role));
  const isPlain = !bound.refused && bound.value('softmax_loss_function').kind === 'none';
  const [rows] = logits?.[0]?.shape ?? [];
  const known = rows && constantOf(rows);
  const isFlat = logits?.every(one => one.shape?.length === 2) && weights?.[0]?.shape?.length === 1;
  const loss = result(scene, rows && isFlat ? [rows] : undefined, { dtype: 'float' });
  if (!isPlain || !rows || known === undefined || logits?.some(one => one.shape?.length !== 2)) return loss;
  for (const weight of weights ?? []) {
    // The losses of all rows are multiplied by the weights.
    const actual = weight.shape?.at(-1);
    const count = actual && constantOf(actual);
    if (!actual || count === undefined || [1, known].includes(count) || known === 1) continue;
    const axis = (weight.shape?.length ?? 1) - 1;
    const [first] = logits ?? [];
    const losses: Operand = {
      role: 'the losses',
      shape: [rows],
      tensor: undefined,
      at: first?.at ?? call.site,
    };
    return refuseParts(scene, [losses, rows], [weight, actual], axis);
  }
  return loss;
}

/** The items of a list of tensors. */
function partsOf(bound: Bound, role: string): readonly Operand[] {
  const at = bound.at(role);
  return (itemsOf(bound.value(role)) ?? []).map(value => {
    const tensor = value.kind === 'tensor' ? value : undefined;
    return { role, shape: tensor && shapeOf(tensor), tensor, at };
  });
}
