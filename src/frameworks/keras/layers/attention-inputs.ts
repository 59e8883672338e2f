/** What Keras 3 says of the inputs of MultiHeadAttention when it builds it: keras/src/layers/attention/multi_head_attention.py. */
import { compare, constantOf, type Dim, printShape, type Shape } from '../../../shapes/index.ts';
import { refuseArgument } from '../../array/scene.ts';
import { itemsOf } from '../../parts.ts';
import type { Use } from '../core/description.ts';
import { isNone } from '../core/none.ts';

/** Lists where tensors belong: their shapes are none. Whether there is one, which has then been stated. */
export function refusesLists(use: Use): boolean {
  const given = ['query', 'value', 'key'].map(name => [name, use.argument(name)] as const);
  const wrong = given.find(([, argument]) => {
    const items = argument?.value.kind === 'list' ? itemsOf(argument.value) : undefined;
    return items !== undefined && items.length > 0 && items.every(item => item.kind === 'tensor');
  });
  if (!wrong) return false;
  const [parameter, argument] = wrong;
  refuseArgument(use, {
    parameter,
    aspect: 'type',
    allowed: 'a tensor',
    given: 'a list of them',
    at: argument?.at ?? use.site,
  });
  return true;
}

/** Whether they are refused, which has then been stated. */
export function refusesHeads(
  use: Use,
  query: Shape,
  value: Shape | undefined,
  key: Shape | undefined,
): boolean {
  if (value && key && areOther(value, key)) {
    refuseArgument(use, {
      parameter: 'key',
      aspect: 'value',
      allowed: `as \`value\` is but for its first and last axis, ${printShape(value)}`,
      given: printShape(key),
      at: use.argument('key')?.at ?? use.site,
      says: 'All dimensions of `value` and `key`, except the last one, must be equal.',
    });
    return true;
  }
  const ends = [
    ['query', query],
    ['value', value],
    ['key', key],
  ] as const;
  const open = ends.find(([, shape]) => isOpen(shape?.at(-1)));
  if (!open) return false;
  const [parameter] = open;
  refuseArgument(use, {
    parameter,
    aspect: 'value',
    allowed: 'a tensor whose last axis is fixed, as weights are made for it',
    at: use.argument(parameter)?.at ?? use.argument('value')?.at ?? use.site,
    says: 'Shapes used to initialize variables must be fully-defined (no `None` dimensions).',
  });
  return true;
}

const isOpen = (dim: Dim | undefined): boolean => dim !== undefined && isNone(dim);

/** Tuples are compared, so that what one leaves open and the other fixes differs too. */
function areOther(value: Shape, key: Shape): boolean {
  if (value.length !== key.length) return true;
  return value.slice(1, -1).some((dim, i) => {
    const other = key[i + 1];
    if (!other) return true;
    const isFixed = constantOf(dim) !== undefined || constantOf(other) !== undefined;
    if (isNone(dim) !== isNone(other)) return isFixed;
    return !isNone(dim) && compare(dim, other) === 'different';
  });
}
