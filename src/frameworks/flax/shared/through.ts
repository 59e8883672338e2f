/** Calls of layers that take one array. */
import { compare, constantOf, type Dim, modulo, type Shape, size } from '../../../shapes/index.ts';
import { isRagged, takeTensor } from '../../array/operand.ts';
import { checkSize, refused, refuseTuple, result, type Scene } from '../../array/scene.ts';
import { needIntegers } from '../../modules/inputs.ts';
import { noteCall, type Use } from '../../modules/layer-class.ts';
import {
  asDim,
  asInt,
  type Bound,
  itemsOf,
  type NativeFunction,
  nativeFunction,
  type Operand,
  type Value,
} from '../../parts.ts';
import { denseShape, ofLastAxis, PRODUCT_SAYS, type SizeWords } from './dense.ts';

/**
 * What a layer does with a list or a tuple of arrays: it makes one array of it, asks it for a shape, which it has not, or (a dropout that drops
 * nothing) hands it on.
 */
export type Lists = 'stacked' | 'refused' | 'kept';

/** Runs one array through and notes it. */
export function through(
  use: Use,
  shapeOf: (input: Operand) => Shape | undefined | 'refused',
  role: 'value' | 'keep' = 'value',
  lists: Lists = 'refused',
): Value {
  const input = arrayOf(use, lists);
  const shape = input ? shapeOf(input) : 'refused';
  if (!input || shape === 'refused') return refused(use);
  noteCall(use, [input.shape], [shape]);
  const kept = role === 'keep' ? input.tensor?.source.role : undefined;
  return result(use, shape, {
    parents: [input.tensor],
    dtype: 'float',
    role: kept === 'sequence' || kept === 'last-step' ? kept : 'value',
  });
}

function arrayOf(use: Use, lists: Lists): Operand | undefined {
  const [name = 'inputs'] = use.arguments.names;
  const [value, at] = [use.arguments.value(name), use.arguments.at(name)];
  if (lists === 'stacked' && isRagged(value)) {
    refuseTuple(use, itemsOf(value) ?? [], at);
    return undefined;
  }
  return takeTensor(use, value, at, name, { lists: lists !== 'refused' });
}

/** Whole numbers get one axis more. */
export function embeddedShape(use: Use, input: Operand, features: Dim): Shape | undefined | 'refused' {
  if (needIntegers(use, input, 'Input type must be an integer or unsigned integer.')) return 'refused';
  return input.shape && [...input.shape, features];
}

/** `embed.attend(query)`: the product with the table, for scores of all rows. */
export const attend = (count: Dim, features: Dim): NativeFunction =>
  nativeFunction('attend', call => {
    const { host, site, args } = call;
    const scene: Scene = { host, framework: 'flax', operation: 'Embed.attend', site };
    const [query] = args;
    const input = query && takeTensor(scene, query.value, query.at, 'query');
    if (!input) return refused(scene);
    const words = { parameter: 'features', says: PRODUCT_SAYS };
    const shape = denseShape(scene, input, ofLastAxis(features, count, words));
    return shape === 'refused'
      ? refused(scene)
      : result(scene, shape, { parents: [input.tensor], dtype: 'float' });
  });

/** Whether `num_groups` of a GroupNorm do not share the features evenly. */
export function isUneven(bound: Bound, features: Dim | undefined): boolean {
  if (!features || !bound.names.includes('num_groups') || bound.given('group_size') !== undefined)
    return false;
  const groups = asDim(bound.value('num_groups'));
  return groups !== undefined && compare(modulo(features, groups), size(0)) === 'different';
}

export const UNEVEN_SAYS = 'does not divide the number of channels';

/** The shape stays; as many features as were normalised before. */
export function normalisedShape(
  use: Use,
  input: Operand,
  bound: Bound,
  expected: Dim | undefined,
  words: SizeWords,
): Shape | undefined | 'refused' {
  const { shape } = input;
  const named = ['axis', 'feature_axes'].find(name => bound.names.includes(name));
  const axis = named === undefined ? -1 : asInt(bound.value(named));
  // One feature is stretched over all of them.
  const isOne = expected !== undefined && constantOf(expected) === 1;
  if (axis === undefined || isOne) return shape;
  return checkSize(use, input, { axis, expected, ...words }) ? 'refused' : shape;
}
