/** `x.add_(y)`, `x += y`: the result goes into x, whose shape and dtype stay. https://docs.pytorch.org/docs/stable/notes/broadcasting.html */
import { broadcast, broadcastTo } from '../../shapes/index.ts';
import { suspectLoaded } from '../array/loaded-weights.ts';
import { literalDtype, takeTensor, widerDtype } from '../array/operand.ts';
import { type Operation, operandAt } from '../array/operation.ts';
import { unary } from '../array/pointwise.ts';
import { refuseArgument, refused, refuseOperands, type Scene } from '../array/scene.ts';
import {
  type Dtype,
  forgetContent,
  type Operand,
  shapeOf,
  type TensorBehaviour,
  type Value,
} from '../parts.ts';

type BinaryOp = Parameters<TensorBehaviour['binary']>[1];

/** 'converts': of any dtype, which becomes that of x (`copy_`). */
type Into = 'keeps' | 'to-float' | 'converts';

/** What cannot be written into `self`, which has been stated; undefined where all fits as far as is known. */
function refuseWrite(
  scene: Scene,
  self: Operand,
  other: Operand,
  value: Value,
  into: Into,
): Value | undefined {
  if (self.shape && other.shape) {
    const common = broadcast(self.shape, other.shape);
    const outcome = common.ok ? broadcastTo(common.value, self.shape) : common;
    if (!outcome.ok) {
      const mismatch = common.ok ? outcome.mismatch : common.mismatch;
      return refuseOperands(scene, common.ok ? [other, self] : [self, other], mismatch, other.at);
    }
  }
  const before = self.tensor?.dtype;
  const wider = into === 'converts' ? undefined : widerDtype(before, literalDtype(value));
  const after = into === 'to-float' && (wider === 'int' || wider === 'bool') ? 'float' : wider;
  return after && before !== after ? refuseDtype(scene, other, before, after) : undefined;
}

const WORDS: Readonly<Partial<Record<Dtype, string>>> = {
  float: 'floats',
  int: 'integers',
  bool: 'truth values',
};

function refuseDtype(scene: Scene, { at }: Operand, before: Dtype | undefined, after: Dtype): Value {
  return refuseArgument(scene, {
    parameter: 'other',
    aspect: 'type',
    allowed: `something that leaves a tensor of ${WORDS[before ?? 'int'] ?? before} what it is`,
    given: `a value that makes it one of ${WORDS[after] ?? after}`,
    at,
    says: `result type ${after} can't be cast to the desired output type ${before}`,
  });
}

/** `x.add_(y)` with the operand in the first place. */
export const inPlaceWith =
  (into: Into) =>
  (op: Operation): Value => {
    const self = operandAt(op);
    if (!self) return refused(op);
    const [first] = op.bound.extra;
    const given =
      op.bound.extra.length === 1 ? first : op.bound.keywords.find(({ name }) => name === 'other');
    const keeps = op.bound.keywords.some(({ name }) => name === 'rounding_mode');
    if (given && !op.bound.open) {
      const other = takeTensor(op, given.value, given.at, 'other', { numbers: true });
      const wrong =
        other && refuseWrite(op, self, other, given.value, into === 'to-float' && keeps ? 'keeps' : into);
      if (!other || wrong) return refused(op);
      if (into === 'converts' && self.tensor) suspectLoaded(op, self.tensor, given.value, given.at);
    }
    if (self.tensor) forgetContent(op.host, self.tensor);
    return unary()(op);
  };

const OPERATORS: Readonly<Partial<Record<BinaryOp, Into>>> = {
  '+': 'keeps',
  '-': 'keeps',
  '*': 'keeps',
  '/': 'to-float',
  '//': 'keeps',
};

/** `x += y`: undefined where it may be written into x. */
export function refuseAugmented(scene: Scene, op: BinaryOp, self: Operand, value: Value): Value | undefined {
  const into = OPERATORS[op];
  const shape = value.kind === 'tensor' ? shapeOf(value) : value.kind === 'number' ? [] : undefined;
  const tensor = value.kind === 'tensor' ? value : undefined;
  return (
    into && shape && refuseWrite(scene, self, { role: 'other', shape, tensor, at: scene.site }, value, into)
  );
}
