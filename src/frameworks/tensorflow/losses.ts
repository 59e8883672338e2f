/** Losses of `tf.nn`, and what they refuse: run with TensorFlow 1.15 and 2.21. https://www.tensorflow.org/api_docs/python/tf/nn */
import {
  broadcast,
  compare,
  type Dim,
  type Mismatch,
  multiply,
  otherRank,
  type Shape,
  size,
} from '../../shapes/index.ts';
import { literalShape } from '../array/operand.ts';
import { define, type FunctionTable, type Operation, option } from '../array/operation.ts';
import { result } from '../array/scene.ts';
import { refuseTarget } from '../array/targets.ts';
import { asInt, type Operand, type Value } from '../parts.ts';

const operand = (op: Operation, name: string, role: string): Operand => {
  const value = option(op, name);
  const tensor = value.kind === 'tensor' ? value : undefined;
  return { role, shape: literalShape(value), tensor, at: op.bound.at(name) };
};

type Compare = (labels: Shape, logits: Shape) => Mismatch | undefined;

const rank = (actual: Shape, expected: number): Mismatch | undefined =>
  actual.length === expected ? undefined : otherRank(expected, actual.length);

/** The first axis along which they surely differ. */
function otherAxis(labels: Shape, logits: Shape): Mismatch | undefined {
  for (const [axis, dim] of labels.entries()) {
    const other = logits[axis];
    if (other && compare(dim, other) === 'different')
      return { kind: 'dims', left: { operand: 0, axis, dim }, right: { operand: 1, axis, dim: other } };
  }
  return undefined;
}

const equal: Compare = (labels, logits) => rank(labels, logits.length) ?? otherAxis(labels, logits);

const withoutClasses: Compare = (labels, logits) =>
  rank(labels, logits.length - 1) ?? otherAxis(labels, logits.slice(0, -1));

const rowsOf = (shape: Shape): Dim => shape.slice(0, -1).reduce(multiply, size(1));

/** Both are taken as matrices, a row for each example, which broadcast. */
const asMatrices: Compare = (labels, logits) => {
  const [own, other] = [labels, logits].map(shape => [rowsOf(shape), shape.at(-1) ?? size(1)]);
  const common = own && other ? broadcast(own, other) : undefined;
  if (!common || common.ok) return undefined;
  return rank(labels, logits.length) ?? otherAxis(labels, logits) ?? common.mismatch;
};

/** The rows of the logits, where the labels do not stretch them. */
const rowsShape = (labels: Shape, logits: Shape): Shape | undefined =>
  logits.length > 1 || labels.length < 2 ? logits.slice(0, -1) : undefined;

interface Loss {
  readonly compare: Compare;
  readonly shape: (labels: Shape, logits: Shape) => Shape | undefined;
}

const loss =
  ({ compare: compareBoth, shape }: Loss) =>
  (op: Operation): Value => {
    const [target, output] = [operand(op, 'labels', 'target'), operand(op, 'logits', 'output')];
    const known = target.shape && output.shape && asInt(lastAxis(op)) === -1;
    if (!known || !target.shape || !output.shape) return result(op, undefined, { dtype: 'float' });
    const mismatch = compareBoth(target.shape, output.shape);
    if (!mismatch) return result(op, shape(target.shape, output.shape), { dtype: 'float' });
    return refuseTarget(op, { output, target, mismatch });
  };

const lastAxis = (op: Operation): Value =>
  op.bound.names.includes('axis') ? option(op, 'axis') : { kind: 'number', dim: size(-1), float: undefined };

const ofClasses = loss({ compare: asMatrices, shape: rowsShape });

export const LOSSES: FunctionTable = {
  sigmoid_cross_entropy_with_logits: define(
    'labels=None, logits=None, name=None',
    loss({ compare: equal, shape: (_labels, logits) => logits }),
  ),
  softmax_cross_entropy_with_logits: define('labels, logits, axis=-1, name=None', ofClasses),
  sparse_softmax_cross_entropy_with_logits: define(
    'labels, logits, name=None',
    loss({ compare: withoutClasses, shape: labels => labels }),
  ),
};

/** Of version 1, where the first parameter is there to catch arguments without a name. */
export const LEGACY_LOSSES: FunctionTable = {
  softmax_cross_entropy_with_logits_v2: define(
    '_sentinel=None, labels=None, logits=None, axis=-1, name=None, **kwargs',
    ofClasses,
  ),
  softmax_cross_entropy_with_logits: define(
    '_sentinel=None, labels=None, logits=None, axis=-1, name=None, **kwargs',
    ofClasses,
  ),
};
