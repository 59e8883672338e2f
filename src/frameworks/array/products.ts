/** Products that sum over axes: `matmul`, `dot`, `bmm`, `einsum`, `tensordot`. */
import { profileOf } from '../../profiles/index.ts';
import {
  bmm as bmmShape,
  type ContractedAxes,
  dot as dotShape,
  einsum as einsumShape,
  matmul as matmulShape,
  outer as outerShape,
  type Shape,
  type ShapeResult,
  tensordot as tensordotShape,
  UNDECIDED,
} from '../../shapes/index.ts';
import { asInt, asString, itemsOf, type Operand, type Value } from '../parts.ts';
import { settleAt } from './change.ts';
import { suspectOperator } from './doubtful-operators.ts';
import { literalDtype, takeTensor, widerDtype } from './operand.ts';
import { integers, type Operation, operandAt, option } from './operation.ts';
import { noteProduct } from './preactivations.ts';
import { DTYPES, isCertain, precisionOf } from './precision.ts';
import { refuseArgument, refused, refuseRank, result, type Scene, settle } from './scene.ts';

type Product = (a: Shape, b: Shape) => ShapeResult<Shape | undefined>;

const product =
  (multiply: Product) =>
  (op: Operation): Value => {
    const [left, right] = [
      operandAt(op, 0, { numbers: op.flavour.takesLists }),
      operandAt(op, 1, { numbers: op.flavour.takesLists }),
    ];
    return left && right ? productOf(op, [left, right], multiply) : refused(op);
  };

export function productOf(
  scene: Scene,
  [left, right]: readonly [Operand, Operand],
  multiply: Product,
): Value {
  if (mixesDtypes(scene, left, right)) return refuseMixed(scene, left, right);
  if (mixesPrecisions(scene, left, right)) return refusePrecisions(scene, left, right);
  if (profileOf(scene.framework).tensors.refusesWholeFactors && isWhole(left) && isWhole(right))
    return refuseWhole(scene, left);
  const made = left.shape && right.shape ? multiply(left.shape, right.shape) : undefined;
  const at = made && !made.ok && made.mismatch.kind === 'dims' ? scene.site : undefined;
  const outcome = made ? settle(scene, [left, right], made, at) : { value: undefined };
  const dtype = widerDtype(left.tensor?.dtype, right.tensor?.dtype);
  if (outcome) suspectOperator(scene, '@', [left, right], outcome.value);
  if (!outcome) return refused(scene);
  const product = result(scene, outcome.value, { parents: [left.tensor, right.tensor], dtype });
  noteProduct(product, [left, right]);
  return product;
}

const isWhole = ({ tensor }: Operand): boolean => tensor?.dtype === 'int' || tensor?.dtype === 'bool';
const isFloat = ({ tensor }: Operand): boolean => tensor?.dtype === 'float';

function mixesDtypes({ framework }: Scene, left: Operand, right: Operand): boolean {
  if (!profileOf(framework).tensors.refusesMixedFactors) return false;
  return (isFloat(left) && isWhole(right)) || (isWhole(left) && isFloat(right));
}

function mixesPrecisions({ framework, host }: Scene, left: Operand, right: Operand): boolean {
  if (!isCertain(host)) return false;
  const [a, b] = [precisionOf(left.tensor), precisionOf(right.tensor)];
  return profileOf(framework).tensors.refusesMixedFactors && a !== undefined && b !== undefined && a !== b;
}

function refusePrecisions(
  scene: Scene,
  { tensor: other }: Operand,
  { at, role, tensor, shape }: Operand,
): Value {
  const isFlat = shape?.length === 2;
  const [wanted, given] = [other, tensor].map(each => DTYPES[precisionOf(each) ?? 'single']);
  return refuseArgument(scene, {
    parameter: role,
    aspect: 'type',
    allowed: `a tensor of ${wanted?.name}, as the other one is`,
    given: `a tensor of ${given?.name}`,
    at,
    says: isFlat
      ? 'expected m1 and m2 to have the same dtype'
      : `expected scalar type ${wanted?.type} but found ${given?.type}`,
  });
}

function refuseWhole(scene: Scene, { at, role }: Operand): Value {
  return refuseArgument(scene, {
    parameter: role,
    aspect: 'type',
    allowed: 'a tensor of floats, or another one that is',
    given: 'a tensor of integers',
    at,
    says: 'Only inexact types are supported',
  });
}

function refuseMixed(scene: Scene, left: Operand, right: Operand): Value {
  const { at, role } = left.tensor?.dtype === 'float' ? right : left;
  return refuseArgument(scene, {
    parameter: role,
    aspect: 'type',
    allowed: 'a tensor of floats, as the other one',
    given: 'a tensor of integers',
    at,
    says: 'expected m1 and m2 to have the same dtype',
  });
}

