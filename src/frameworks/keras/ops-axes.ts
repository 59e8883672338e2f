/**
 * What `keras.ops` says of the axes that its functions are given (keras/src/ops/numpy.py, keras/src/backend/tensorflow/numpy.py): they are
 * integers, and there is none of a number alone.
 */
import { expandDims, normalizeAxis, type Shape, size } from '../../shapes/index.ts';
import { changed } from '../array/change.ts';
import { literalShape } from '../array/operand.ts';
import { axesOf, axisOption, firstValue, type Operation, operandAt, option } from '../array/operation.ts';
import { unsqueeze } from '../array/reshaping.ts';
import { refuseArgument, refuseOperands, result } from '../array/scene.ts';
import { isWrittenNone } from '../kinds.ts';
import {
  type Argument,
  asDim,
  asInt,
  asNumber,
  asString,
  isFloat,
  itemsOf,
  type ListValue,
  shapeOf,
  type Value,
} from '../parts.ts';

type Run = (op: Operation) => Value;

const PARAMETERS = ['axis', 'axes', 'axis1', 'axis2', 'source', 'destination'];

/** Functions that take one axis; with it, and with one or several, the axis stands in its place and is not left out. */
const ONE_AXIS =
  /^(unstack|stack|concatenate|argmax|argmin|take|repeat|split|argsort|sort|cumsum|cumprod|swapaxes|one_hot)$/;
const NO_NONE = /^(unstack|stack|concatenate|expand_dims|split|swapaxes)$/;

/** Functions that do not look at it, or not on every way. */
const LAX = /^nan|normali[sz]/;
const ROUNDED = /^(stack|one_hot)$/;

/** Functions that name an axis of what they are given, which a number has none of. */
const ALONG =
  /^(any|all|(nan)?(max|min|mean|sum|prod|std|var)|amax|amin|logsumexp|argmax|argmin|cumsum|cumprod|softmax|log_softmax|norm|squeeze|swapaxes|unstack)$/;

/** The refusal of an axis that is none, which has then been stated. */
export function wrongAxis(op: Operation, name: string): Value | undefined {
  for (const parameter of PARAMETERS) {
    const given = op.bound.given(parameter);
    if (!given) continue;
    if (isNoAxis(op, name, given)) {
      const allowed = ONE_AXIS.test(name) ? 'an integer' : 'an integer, or a tuple of them';
      return refuseArgument(op, { parameter, aspect: 'type', allowed, at: given.at });
    }
    const without = ofNumber(op, name, given);
    if (without) return without;
  }
  return undefined;
}

function isNoAxis(op: Operation, name: string, { value, at }: Argument): boolean {
  if (value.kind === 'tensor') return value.graph || (isOfFloats(value) && !LAX.test(name));
  if (NO_NONE.test(name) && isWrittenNone(op.host, value, at)) return true;
  if (LAX.test(name) || isSorted(op, name)) return false;
  if (asString(value) !== undefined) return true;
  if (isFloat(value)) return !ROUNDED.test(name) && !isCutOff(op, name, value);
  if (itemsOf(value)?.some(item => isFloat(item) || asString(item) !== undefined)) return true;
  if (name === 'softmax' && value.kind === 'list') return isNoRow(value) && !isSymbolic(op);
  return value.kind === 'list' && ONE_AXIS.test(name) && !takesList(op, name, value);
}

/** `sort` takes what is left of an axis behind the point. */
function isCutOff(op: Operation, name: string, value: Value): boolean {
  const axis = Math.trunc(asNumber(value) ?? 0);
  const rank = shapeAt(op)?.length;
  return /^(arg)?sort$/.test(name) && !isSymbolic(op) && (rank === undefined || normalizeAxis(axis, rank).ok);
}

const isOfFloats = (value: Value): boolean =>
  value.kind === 'tensor' && value.dtype === 'float' && (shapeOf(value)?.length ?? 0) > 0;

/** A number alone is sorted as an array of one, along whatever it is told. */
const isSorted = (op: Operation, name: string): boolean => name === 'argsort' && shapeAt(op)?.length === 0;

/** `softmax` takes a tuple of axes from the front alone. */
function isNoRow(value: ListValue): boolean {
  const [axis, ...more] = itemsOf(value) ?? [];
  return axis !== undefined && more.length === 0 && (value.flavour !== 'tuple' || (asInt(axis) ?? 0) < 0);
}

/** A list of one axis does in a join; what is symbolic has the shape of a reduction. */
const takesList = (op: Operation, name: string, value: Value): boolean =>
  (name === 'concatenate' && (itemsOf(value)?.length ?? 1) === 1 && !holdsSymbols(op)) ||
  (/^arg(max|min)$/.test(name) && isSymbolic(op));

