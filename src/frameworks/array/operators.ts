/** Operators between tensors and what stands beside them: `x + y`, `x @ W`, `x > 0`, `-x`. */
import { profileOf } from '../../profiles/index.ts';
import { broadcastAll, compare, matmul, product, size } from '../../shapes/index.ts';
import { isWrittenNone } from '../kinds.ts';
import type { Argument, Call, Dtype, Operand, TensorBehaviour, TensorValue, Value } from '../parts.ts';
import { heldAt, itemsOf, placed, SOME_BOOL, shapeOf } from '../parts.ts';
import { suspectColumn } from './columns-of-outputs.ts';
import { contentAs, operatedContent, signedContent } from './contents.ts';
import { suspectOperator } from './doubtful-operators.ts';
import type { Flavour } from './flavour.ts';
import { itemsOfNamed, literalDtype, takeTensor, widerDtype } from './operand.ts';
import { combine, roleAfter } from './pointwise.ts';
import { noteUnary } from './preactivations.ts';
import { productOf } from './products.ts';
import { refuseArgument, refused, result, type Scene } from './scene.ts';

type BinaryOp = Parameters<TensorBehaviour['binary']>[1];
type CompareOp = Parameters<NonNullable<TensorBehaviour['compare']>>[1];
type UnaryOp = Parameters<NonNullable<TensorBehaviour['unary']>>[1];

function sceneOf(flavour: Flavour, call: Call, op: string): Scene {
  return { host: call.host, framework: owner(flavour, call.args), operation: op, site: call.site };
}

/** Beside an array of NumPy the other's framework decides. */
function owner({ framework }: Flavour, args: readonly Argument[]): Scene['framework'] {
  if (!profileOf(framework).tensors.yields) return framework;
  const others = args.flatMap(({ value }) =>
    value.kind === 'tensor' && value.framework !== framework ? [value.framework] : [],
  );
  return others[0] ?? framework;
}

function operandsOf(flavour: Flavour, scene: Scene, call: Call): readonly [Operand, Operand] | undefined {
  const [left, right] = call.args.map((argument, i) =>
    operandOf(flavour, scene, argument, i === 0 ? 'left' : 'right'),
  );
  return left && right ? [left, right] : undefined;
}

function operandOf(
  flavour: Flavour,
  scene: Scene,
  { value, at }: Argument,
  role: string,
): Operand | undefined {
  if (value.kind === 'tensor') return { role, shape: shapeOf(value), tensor: value, at };
  return takeTensor(scene, value, at, role, {
    numbers: true,
    lists: flavour.takesLists || scene.framework !== flavour.framework,
  });
}

function dtypeOfResult(op: BinaryOp, call: Call): Dtype | undefined {
  const [left, right] = call.args.map(a => literalDtype(a.value));
  const wider = widerDtype(left, right);
  return op === '/' && (wider === 'int' || wider === 'bool') ? 'float' : wider;
}

export function binaryOperator(flavour: Flavour, call: Call, op: BinaryOp): Value {
  const scene = sceneOf(flavour, call, op);
  if (op === '*' && isRepetition(flavour, call))
    return call.host.unknown('a list repeated by a tensor', call.site);
  const operands = operandsOf(flavour, scene, call);
  if (!operands) return refused(scene);
  if (op === '@') return productOf(scene, operands, matmul);
  const wrong =
    op === '-'
      ? refuseDifference(
          scene,
          operands,
          call.args.map(({ value }) => value),
        )
      : undefined;
  if (wrong) return wrong;
  const made = combine(scene, operands, dtypeOfResult(op, call));
  if (made.kind === 'tensor') suspectOperator(scene, op, operands, shapeOf(made));
  const own = made.kind === 'tensor' && made.source.role !== 'mixed' ? withRole(made, operands) : made;
  return withContentOf(op, call, withPlaceOf(op, call, own));
}

/** Whole numbers and truth values of which both sides are known. */
function withContentOf(op: BinaryOp | CompareOp, { args: [left, right] }: Call, made: Value): Value {
  if (made.kind !== 'tensor' || !left || !right || made.dtype === undefined || made.dtype === 'float')
    return made;
  const content = contentAs(made.dtype, operatedContent(op, left.value, right.value));
  return content ? { ...made, content } : made;
}

/** What is counted from a number that is one of an array: `i + n` of an `i` that was drawn. */
function withPlaceOf(op: BinaryOp, { args: [left, right] }: Call, made: Value): Value {
  if (made.kind !== 'tensor' || made.shape?.length !== 0 || !left || !right) return made;
  return heldAt(made, placed(op, left.value, right.value)?.place);
}

/** `1 - mask`, `x - True`: states it where one of them surely is or holds truth values. */
export function refuseDifference(
  scene: Scene,
  operands: readonly [Operand, Operand],
  values: readonly Value[],
): Value | undefined {
  if (!profileOf(scene.framework).tensors.refusesFlagDifferences) return undefined;
  const isFlag = (value: Value | undefined): boolean => value?.kind === 'bool' && value.value !== undefined;
  const flags = operands.find(
    ({ tensor }, i) =>
      (tensor?.dtype === 'bool' && tensor.framework === scene.framework) || isFlag(values[i]),
  );
  if (!flags) return undefined;
  return refuseArgument(scene, {
    parameter: flags.role,
    aspect: 'type',
    allowed: 'a tensor of numbers: `~` inverts truth values',
    given: flags.tensor ? 'a tensor of truth values' : 'a truth value',
    at: flags.at,
    says: 'Subtraction, the `-` operator, with … bool tensor… is not supported',
  });
}