export const matmul = product(matmulShape);

/** `numpy.dot`, which differs from matmul above two axes. */
export const dot = product(dotShape);

export const outer = product(outerShape);

/** `numpy.inner`: over the last axis of both. */
export const inner = product((a, b) =>
  a.length === 0 || b.length === 0
    ? { ok: true, value: [...a, ...b] }
    : tensordotShape(a, b, { left: [a.length - 1], right: [b.length - 1] }),
);

export const bmm = product(bmmShape);

/** Products of operands of fixed ranks: `torch.mm` (2, 2), `torch.mv` (2, 1), `torch.dot` (1, 1), `torch.outer` (1, 1). */
export const ranked =
  (ranks: readonly [number, number], multiply: 'matmul' | 'outer' = 'matmul') =>
  (op: Operation): Value => {
    const operands = [operandAt(op, 0), operandAt(op, 1)];
    const [left, right] = operands;
    if (!left || !right) return refused(op);
    const wrong = wrongRank(op, [left, right], ranks);
    if (wrong) return wrong;
    if (multiply === 'matmul') return productOf(op, [left, right], matmulShape);
    const shape = left.shape && right.shape && [...left.shape, ...right.shape];
    const dtype = widerDtype(left.tensor?.dtype, right.tensor?.dtype);
    return result(op, shape, { parents: [left.tensor, right.tensor], dtype });
  };

const AXES: readonly (readonly string[])[] = [[], ['n'], ['n', 'm'], ['batch', 'n', 'm']];

function wrongRank(
  op: Operation,
  operands: readonly Operand[],
  ranks: readonly [number, number],
): Value | undefined {
  const wrong = operands.findIndex(({ shape }, i) => shape && shape.length !== ranks[i]);
  const [operand, rank] = [operands[wrong], ranks[wrong]];
  return operand && rank !== undefined ? refuseRank(op, operand, [rank], AXES[rank] ?? []) : undefined;
}

/** `einsum('bi,gi->bg', x, W)`. */
export const einsum = (op: Operation): Value => {
  const subscripts = asString(option(op, 'subscripts', 'equation'));
  const [first] = op.bound.extra;
  const listed =
    op.bound.extra.length === 1 && first?.value.kind === 'list' ? itemsOf(first.value) : undefined;
  const values = listed ?? op.bound.extra.map(a => a.value);
  const operands: Operand[] = [];
  for (const [i, value] of values.entries()) {
    const at = listed ? (first?.at ?? op.site) : (op.bound.extra[i]?.at ?? op.site);
    const operand = takeTensor(op, value, at, `operand ${i + 1}`, {
      numbers: true,
      lists: op.flavour.takesLists,
    });
    if (!operand) return refused(op);
    operands.push(operand);
  }
  const shapes = operands.flatMap(o => (o.shape ? [o.shape] : []));
  const isKnown = subscripts !== undefined && shapes.length === operands.length && !op.bound.open;
  const outcome = isKnown
    ? settleAt(op, operands, einsumShape(subscripts, shapes, op.flavour.einsum))
    : { value: undefined };
  const dtypes = values.map(literalDtype);
  return outcome
    ? result(op, outcome.value, {
        parents: operands.map(o => o.tensor),
        dtype: dtypes.reduce(widerDtype, dtypes[0]),
      })
    : refused(op);
};

/** `tensordot(a, b, axes)`. */
export const tensordot = (op: Operation): Value => {
  const axes = contractedAxes(option(op, 'axes', 'dims'));
  return product((a, b) =>
    axes === undefined
      ? UNDECIDED
      : tensordotShape(a, b, axes, {
          stretches: op.framework === 'torch',
          merges: op.framework === 'tensorflow' || op.framework === 'keras',
        }),
  )(op);
};

function contractedAxes(value: Value): ContractedAxes | undefined {
  const count = asInt(value);
  if (count !== undefined) return count;
  const [left, right] = (itemsOf(value) ?? []).map(axes => {
    const one = asInt(axes);
    return one === undefined ? integers(itemsOf(axes)) : [one];
  });
  return left && right ? { left, right } : undefined;
}

/** `addmm(input, mat1, mat2)`: the product of the second and the third. */
export const added =
  (ranks?: readonly [number, number]) =>
  (op: Operation): Value => {
    const [left, right] = [operandAt(op, 1), operandAt(op, 2)];
    if (!left || !right) return refused(op);
    const wrong = ranks && wrongRank(op, [left, right], ranks);
    return wrong ?? productOf(op, [left, right], matmulShape);
  };
