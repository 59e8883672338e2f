/** Several tensors put together into one: `cat`, `stack`, `vstack`. */

import {
  compare,
  type Dim,
  concatenate as joinShapes,
  product,
  type Shape,
  type ShapeResult,
  size,
  stack as stackShapes,
  UNDECIDED,
  unknownDim,
} from '../../shapes/index.ts';
import { isWrittenNone } from '../kinds.ts';
import { type Dtype, list, type Operand, shapeOf, type Value } from '../parts.ts';
import { axisOf, settleAt } from './change.ts';
import { literalDtype, takeTensor, widerDtype } from './operand.ts';
import { axisOption, type Operation, operandAt } from './operation.ts';
import { refuseArgument, refused, result } from './scene.ts';

/** What a joining function is given. */
interface Joined {
  readonly operands: readonly Operand[];
  /** Operands of a list that is not known item by item all look like the only one here; this is how many there are. */
  readonly count: Dim | undefined;
  readonly dtype: Dtype | undefined;
}

type Outcome = Joined | 'unknown' | 'refused';

function joinedOf(op: Operation): Outcome {
  const name = op.bound.names[0] ?? 'tensors';
  const value = op.bound.value(name);
  if (value.kind === 'tensor' && !op.flavour.joinsRows) return refuseTensor(op, name);
  if (value.kind === 'tensor') return rowsOf(op, value);
  if (!op.flavour.joinsRows && value.kind === 'number') return refuseTensor(op, name, 'a number');
  if (op.framework === 'torch' && (value.kind === 'bool' || isWrittenNone(op.host, value, op.bound.at(name))))
    return refuseTensor(op, name, value.kind === 'bool' ? 'a truth value' : '`None`');
  if (!op.flavour.joinsRows && value.kind === 'native' && value.layer)
    return refuseTensor(op, name, `a ${value.class.name}`);
  if (value.kind === 'list' && !('known' in value.items.value)) {
    const { element, length } = value.items.value;
    return element.kind === 'tensor' ? take(op, [element], length ?? unknownDim()) : 'unknown';
  }
  const items = op.host.items(value);
  if (items?.length === 0 && mayBeFilled(op, name)) return 'unknown';
  return items ? take(op, items, undefined) : 'unknown';
}

/** A list that is empty as far as is known may be one that methods fill which nobody has called yet; one that is written there is made there. */
function mayBeFilled({ host, bound }: Operation, name: string): boolean {
  const text = host.textOf(bound.at(name)).trim();
  if (!host.isEntry() && host.isFilledInSight(bound.at(name))) return false;
  const isComprehension = text.startsWith('[') && !host.isEntry();
  return !/^[([]\s*[)\]]$/.test(text) && !isComprehension && !host.isTopLevel();
}

function refuseTensor(op: Operation, parameter: string, given = 'a Tensor'): 'refused' {
  refuseArgument(op, {
    parameter,
    aspect: 'type',
    allowed: 'a tuple or list of Tensors',
    given,
    at: op.bound.at(parameter),
  });
  return 'refused';
}

function take(op: Operation, items: readonly Value[], count: Dim | undefined): Outcome {
  const name = op.bound.names[0] ?? 'tensors';
  const operands: Operand[] = [];
  if (
    op.framework === 'torch' &&
    items.some(item => item.kind === 'none' && !item.assumed && (item.isGiven || isWrittenWithNone(op, name)))
  ) {
    refuseTensor(op, name, 'a list with `None`');
    return 'refused';
  }
  for (const [i, item] of items.entries()) {
    const operand = takeTensor(op, item, op.bound.at(name), `${name}[${i}]`, {
      lists: op.flavour.takesLists,
    });
    if (!operand) return 'refused';
    operands.push(operand);
  }
  const dtypes = items.map(literalDtype);
  return { operands, count, dtype: dtypes.reduce(widerDtype, dtypes[0]) };
}

/** `None` often stands for what a caller fills in: only written in the list, or put into it by the module's own statements, it proves something. */
const isWrittenWithNone = (op: Operation, name: string): boolean =>
  op.host.isTopLevel() || /\bNone\b/.test(op.host.textOf(op.bound.at(name)));

/** An array counts as the list of its rows. */
function rowsOf(op: Operation, value: Extract<Value, { kind: 'tensor' }>): Outcome {
  const [first, ...rest] = shapeOf(value) ?? [];
  if (!first) return 'unknown';
  const row: Operand = { role: 'rows', shape: rest, tensor: value, at: op.bound.at(op.bound.names[0] ?? '') };
  return { operands: [row], count: first, dtype: value.dtype };
}

/** The shapes, with unknown sizes for operands of which only the others' rank is known; undefined where no rank is. */
function shapesOf({ flavour }: Operation, { operands }: Joined): readonly Shape[] | undefined {
  if (operands.every(({ shape }) => shape)) return operands.flatMap(({ shape }) => (shape ? [shape] : []));
  const telling = operands.filter(o => tellsRank(o, flavour.skipsEmpty));
  const known = (telling.find(o => o.shape?.length !== 0) ?? telling[0])?.shape;
  return known && operands.map(({ shape }) => shape ?? known.map(() => unknownDim()));
}

/** What may be of shape (0,) stands beside tensors of any rank where such ones are left out: `out = torch.tensor([])` is where people begin. */
function tellsRank({ shape }: Operand, skipsEmpty: boolean): boolean {
  const [only, ...more] = shape ?? [];
  if (!shape || !only || more.length > 0) return shape !== undefined;
  return !skipsEmpty || compare(only, size(0)) === 'different';
}

