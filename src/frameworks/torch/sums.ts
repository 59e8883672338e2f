/**
 * `torch.einsum`, whose subscripts may also be lists of numbers, one behind each operand.
 * https://docs.pytorch.org/docs/stable/generated/torch.einsum.html
 */
import { constantOf, countBesideOne, type Shape } from '../../shapes/index.ts';
import { refuseOtherDtype } from '../array/one-dtype.ts';
import { type Operation, unmodelled } from '../array/operation.ts';
import { einsum } from '../array/products.ts';
import { refuseArgument } from '../array/scene.ts';
import { isWrittenNone } from '../kinds.ts';
import {
  type Argument,
  asInt,
  asString,
  itemsOf,
  shapeOf,
  string,
  type TensorValue,
  type Value,
} from '../parts.ts';

/** `einsum(equation, [a, b])`: the operands in one list. */
const spread = (op: Operation): Operation => {
  const [only, ...others] = op.bound.extra;
  if (!only || others.length > 0 || only.value.kind !== 'list') return op;
  const items = itemsOf(only.value);
  const extra = (items ?? []).map((value): Argument => ({ name: undefined, value, at: only.at }));
  return { ...op, bound: { ...op.bound, extra, open: op.bound.open || items === undefined } };
};

export const sums = (given: Operation): Value => {
  const op = spread(given);
  if (op.bound.open && op.bound.extra.length === 0 && given.bound.extra.length > 0) return unmodelled(op);
  return summed(op);
};

const summed = (op: Operation): Value => {
  const { given, extra, open } = op.bound;
  const first = given('equation');
  if (!first || open || first.value.kind === 'string')
    return needsOperand(op) ?? (first && refuseMixed(op, first.value)) ?? einsum(op);
  if (first.value.kind === 'tensor')
    return extra.length === 0 ? refuseNone(op) : ofLists(op, [first, ...extra]);
  const isOther =
    ['number', 'list', 'dict', 'bool'].includes(first.value.kind) ||
    isWrittenNone(op.host, first.value, first.at);
  if (!isOther) return einsum(op);
  return refuseArgument(op, { parameter: 'equation', aspect: 'type', allowed: 'a string', at: first.at });
};

/** What two operands are summed over together is a product of matrices, of one dtype. */
function refuseMixed(op: Operation, equation: Value): Value | undefined {
  const [left, right, more] = op.bound.extra;
  const text = asString(equation)?.replaceAll(/\s/g, '');
  if (!left || !right || more || text === undefined) return undefined;
  const [inputs = '', output] = text.split('->');
  const [one = '', other = ''] = inputs.replaceAll('.', '').split(',');
  const isSummed = [...one].some(label => other.includes(label) && !output?.includes(label));
  if (isSummed) {
    const [first, second] = [left, right].flatMap(({ value, at }) =>
      value.kind === 'tensor' ? [{ name: 'operands', tensor: value, at }] : [],
    );
    const other = refuseOtherDtype(op, [first, second], 'expected scalar type');
    if (other) return other;
  }
  const dtypes = [left, right].map(({ value }) => (value.kind === 'tensor' ? value.dtype : undefined));
  const isMixed =
    !dtypes.includes('complex') &&
    dtypes[0] !== undefined &&
    dtypes[1] !== undefined &&
    dtypes[0] !== dtypes[1];
  if (!isSummed || !isMixed) return undefined;
  return refuseArgument(op, {
    parameter: 'operands',
    aspect: 'type',
    allowed: 'tensors of one dtype',
    given: dtypes.map(dtype => `one of ${dtype}`).join(' and '),
    at: right.at,
    says: 'expected scalar type',
  });
}

const NONE_GIVEN = 'must specify the equation string and at least one operand';

const needsOperand = (op: Operation): Value | undefined =>
  op.bound.open || op.bound.extra.length > 0 ? undefined : refuseNone(op);

const refuseNone = (op: Operation): Value =>
  refuseArgument(op, {
    parameter: 'operands',
    aspect: 'value',
    allowed: 'given',
    given: 'left out',
    at: op.site,
    says: NONE_GIVEN,
  });

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** `einsum(a, [0, 1], b, [1, 2], [0, 2])` */
function ofLists(op: Operation, args: readonly Argument[]): Value {
  const wrong = args.find(
    ({ value }, i) =>
      i % 2 === 1 && (value.kind === 'string' || (value.kind === 'tensor' && isNoList(value))),
  );
  if (wrong)
    return refuseArgument(op, {
      parameter: 'equation',
      aspect: 'type',
      allowed: 'a string, or behind each operand a list of integers',
      given: 'a tensor',
      at: args[0]?.at ?? op.site,
      ...(wrong.value.kind === 'tensor' && {
        says: 'Boolean value of Tensor with more than one value is ambiguous',
      }),
    });
  const operands = args.filter((_, i) => i % 2 === 0 && i + 1 < args.length);
  const lists = args.filter((_, i) => i % 2 === 1 || (i % 2 === 0 && i === args.length - 1));
  const terms = lists.map(({ value }) => termOf(value));
  if (terms.some(term => term === undefined)) return unmodelled(op);
  const output = terms.length > operands.length ? `->${terms.at(-1)}` : '';
  const equation = string(`${terms.slice(0, operands.length).join(',')}${output}`);
  const value = (name: string): Value => (name === 'equation' ? equation : op.bound.value(name));
  return einsum({ ...op, bound: { ...op.bound, value, extra: operands } });
}

/** Neither floats nor rows of several entries are subscripts. */
const isNoList = (tensor: TensorValue): boolean => {
  const shape = shapeOf(tensor);
  const [count] = shape ?? [];
  const isFilled = count !== undefined && (constantOf(count) ?? 0) > 0;
  return hasRows(shape) || (isFilled && tensor.dtype === 'float');
};

function hasRows(shape: Shape | undefined): boolean {
  const [count, ...row] = shape ?? [];
  const rows = count && constantOf(count);
  return row.length > 0 && rows !== undefined && rows > 0 && countBesideOne(row) !== undefined;
}

function termOf(value: Value): string | undefined {
  const items = itemsOf(value)?.map(item => {
    if (item.kind === 'ellipsis') return '...';
    const at = asInt(item);
    return at === undefined ? undefined : LETTERS[at];
  });
  return items?.every(item => item !== undefined) ? items.join('') : undefined;
}