/** `[0] * n` repeats the list where n is a tensor of one integer. */
function isRepetition({ repeatsLists }: Flavour, { args, host }: Call): boolean {
  const tensor = args.flatMap(({ value }) => (value.kind === 'tensor' ? [value] : []))[0];
  const isSequence = ({ value, at }: Argument): boolean =>
    value.kind === 'list' || itemsOfNamed(host, value, at) !== undefined;
  if (!repeatsLists || !tensor || !args.some(isSequence)) return false;
  const count = shapeOf(tensor) && product(shapeOf(tensor) ?? []);
  const mayBeOne = !count || compare(count, size(1)) !== 'different';
  return mayBeOne && tensor.dtype !== 'float';
}

/** Scaling and residual connections leave a sequence of states one. */
function withRole(made: TensorValue, operands: readonly Operand[]): TensorValue {
  const numbers = operands.filter(o => o.tensor === undefined);
  const [only] = operands.filter(o => o.tensor);
  if (!only || numbers.length !== 1) return made;
  return { ...made, source: { ...made.source, role: roleAfter(only) } };
}

export function compareOperator(flavour: Flavour, call: Call, op: CompareOp): Value {
  const isElementwise = ['==', '!=', '<', '<=', '>', '>='].includes(op);
  const scene = sceneOf(flavour, call, op);
  const isList = (a: Argument): boolean => a.value.kind === 'list' && !flavour.comparesLists;
  const other = call.args.find(a => a.value.kind === 'none' || a.value.kind === 'string' || isList(a));
  if (other) return refuseOrder(scene, other, op) ?? SOME_BOOL;
  if (!isElementwise) return SOME_BOOL;
  const operands = operandsOf(flavour, scene, call);
  if (!operands) return refused(scene);
  if (flavour.equalsAnything && (op === '==' || op === '!=') && isUnlike(operands)) return SOME_BOOL;
  const compared = combine(scene, operands, 'bool');
  const [left, right] = operands;
  if (op === '==' && compared.kind === 'tensor' && left && right)
    suspectColumn(scene, [left, right], shapeOf(compared));
  return withContentOf(op, call, compared);
}

/** `x > None`, `x < (1, 2)`: what is no number has no order beside a tensor. Equal it may be. */
function refuseOrder(scene: Scene, { value, at }: Argument, op: CompareOp): Value | undefined {
  if (!profileOf(scene.framework).tensors.refusesOthers || !/^[<>]/.test(op)) return undefined;
  const isOther =
    value.kind === 'none'
      ? isWrittenNone(scene.host, value, at)
      : value.kind === 'string' || itemsOf(value) !== undefined;
  if (!isOther) return undefined;
  return refuseArgument(scene, {
    parameter: 'operand',
    aspect: 'type',
    allowed: 'a number or a Tensor',
    at,
    says: `'${op}' not supported between instances of`,
  });
}

const isUnlike = (operands: readonly Operand[]): boolean =>
  !broadcastAll(operands.flatMap(({ shape }) => (shape ? [shape] : []))).ok;

const UNSIGNED = {
  dtype: 'bool',
  given: 'a tensor of truth values',
  allowed: 'a tensor of numbers: `~` inverts truth values',
  says: 'Negation, the `-` operator, on a bool tensor is not supported.',
} as const;

const UNINVERTED = {
  dtype: 'float',
  given: 'a tensor of floats',
  allowed: 'a tensor of truth values or integers',
  says: '~ (operator.invert) is only implemented on integer and Boolean-type tensors',
} as const;

/** `-mask`, `~floats`: states what has no such sign or inverse. */
function refuseSign(
  scene: Scene,
  { dtype, framework }: TensorValue,
  at: Call['site'],
  op: UnaryOp,
): Value | undefined {
  if (!profileOf(framework).tensors.refusesFlagDifferences || framework !== scene.framework) return undefined;
  const wrong = op === '-' ? UNSIGNED : op === '~' ? UNINVERTED : undefined;
  if (!wrong || dtype !== wrong.dtype) return undefined;
  const { given, allowed, says } = wrong;
  return refuseArgument(scene, { parameter: 'operand', aspect: 'type', allowed, given, at, says });
}

export function unaryOperator(flavour: Flavour, call: Call, op: UnaryOp): Value {
  const self = call.args[0]?.value;
  if (self?.kind !== 'tensor' || op === 'not') return SOME_BOOL;
  const scene = sceneOf(flavour, call, op);
  const refusal = refuseSign(scene, self, call.args[0]?.at ?? call.site, op);
  if (refusal) return refusal;
  const made = result(scene, shapeOf(self), {
    parents: [self],
    dtype: self.dtype,
    content: signedContent(op, self),
    role: roleAfter({ role: 'input', shape: undefined, tensor: self, at: call.site }),
  });
  noteUnary(made, self);
  return made;
}