type Join = (shapes: readonly Shape[], count: Dim | undefined) => ShapeResult<Shape | undefined>;

function join(op: Operation, join: Join): Value {
  const joined = joinedOf(op);
  if (joined === 'refused') return refused(op);
  if (joined === 'unknown') return result(op, undefined);
  const shapes = shapesOf(op, joined);
  const outcome = shapes ? settleAt(op, joined.operands, join(shapes, joined.count)) : { value: undefined };
  if (!outcome) return refused(op);
  return result(op, outcome.value, { parents: joined.operands.map(o => o.tensor), dtype: joined.dtype });
}

/** `torch.cat`, `numpy.concatenate`; the axis None flattens for NumPy and JAX. */
export const concatenate = (op: Operation): Value =>
  join(op, (shapes, count) => {
    const flattens = axisOption(op).kind === 'none' && op.flavour.flattensJoins;
    const axis = flattens ? 0 : axisOf(op);
    if (axis === undefined) return UNDECIDED;
    return alongAxis(op, flattens ? shapes.map(s => [product(s)]) : shapes, axis, count);
  });

function alongAxis(
  op: Operation,
  shapes: readonly Shape[],
  axis: number,
  count: Dim | undefined,
): ShapeResult {
  const all = joinShapes(shapes, axis, { skipEmpty: op.flavour.skipsEmpty });
  if (!all.ok || !count) return all;
  const at = axis < 0 ? axis + all.value.length : axis;
  return { ok: true, value: all.value.map((dim, i) => (i === at ? repeated(dim, count) : dim)) };
}

/** Of a list of unknown length, or of equal parts, the sum. */
const repeated = (dim: Dim, count: Dim): Dim => product([dim, count]);

/** `stack(tensors, axis)`: a new axis with one place for each. */
export const stack = (op: Operation): Value =>
  join(op, (shapes, count) => {
    const axis = axisOf(op);
    if (axis === undefined) return UNDECIDED;
    const all = stackShapes(shapes, axis);
    if (!all.ok || !count) return all;
    const at = axis < 0 ? axis + all.value.length : axis;
    return { ok: true, value: all.value.map((dim, i) => (i === at ? count : dim)) };
  });

/** A join whose tensors are arguments of their own: `x.cat(y, z, dim=1)`, `Tensor.stack(*tensors)`. A list in the first place stands for all. */
export const ofArguments =
  (run: (op: Operation) => Value) =>
  (op: Operation): Value => {
    const { bound } = op;
    const [name = ''] = bound.names;
    const first = bound.value(name);
    const isList = first.kind === 'list';
    // What stands behind a list is something else, an axis as a rule.
    if (bound.open || (isList && bound.extra.length > 0)) return result(op, undefined);
    if (isList) return run(op);
    const all = list([first, ...bound.extra.map(({ value }) => value)]);
    const value = (asked: string): Value => (asked === name ? all : bound.value(asked));
    return run({ ...op, bound: { ...bound, value } });
  };

const atLeast1d = (shape: Shape): Shape => (shape.length === 0 ? [size(1)] : shape);
const atLeast2d = (shape: Shape): Shape => (shape.length < 2 ? [size(1), ...atLeast1d(shape)] : shape);
const atLeast3d = (shape: Shape): Shape => (shape.length < 3 ? [...atLeast2d(shape), size(1)] : shape);
const asColumn = (shape: Shape): Shape => (shape.length < 2 ? [...atLeast1d(shape), size(1)] : shape);

/** `vstack`: a vector is a row. */
export const vstack = (op: Operation): Value =>
  join(op, (shapes, count) => alongAxis(op, shapes.map(atLeast2d), 0, count));

/** Along the first axis, whatever the number of axes. */
export const concatenateRows = (op: Operation): Value =>
  join(op, (shapes, count) => alongAxis(op, shapes, 0, count));

/** `hstack`: along the second axis, vectors along their only one. */
export const hstack = (op: Operation): Value =>
  join(op, (shapes, count) => {
    const whole = shapes.map(atLeast1d);
    return alongAxis(op, whole, whole[0]?.length === 1 ? 0 : 1, count);
  });

export const dstack = (op: Operation): Value =>
  join(op, (shapes, count) => alongAxis(op, shapes.map(atLeast3d), 2, count));

/** `column_stack`: a vector is a column. */
export const columnStack = (op: Operation): Value =>
  join(op, (shapes, count) => alongAxis(op, shapes.map(asColumn), 1, count));

/** `numpy.append(arr, values, axis)`. */
export const append = (op: Operation): Value => {
  const [first, second] = [operandAt(op, 0, { numbers: true }), operandAt(op, 1, { numbers: true })];
  if (!first || !second) return refused(op);
  const axis = axisOf(op);
  const flattens = axisOption(op).kind === 'none';
  if (!first.shape || !second.shape || (axis === undefined && !flattens)) return result(op, undefined);
  const shapes = [first.shape, second.shape];
  const joined = flattens
    ? joinShapes(
        shapes.map(s => [product(s)]),
        0,
      )
    : joinShapes(shapes, axis ?? 0);
  const outcome = settleAt(op, [first, second], joined);
  return outcome
    ? result(op, outcome.value, {
        parents: [first.tensor, second.tensor],
        dtype: widerDtype(first.tensor?.dtype, second.tensor?.dtype),
      })
    : refused(op);
};
