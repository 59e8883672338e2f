/** What functions of TensorFlow.js ask of their arguments beyond their shapes. */
import { less, printDim, refuse, size } from '../../shapes/index.ts';
import { changed } from '../array/change.ts';
import { axesOf, type Operation, operandAt, option, optionAt } from '../array/operation.ts';
import { refuseArgument, refuseRank, result } from '../array/scene.ts';
import { asDim, asInt, itemsOf, type Value } from '../parts.ts';

type Run = (op: Operation) => Value;

/** Made of numbers by one of these, without a dtype that says otherwise, a tensor holds floats for certain. */
const MAKERS = /^tf\.(?:tensor(?:[1-6]d)?|scalar|zeros|ones|linspace|randomNormal)$/;

/** Positions must be an int32 tensor; numbers and arrays become one. Source: convertToTensor in tfjs-core/src/tensor_util_env.ts. */
export const wholeIndices =
  (run: Run): Run =>
  op => {
    const indices = option(op, 'indices');
    const isFloat =
      indices.kind === 'tensor' && indices.dtype === 'float' && MAKERS.test(indices.source.operation);
    if (!isFloat) return run(op);
    const name = op.operation.slice(op.operation.lastIndexOf('.') + 1);
    return refuseArgument(op, {
      parameter: 'indices',
      aspect: 'type',
      allowed: "an int32 tensor: make it with the dtype 'int32'",
      at: optionAt(op, 'indices'),
      says: `Argument 'indices' passed to '${name}' must be int32 tensor, but got float32 tensor`,
    });
  };

/** `oneHot` knows of at least two classes. */
export const ofClasses =
  (run: Run): Run =>
  op => {
    const depth = asDim(option(op, 'depth'));
    if (!depth || less(depth, size(2)) !== true) return run(op);
    return refuseArgument(op, {
      parameter: 'depth',
      aspect: 'value',
      allowed: 'at least 2',
      at: optionAt(op, 'depth'),
      says: `Error in oneHot: depth must be >=2, but it is ${printDim(depth)}`,
    });
  };

/** `dot` takes vectors and matrices. */
export const ofVectors =
  (run: Run): Run =>
  op => {
    const wrong = [operandAt(op, 0), operandAt(op, 1)].find(
      one => one?.shape && (one.shape.length < 1 || one.shape.length > 2),
    );
    return wrong ? refuseRank(op, wrong, [1, 2], ['n', 'm']) : run(op);
  };

/** Running sums along an axis: those of negative axes, and of axes that are not there, run and make no sense. */
export const runningAlong =
  (run: Run): Run =>
  op => {
    const input = operandAt(op);
    const axis = asInt(option(op, 'axis'));
    const isSound =
      axis === undefined || (axis >= 0 && (!input?.shape || axis < Math.max(input.shape.length, 1)));
    return isSound || !input ? run(op) : result(op, undefined, { parents: [input.tensor] });
  };

/** One pair for each axis; `strictly`: other numbers of pairs are refused, else they run and make no sense. */
export const paddedBy =
  (run: Run, strictly: boolean): Run =>
  op => {
    const input = operandAt(op);
    const pairs = itemsOf(option(op, 'paddings'));
    const rank = input?.shape?.length;
    if (input && rank === 0) return refuseRank(op, input, [1], ['n']);
    // `pad1d` takes one pair.
    const count = pairs?.every(pair => asDim(pair)) ? 1 : pairs?.length;
    if (!input || rank === undefined || count === undefined || count === rank) return run(op);
    if (!strictly) return result(op, undefined, { parents: [input.tensor] });
    return refuseArgument(op, {
      parameter: 'paddings',
      aspect: 'value',
      allowed: `${rank} pairs, one for each axis`,
      given: `a list of ${count}`,
      at: optionAt(op, 'paddings'),
      says: `Padding doesn't match input. Must be ${rank}. Got ${count}.`,
    });
  };

/** A scalar has no axis to reduce. */
export const reducing =
  (run: Run): Run =>
  op => {
    const input = operandAt(op);
    const axis = axesOf(option(op, 'axis'));
    const isScalar = input?.shape?.length === 0 && Array.isArray(axis) && axis.length > 0;
    return isScalar ? reversed(op) : run(op);
  };

/** The norm of a scalar is its absolute value, along whatever axis. */
export const normOf =
  (run: Run): Run =>
  op => {
    const input = operandAt(op);
    return input?.shape?.length === 0 ? result(op, [], { parents: [input.tensor], dtype: 'float' }) : run(op);
  };

/** `reverse(x, axis)`: each of the axes must be there. */
export const reversed: Run = op => {
  const input = operandAt(op);
  const axes = axesOf(option(op, 'axis'));
  return changed(op, input, shape => {
    const wrong =
      axes === undefined || axes === 'all'
        ? undefined
        : axes.find(axis => axis < -shape.length || axis >= shape.length);
    return wrong === undefined
      ? { ok: true, value: shape }
      : refuse({ kind: 'axis', axis: wrong, rank: shape.length, repeated: false });
  });
};

/** `matMul` takes no vectors. */
export const ofMatrices =
  (run: Run): Run =>
  op => {
    const wrong = [operandAt(op, 0), operandAt(op, 1)].find(one => one?.shape && one.shape.length < 2);
    return wrong ? refuseRank(op, wrong, [2], ['n', 'm']) : run(op);
  };
