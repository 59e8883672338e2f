/** What functions of TensorFlow.js ask of their arguments beyond their shapes. */
import { type Operation, operandAt, option, optionAt } from '../array/operation.ts';
import { refuseArgument, refuseRank } from '../array/scene.ts';
import type { Value } from '../parts.ts';

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

/** `matMul` takes no vectors. */
export const ofMatrices =
  (run: Run): Run =>
  op => {
    const wrong = [operandAt(op, 0), operandAt(op, 1)].find(one => one?.shape && one.shape.length < 2);
    return wrong ? refuseRank(op, wrong, [2], ['n', 'm']) : run(op);
  };
