/** The same elements under another shape: `view`, `reshape`, `flatten`, `squeeze`, `unsqueeze`. */
import {
  compare,
  constantOf,
  expandDims,
  flatten as flattenShape,
  product,
  reshape as reshapeTo,
  type Shape,
  size,
  squeeze as squeezeShape,
  UNDECIDED,
  unflatten as unflattenShape,
  unknownDim,
  withOrigin,
} from '../../shapes/index.ts';
import {
  asInt,
  contentIn,
  type Operand,
  shapeOf,
  TAKEN_FOR_SEVERAL,
  type Value,
  type WeightOf,
} from '../parts.ts';
import { changed } from './change.ts';
import { axesOf, axisOption, type Operation, operandAt, option } from './operation.ts';
import { refused, result } from './scene.ts';
import { readSizes } from './sizes.ts';
import { suspectReshape, suspectSqueeze } from './suspects.ts';

const UNKNOWN_SIZE = unknownDim();

/** `x.view(2, -1)`, `reshape(x, (2, -1))`. */
export const reshape = (op: Operation): Value => {
  const input = operandAt(op);
  if (!input) return refused(op);
  if (isViewAsDtype(op)) return result(op, undefined, { parents: [input.tensor] });
  const sizes = readSizes(op);
  if (sizes.refused) return refused(op);
  const { shape: target } = sizes;
  if (!target) return result(op, undefined, { parents: [input.tensor], dtype: input.tensor?.dtype });
  const options = { negativeInfers: op.flavour.negativeInfers };
  const otherwise = withoutInferred(target);
  return reshapedBy(op, input, shape => reshapeTo(shape, target, options), {
    otherwise,
    content: contentIn(input.tensor),
    weight: weightBy(input, target),
  });
};

/** As `changed`, of elements that stay in their order, which may be another than is meant. */
export function reshapedBy(...[op, input, ...change]: Parameters<typeof changed>): Value {
  const made = changed(op, input, ...change);
  if (input && made.kind === 'tensor') suspectReshape(op, input, shapeOf(made));
  return made;
}

/** `weight_ih.view(4, n, -1)`: the gates get an axis of their own, before the rows of each. */
function weightBy({ tensor, shape }: Operand, target: Shape): WeightOf | undefined {
  const { weight } = tensor ?? {};
  const [count] = target;
  const isApart =
    weight?.gateAxis === 0 &&
    shape !== undefined &&
    target.length === shape.length + 1 &&
    weight.gates.length > 1;
  return isApart && count && constantOf(count) === weight.gates.length ? weight : undefined;
}

/** `x.view(torch.uint8)` reads the bytes anew. */
function isViewAsDtype({ bound }: Operation): boolean {
  const [first] = [...bound.extra, bound.given('dtype')];
  return first?.value.kind === 'native-class' || first?.value.kind === 'string';
}

/** Of an unknown shape the result has the target's sizes; what -1 stands for is not known. */
function withoutInferred(target: Shape): Shape {
  const outcome = reshapeTo([UNKNOWN_SIZE], target);
  return outcome.ok ? outcome.value : target;
}

/** `view_as`, `reshape_as`. */
export const reshapeAs = (op: Operation): Value => {
  const [input, other] = [operandAt(op), operandAt(op, 1)];
  const target = other?.shape;
  if (!other) return refused(op);
  return changed(op, input, shape => (target ? reshapeTo(shape, target) : UNDECIDED), { otherwise: target });
};

/** `flatten(x, start_dim=0, end_dim=-1)`. */
export const flatten = (op: Operation): Value => {
  const [start, end] = [option(op, 'start_dim'), option(op, 'end_dim')].map(asInt);
  return changed(op, operandAt(op), shape =>
    start === undefined || end === undefined ? UNDECIDED : flattenShape(shape, start, end),
  );
};

/** `ravel`, NumPy's `flatten`: one axis. */
export const ravel = (op: Operation): Value =>
  changed(op, operandAt(op), shape => ({ ok: true, value: [product(shape)] }), { otherwise: [UNKNOWN_SIZE] });

/** `unflatten(x, dim, sizes)`. */
export const unflatten = (op: Operation): Value => {
  const axis = asInt(axisOption(op));
  const sizes = readSizes(op, ['sizes', 'unflattened_size']);
  if (sizes.refused) return refused(op);
  const parts = sizes.shape;
  return changed(op, operandAt(op), shape =>
    axis === undefined || !parts ? UNDECIDED : unflattenShape(shape, axis, parts),
  );
};

/** `squeeze(x)`, `squeeze(x, axis)`. */
export const squeeze = (op: Operation): Value => {
  const axes = axesOf(axisOption(op));
  const options = { lenient: op.flavour.lenientSqueeze };
  const input = operandAt(op);
  if (input && options.lenient && axes && axes !== 'all') suspectSqueeze(op, input, axes);
  return changed(op, input, shape => {
    const named = axes === 'all' ? shape.map((_, axis) => axis) : (axes ?? []);
    const isOpen = options.lenient && named.some(axis => mayBeOne(shape, axis));
    const isAssumed = axes === 'all' && named.some(axis => mayBeOne(shape, axis));
    const known = isAssumed
      ? shape.map(dim => withOrigin(dim, { ...op.site, what: TAKEN_FOR_SEVERAL }))
      : shape;
    return axes === undefined || isOpen ? UNDECIDED : squeezeShape(known, axes, options);
  });
};

/** Whether an axis goes or stays depends on a size that is not known: then the rank is not known either. */
function mayBeOne(shape: Shape, axis: number): boolean {
  const dim = shape.at(axis);
  return dim !== undefined && compare(dim, size(1)) === 'unknown';
}

/** `unsqueeze(x, dim)`, `expand_dims(x, axis)`. */
export const unsqueeze = (op: Operation): Value => {
  const axes = axesOf(axisOption(op));
  return changed(op, operandAt(op), shape =>
    axes === undefined || axes === 'all' ? UNDECIDED : expandDims(shape, axes),
  );
};