/** Unless it surely is an array, or what one is made of. */
function isSymbolic(op: Operation): boolean {
  const value = firstValue(op);
  return value.kind === 'tensor' ? value.graph : literalShape(value) === undefined;
}

const holdsSymbols = (op: Operation): boolean =>
  itemsOf(firstValue(op))?.some(item => item.kind === 'tensor' && item.graph) === true;

function shapeAt(op: Operation): Shape | undefined {
  const value = firstValue(op);
  return value.kind === 'tensor' ? shapeOf(value) : literalShape(value);
}

/** `sum(ops.zeros(()), axis=-1)` */
function ofNumber(op: Operation, name: string, { value }: Argument): Value | undefined {
  const axes = axesOf(value);
  const [axis] = axes === undefined || axes === 'all' ? [] : axes;
  if (axis === undefined || isSymbolic(op) || shapeAt(op)?.length !== 0 || !ALONG.test(name))
    return undefined;
  const named = normalizeAxis(axis, 0);
  const operand = operandAt(op);
  return named.ok || !operand ? undefined : refuseOperands(op, [operand], named.mismatch);
}

/** `norm` of all axes is that of a vector or a matrix. */
export const ofVector =
  (run: Run): Run =>
  op => {
    const axis = axisOption(op);
    const shape = shapeAt(op);
    const count = axis.kind === 'none' ? shape?.length : itemsOf(axis)?.length;
    if (count === undefined || count <= 2 || isSymbolic(op)) return run(op);
    return refuseArgument(op, {
      parameter: 'axis',
      aspect: 'value',
      allowed: 'one axis or two',
      given: axis.kind === 'none' ? `all ${count}` : undefined,
      at: op.bound.at('axis'),
      says: 'Invalid axis values.',
    });
  };

/** `sort`, `norm`: of a number there is none, whatever the axis. */
export const ofAxes =
  (run: Run): Run =>
  op => {
    const operand = operandAt(op, 0, { numbers: true });
    const isNumber = operand?.shape?.length === 0 && operand.tensor?.graph !== true;
    const isFlat = op.operation.endsWith('sort') && axisOption(op).kind === 'none';
    return isNumber && !isFlat
      ? refuseOperands(op, [operand], { kind: 'axis', axis: -1, rank: 0, repeated: false })
      : run(op);
  };

/** `one_hot`: the new axis is named from the front, or it is the last. */
export const fromFront =
  (run: Run): Run =>
  op => {
    const axis = asInt(axisOption(op)) ?? -1;
    if (axis >= -1) return run(op);
    const allowed = '-1, or the place of the new axis counted from 0';
    return refuseArgument(op, { parameter: 'axis', aspect: 'value', allowed, at: op.bound.at('axis') });
  };

/** `tensordot`: how many axes, or two lists of them. */
export const ofTwo =
  (run: Run): Run =>
  op => {
    const axes = option(op, 'axes');
    const at = op.bound.at('axes');
    const isWrong =
      (asInt(axes) ?? 0) < 0 || (itemsOf(axes)?.length ?? 2) !== 2 || isWrittenNone(op.host, axes, at);
    const allowed = 'a number of axes, or two lists of them';
    return isWrong ? refuseArgument(op, { parameter: 'axes', aspect: 'value', allowed, at }) : run(op);
  };

/** A number is repeated as an array of one is. */
export const repeating =
  (run: Run): Run =>
  op => {
    const isNumber = shapeAt(op)?.length === 0 && !isSymbolic(op);
    const times = asDim(option(op, 'repeats'));
    return isNumber && times && [0, -1].includes(asInt(axisOption(op)) ?? 1) ? result(op, [times]) : run(op);
  };

/** `argsort` of one number is that of an array of one. */
export const sorting =
  (run: Run): Run =>
  op => {
    const input = firstValue(op);
    const isNumber = shapeAt(op)?.length === 0 && !(input.kind === 'tensor' && input.graph);
    return isNumber ? result(op, [size(1)], { dtype: 'int' }) : run(op);
  };

/** `expand_dims`: an axis that is named twice is put in twice, but for what describes a model. */
export const unsqueezedInTurn = (op: Operation): Value => {
  const axes = axesOf(axisOption(op));
  if (axes === undefined || axes === 'all' || (isSymbolic(op) && op.host.isTopLevel())) return unsqueeze(op);
  return changed(op, operandAt(op), shape => {
    const places = axes.map(axis => normalizeAxis(axis, shape.length + axes.length));
    const known = places.flatMap(place => (place.ok ? [place.value] : []));
    const isInTurn = known.length === axes.length && new Set(known).size < known.length;
    if (!isInTurn) return expandDims(shape, axes);
    const inTurn = known.toSorted((a, b) => a - b);
    return { ok: true, value: inTurn.reduce<Shape>((made, at) => made.toSpliced(at, 0, size(1)), shape) };
  });
};
