/** Functions of tensors inside of models: on symbolic tensors they become nodes of the graph, and a size that is still open fits everything. */
import { compare, constantOf, type Mismatch } from '../../shapes/index.ts';
import {
  type Call,
  type Conflict,
  type Host,
  type NativeFunction,
  type OperandConflict,
  shapeOf,
  type Value,
} from '../parts.ts';
import { recorded, tensorsIn } from './core/graph.ts';
import { isNone } from './core/none.ts';
import { operationOf } from './core/operations.ts';

export function graphFunction(plain: NativeFunction): NativeFunction {
  return { ...plain, invoke: call => onGraph(call, plain.invoke, plain.name) };
}

/** Runs a function of tensors; its result is recorded where any argument is symbolic. `operation`: its name, or the operator. */
export function onGraph(call: Call, invoke: (call: Call) => Value, operation?: string): Value {
  const isGraph = call.args.some(argument => tensorsIn(argument.value).some(tensor => tensor.graph));
  if (!isGraph) return invoke(call);
  return recorded(
    call,
    undefined,
    invoke({ ...call, host: lenient(call.host) }),
    again => onGraph(again, invoke, operation),
    { operation: (inputs, outputs) => operationOf(call, operation, inputs, outputs.map(shapeOf)) },
  );
}

/** A host that hears nothing of conflicts that rest on a size that Keras leaves open. */
export function lenient(host: Host): Host {
  return { ...host, refuse: conflict => (restsOnNone(conflict) ? undefined : host.refuse(conflict)) };
}

function restsOnNone(conflict: Conflict): boolean {
  if (conflict.kind === 'feature-size') return isNone(conflict.expected) || isNone(conflict.actual);
  return conflict.kind === 'operands' && (involvesNone(conflict.mismatch) || isBiasAdd(conflict));
}

/**
 * Inside of a layer, Keras 3 on TensorFlow adds a variable of one axis that is not 1 by `bias_add`: it may be as long as the first axis after the
 * batch (`add` in keras/src/backend/tensorflow/numpy.py).
 */
function isBiasAdd({ operation, operands: [input, bias] }: OperandConflict): boolean {
  const long = bias?.shape?.filter(dim => constantOf(dim) !== 1);
  const [channels] = long?.length === 1 ? long : [];
  const first = input?.shape?.[1];
  return (
    (operation === '+' || operation.endsWith('.add')) &&
    channels !== undefined &&
    first !== undefined &&
    compare(channels, first) === 'equal'
  );
}

function involvesNone(mismatch: Mismatch): boolean {
  switch (mismatch.kind) {
    case 'dims':
      return isNone(mismatch.left.dim) || isNone(mismatch.right.dim);
    case 'count':
      return mismatch.fromShape.some(isNone) || mismatch.toShape.some(isNone);
    case 'divisible':
    case 'parts':
    case 'not-one':
    case 'bounds':
    case 'too-small':
      return isNone(mismatch.dim);
    case 'einsum':
      return mismatch.reason === 'dims' && (isNone(mismatch.left.dim) || isNone(mismatch.right.dim));
    default:
      return false;
  }
}
