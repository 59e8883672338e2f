/** Functions that work element by element, with broadcasting. https://numpy.org/doc/stable/user/basics.broadcasting.html */
import { profileOf } from '../../profiles/index.ts';
import { broadcastAll, constantOf, isUnknown, type Shape, UNDECIDED } from '../../shapes/index.ts';
import {
  contentIn,
  type Dtype,
  forgetContent,
  isFrameworkGuessed,
  list,
  type Operand,
  shapeOf,
  type TensorRole,
  type TensorValue,
  type Value,
} from '../parts.ts';
import { suspectColumn } from './columns-of-outputs.ts';
import { contentAs } from './contents.ts';
import { dtypeOf } from './dtype.ts';
import { literalDtype, takeTensor, widerDtype, widestDtype } from './operand.ts';
import { firstValue, type Operation, operandAt, option, unmodelled } from './operation.ts';
import { noteCombined, noteUnary } from './preactivations.ts';
import { joined, type MaybePrecision, precisionAsked, precisionNamed, precisionOf } from './precision.ts';
import { refused, refuseMissing, result, type Scene, settle } from './scene.ts';

/** 'to-number': truth values are counted; 'to-float': whole numbers become floats. */
export type DtypeRule = 'keep' | 'to-number' | 'to-float' | Dtype;

export function ruled(rule: DtypeRule, dtype: Dtype | undefined): Dtype | undefined {
  // The magnitude of a complex number is a float, its tanh is not.
  if (rule === 'keep') return dtype === 'complex' ? undefined : dtype;
  if (rule === 'to-number') return dtype === 'bool' ? 'int' : dtype;
  if (rule !== 'to-float') return rule;
  return dtype === 'int' || dtype === 'bool' ? 'float' : dtype;
}

/** Operations after which a sequence output is still one: messages follow them back to the layer. */
export function roleAfter({ tensor }: Operand): TensorRole {
  const role = tensor?.source.role;
  return role === 'sequence' || role === 'last-step' ? role : 'value';
}

/** `tanh(x)`, `dropout(x)`: the shape stays. */
export const unary =
  (rule: DtypeRule = 'keep') =>
  (op: Operation): Value => {
    const input = operandAt(op);
    if (!input) return refused(op);
    const made = result(op, input.shape, {
      parents: [input.tensor],
      dtype: ruled(rule, dtypeOf0(op, input)),
      role: isMixed(op, [input]) ? 'mixed' : roleAfter(input),
    });
    noteUnary(made, input.tensor);
    return made;
  };

/** Whether what yields to other frameworks' tensors may have met one. */
function isMixed({ framework }: Scene, operands: readonly Operand[]): boolean {
  const mayBeForeign = ({ tensor, shape }: Operand): boolean =>
    tensor ? isFrameworkGuessed(tensor) : !shape;
  return profileOf(framework).tensors.yields && operands.some(mayBeForeign);
}

function dtypeOf0(op: Operation, input: Operand): Dtype | undefined {
  return input.tensor ? input.tensor.dtype : literalDtype(firstValue(op));
}

/** `add(x, y)`: both broadcast. 'tensors': numbers are refused where the framework converts none. */
export const binary =
  (rule: DtypeRule = 'keep', takes: 'numbers' | 'tensors' = 'numbers') =>
  (op: Operation): Value => {
    const numbers = takes === 'numbers';
    const [left, right] = [operandAt(op, 0, { numbers }), operandAt(op, 1, { numbers })];
    if (!left || !right) return refused(op);
    const dtypes = [0, 1].map(i => literalDtype(op.bound.value(op.bound.names[i] ?? '')));
    const made = combine(op, [left, right], ruled(rule, widerDtype(dtypes[0], dtypes[1])));
    if (made.kind === 'tensor' && COMPARING.test(op.operation))
      suspectColumn(op, [left, right], shapeOf(made));
    return made;
  };

/** Functions that set one operand against the other. */
const COMPARING = /(^|\.)(sub(tract)?|squared_?difference|eq(ual)?)$/i;

/** The result of operands that broadcast against each other. */
export function combine(scene: Scene, operands: readonly Operand[], dtype: Dtype | undefined): Value {
  const shapes = operands.flatMap(o => (o.shape ? [o.shape] : []));
  const isKnown = shapes.length === operands.length;
  const outcome = settle<Shape | undefined>(scene, operands, isKnown ? broadcastAll(shapes) : UNDECIDED);
  if (!outcome) return refused(scene);
  const role = isMixed(scene, operands) ? 'mixed' : 'value';
  const parents = operands.map(o => o.tensor);
  const isDescribed = operands.some(({ tensor }) => tensor?.graph);
  const shape = isDescribed ? leftOpen(outcome.value, shapes) : outcome.value;
  const made = result(scene, shape, { parents, dtype, precision: precisionOfAll(scene, operands), role });
  noteCombined(scene, made, operands);
  return made;
}

/** While a model is described, an axis that several operands leave open is open (None of Keras): that of the first stands for them. */
function leftOpen(merged: Shape | undefined, shapes: readonly Shape[]): Shape | undefined {
  return merged?.map((dim, i) => {
    if (!isUnknown(dim)) return dim;
    const fromBack = merged.length - i;
    const open = shapes.flatMap(shape => (fromBack <= shape.length ? (shape.at(-fromBack) ?? []) : []));
    return open.find(each => !isUnknown(each) && constantOf(each) === undefined) ?? dim;
  });
}

