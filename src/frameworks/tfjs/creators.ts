/** `tf.tensor`, `tf.tensor2d` and their like: from nested arrays, or from a flat one and a shape. */
import { compare, constantOf, product, type Shape, size } from '../../shapes/index.ts';
import { literalDtype, literalShape } from '../array/operand.ts';
import { refuseArgument, refused, refuseOperands, result, type Scene } from '../array/scene.ts';
import {
  asDim,
  asShape,
  asString,
  type Call,
  type Dtype,
  itemsOf,
  nativeFunction,
  shapeOf,
  type Value,
} from '../parts.ts';

/** As `tensor2d` and its like spell them. */
const COUNTS: readonly string[] = ['zero', 'one', 'two', 'three', 'four', 'five', 'six'];

/** `rank` undefined: any. */
function make(call: Call, name: string, rank: number | undefined): Value {
  const scene: Scene = { host: call.host, framework: 'tfjs', operation: `tf.${name}`, site: call.site };
  const [values, second, third] = call.args;
  // `scalar(value, dtype)` and `tensor1d(values, dtype)` take no shape.
  const [given, dtype] = rank === 0 || rank === 1 ? [undefined, second] : [second, third];
  const inferred = values && shapeOfValues(values.value);
  const shape = given && given.value.kind !== 'none' ? asShape(given.value) : undefined;
  if (given && shape && rank !== undefined && shape.length !== rank) {
    return refuseArgument(scene, {
      parameter: 'shape',
      aspect: 'value',
      allowed: `${rank} number${rank === 1 ? '' : 's'}`,
      at: given.at,
      says: `${name}() requires shape to have ${COUNTS[rank] ?? '…'} numbers`,
    });
  }
  if (
    values &&
    inferred &&
    rank !== undefined &&
    inferred.length !== rank &&
    (inferred.length !== 1 || !given)
  ) {
    return refuseArgument(scene, {
      parameter: 'values',
      aspect: 'value',
      allowed: `nested arrays of ${rank} levels, or a flat one with a shape`,
      at: values.at,
    });
  }
  if (inferred && shape && compare(product(inferred), product(shape)) === 'different') {
    const operand = { role: 'values', shape: inferred, tensor: undefined, at: values?.at ?? call.site };
    refuseOperands(scene, [operand], {
      kind: 'count',
      from: product(inferred),
      to: product(shape),
      fromShape: inferred,
      toShape: shape,
    });
    return refused(scene);
  }
  const known =
    shape ?? (inferred && (rank === undefined || inferred.length === rank) ? inferred : undefined);
  const open =
    rank === undefined
      ? undefined
      : Array.from({ length: rank }, (_, axis) =>
          call.host.freshSymbol(axis === 0 ? 'batch' : `dim${axis}`, call.site),
        );
  return result(scene, known ?? open, {
    dtype: dtype && dtype.value.kind !== 'none' ? named(dtype.value) : values && dtypeOf(values.value),
    role: 'data',
    content: values && contentOf(values.value),
  });
}

const DTYPES: Readonly<Record<string, Dtype>> = {
  float32: 'float',
  int32: 'int',
  bool: 'bool',
  string: 'string',
  complex64: 'complex',
};

const named = (dtype: Value): Dtype | undefined => DTYPES[asString(dtype) ?? ''];

/** Numbers are floats, where no typed array says otherwise. */
function dtypeOf(values: Value): Dtype | undefined {
  if (values.kind === 'list' && values.dtype) return values.dtype;
  const written = literalDtype(values);
  return written === 'int' && values.kind !== 'tensor' ? 'float' : written;
}

function shapeOfValues(value: Value): Shape | undefined {
  return value.kind === 'tensor' ? shapeOf(value) : literalShape(value);
}

const MOST_CONTENT = 64;

/** Small arrays of integers, flattened. */
function contentOf(value: Value): readonly number[] | undefined {
  const flat = (one: Value): readonly (number | undefined)[] =>
    itemsOf(one)?.flatMap(flat) ?? [asDim(one) && constantOf(asDim(one) ?? size(0))];
  const numbers = value.kind === 'list' ? flat(value) : undefined;
  return numbers && numbers.length <= MOST_CONTENT && numbers.every(n => n !== undefined)
    ? numbers
    : undefined;
}

const RANKS: Readonly<Record<string, number | undefined>> = {
  tensor: undefined,
  scalar: 0,
  tensor1d: 1,
  tensor2d: 2,
  tensor3d: 3,
  tensor4d: 4,
  tensor5d: 5,
  tensor6d: 6,
};

export function creatorMembers(): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(RANKS).map(([name, rank]) => [
      name,
      nativeFunction(`tf.${name}`, call => make(call, name, rank)),
    ]),
  );
}
