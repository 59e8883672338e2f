/** New tensors in ways that only PyTorch has. */
import { type Dim, unknownDim } from '../../shapes/index.ts';
import { changed } from '../array/change.ts';
import { filled, fromData } from '../array/creators.ts';
import { dtypeOption } from '../array/dtype.ts';
import { define, functionValue, type Operation, operandAt, option } from '../array/operation.ts';
import { refused, result } from '../array/scene.ts';
import { sizesOfArguments } from '../array/sizes.ts';
import { asDim, type Call, type Dtype, type NativeClass, shapeOf, type Value } from '../parts.ts';
import { TORCH } from './flavour.ts';

/** `zeros(2, 3)`: without any size PyTorch does not know which function is meant; an empty tuple is one. */
export const filledOf =
  (dtype: Dtype) =>
  (op: Operation): Value => {
    const { extra, open } = op.bound;
    if (open || extra.length > 0 || op.bound.given('size')) return filled(dtype)(op);
    op.host.refuse({
      kind: 'argument',
      aspect: 'missing',
      framework: op.framework,
      operation: op.operation,
      at: op.site,
      parameter: 'size',
      allowed: undefined,
      given: undefined,
      known: [],
    });
    return refused(op);
  };

/** `randint(high, size)`, `randint(low, high, size)`. */
export const randint = (op: Operation): Value => {
  const named = op.bound.given('size');
  const positional = op.bound.extra;
  const last = named ?? (positional.length >= 2 || op.bound.given('high') ? positional.at(-1) : undefined);
  if (!last) return result(op, undefined, { dtype: 'int', role: 'data' });
  const sizes = sizesOfArguments(op, [last]);
  return sizes.refused
    ? refused(op)
    : result(op, sizes.shape, { dtype: dtypeOption(op, 'int'), role: 'data' });
};

/** `multinomial(weights, num_samples)`: one row of positions for each row. */
export const multinomial = (op: Operation): Value => {
  const count: Dim = asDim(option(op, 'num_samples')) ?? unknownDim();
  return changed(op, operandAt(op), shape => ({ ok: true, value: [...shape.slice(0, -1), count] }), {
    dtype: 'int',
  });
};

/** `torch.Tensor(2, 3)` is of these sizes, `torch.Tensor([2, 3])` of this content. */
export function ofSizesOrData(name: string, dtype: Dtype | undefined): NativeClass {
  return {
    kind: 'native-class',
    name,
    qualified: `torch.${name}`,
    framework: 'torch',
    ancestors: [],
    construct: call => (isOfSizes(call) ? ofSizes : ofData)(name, dtype).invoke(call),
  };
}

/** NumPy's integers, which are arrays without axes here, count as sizes. */
const isOfSizes = ({ args: [first, ...others] }: Call): boolean =>
  first === undefined || others.length > 0 || first.value.kind === 'number' || isNumberOfNumPy(first.value);

const isNumberOfNumPy = (value: Value): boolean =>
  value.kind === 'tensor' && value.framework === 'numpy' && shapeOf(value)?.length === 0;

const ofSizes = (name: string, dtype: Dtype | undefined) =>
  functionValue(
    TORCH,
    name,
    define('*size, **kwargs', op => {
      const sizes = sizesOfArguments(op, op.bound.extra);
      return sizes.refused
        ? refused(op)
        : result(op, op.bound.extra.length === 0 ? undefined : sizes.shape, { dtype, role: 'data' });
    }),
  );

const ofData = (name: string, dtype: Dtype | undefined) =>
  functionValue(
    TORCH,
    name,
    define('data, **kwargs', op => {
      const made = fromData(op);
      return made.kind === 'tensor' ? { ...made, dtype } : made;
    }),
  );