/** Numbers leave the precision what it is; what is no array may be of any. Integers of NumPy that meet floats become doubles. */
function precisionOfAll(scene: Scene, operands: readonly Operand[]): MaybePrecision | 'unknown' {
  const asked = precisionAsked(scene.bound);
  if (asked !== 'none') return asked ?? 'unknown';
  const isNumber = ({ tensor, shape }: Operand): boolean => !tensor && shape?.length === 0;
  const arrays = operands.filter(operand => !isNumber(operand)).map(({ tensor }) => tensor);
  const isOfIntegers = arrays.length > 0 && arrays.every(tensor => tensor?.dtype === 'int');
  if (isOfIntegers && scene.framework === 'numpy') return 'double';
  return joined(scene, arrays) ?? 'unknown';
}

/** `where(condition, x, y)`. With the condition alone the result's shape depends on its content. */
export const where = (op: Operation): Value => {
  const [, x, y] = op.bound.names;
  if (!x || !y || !op.bound.given(x)) return op.host.unknown('the places where a condition holds', op.site);
  // With two arguments it is none of its two forms.
  if (!op.bound.call.open && !op.bound.given(y)) return refuseMissing(op, y);
  const operands = [
    operandAt(op, 0, { numbers: true }),
    operandAt(op, 1, { numbers: true }),
    operandAt(op, 2, { numbers: true }),
  ];
  const dtype = widerDtype(literalDtype(op.bound.value(x)), literalDtype(op.bound.value(y)));
  const known = operands.flatMap(o => (o ? [o] : []));
  return known.length === operands.length ? combine(op, known, dtype) : refused(op);
};

/** `masked_fill(x, mask, value)`: the mask broadcasts to x. */
export const masked = (op: Operation): Value => {
  const [input, mask] = [operandAt(op, 0), operandAt(op, 1)];
  return input && mask ? combine(op, [input, mask], input.tensor?.dtype) : refused(op);
};

/** `clamp(x, min, max)`: bounds are numbers as a rule; tensors broadcast. A bound that is a float makes floats of whole numbers. */
export const clamped = (op: Operation): Value => {
  const bounds = [option(op, 'min', 'a_min', 'min_value'), option(op, 'max', 'a_max', 'max_value')].filter(
    b => b.kind !== 'none',
  );
  const input = operandAt(op);
  if (!input) return refused(op);
  const lists = op.flavour.takesLists;
  const arrays = bounds.filter(b => b.kind === 'tensor' || (lists && b.kind === 'list'));
  const others = arrays.flatMap(b => takeTensor(op, b, op.site, 'bound', { numbers: true, lists }) ?? []);
  const dtype = widestDtype([firstValue(op), ...bounds]);
  const isWider = dtype !== input.tensor?.dtype;
  return combine(
    op,
    [input, ...others],
    isWider && !profileOf(op.framework).tensors.widensBounded ? undefined : dtype,
  );
};

/** `x.astype(t)`, `x.to(...)`: the shape stays; the dtype follows an argument that names one. */
export const converted = (op: Operation): Value => {
  const input = operandAt(op);
  if (!input) return refused(op);
  const args = [...op.bound.extra, ...op.bound.keywords].map(a => a.value);
  const named = op.bound.names.slice(1).flatMap(name => op.bound.given(name)?.value ?? []);
  const dtype = convertedDtype(input.tensor?.dtype, [...args, ...named]);
  return result(op, input.shape, {
    parents: [input.tensor],
    dtype,
    precision: convertedPrecision(op, input.tensor, [...args, ...named]) ?? 'unknown',
    role: roleAfter(input),
    content: contentAs(dtype, contentIn(input.tensor)),
    weight: input.tensor?.weight,
  });
};

function convertedDtype(before: Dtype | undefined, args: readonly Value[]): Dtype | undefined {
  for (const arg of args) {
    if (arg.kind === 'tensor') return arg.dtype;
    const dtype = dtypeOf(arg);
    if (dtype) return dtype;
    const mayNameOne = arg.kind === 'unknown' || arg.kind === 'native-class';
    if (mayNameOne || (arg.kind === 'string' && arg.value === undefined)) return undefined;
  }
  return before;
}

function convertedPrecision(
  op: Operation,
  before: TensorValue | undefined,
  args: readonly Value[],
): MaybePrecision {
  for (const arg of args) {
    if (arg.kind === 'tensor') return precisionOf(arg);
    if (dtypeOf(arg)) return precisionNamed(arg);
  }
  return joined(op, [before]);
}

/** `broadcast_arrays(x, y)`: each stretched to the common shape. */
export const broadcastArrays = (op: Operation): Value => {
  if (op.bound.open) return unmodelled(op);
  const operands = op.bound.extra.flatMap(
    a => takeTensor(op, a.value, a.at, 'array', { numbers: true, lists: op.flavour.takesLists }) ?? [],
  );
  const common = combine(op, operands, undefined);
  if (common.kind !== 'tensor') return common;
  return list(
    operands.map(o => result(op, common.shape, { parents: [o.tensor], dtype: o.tensor?.dtype })),
    op.flavour.sequences,
  );
};

/** `x.fill_(1)`: in place, so that nothing is known of its content any more. */
export const inPlace = (op: Operation): Value => {
  const input = operandAt(op);
  if (input?.tensor) forgetContent(op.host, input.tensor);
  return unary()(op);
};

const CONVERSIONS: Readonly<Record<string, MaybePrecision>> = {
  float: 'single',
  double: 'double',
  half: 'half',
  bfloat16: 'bfloat16',
};

/** `x.long()`: like `astype` with a dtype that the name says. */
export const convertedTo =
  (dtype: Dtype | undefined) =>
  (op: Operation): Value => {
    const made = converted(op);
    if (made.kind !== 'tensor') return made;
    const name = op.operation.slice(op.operation.lastIndexOf('.') + 1);
    return { ...made, dtype, precision: CONVERSIONS[name], content: contentAs(dtype, made.content) };
  };
