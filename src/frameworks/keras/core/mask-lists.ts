/** A list of masks that attention is called with: that of the queries and that of the values. keras/src/layers/attention/attention.py */
import {
  broadcast,
  compare,
  type Dim,
  matmul,
  type Shape,
  type ShapeResult,
  size,
} from '../../../shapes/index.ts';
import { refuseOperands } from '../../array/scene.ts';
import { itemsOf, type Operand, type Value } from '../../parts.ts';
import type { Use } from './description.ts';
import { arrayAsMask, refuseMasks } from './mask-shapes.ts';
import { output } from './tensors.ts';

/**
 * The result of data under masks, where they refuse it or change its shape. `keys`: how many there are. Keras 3 stretches masks and scores to each other: the
 * mask of the values, which gets an axis for the queries where it has two, meets the scores, and that of the queries, with an axis behind, what is made of them.
 */
export function underMasks(
  use: Use,
  query: Operand,
  value: Operand,
  keys: Dim | undefined,
): Value | undefined {
  const [q, v] = [query.shape, value.shape];
  const wrong = q?.length === 3 ? refuseMaskList(use, query, value, { queries: q[1], keys }) : undefined;
  if (wrong) return wrong;
  const given = use.argument('mask');
  const [first, second] = (given && itemsOf(given.value)) ?? [];
  if (use.flavour.name !== 'keras3' || use.argument('use_causal_mask') || !given || !q || !v || !keys)
    return undefined;
  const mask = (item: Value | undefined, role: string) =>
    item && arrayAsMask(use, { value: item, at: given.at }, role);
  const [ofQueries, ofValues] = [mask(first, 'the mask of the query'), mask(second, 'the mask of the value')];
  const plain = [...q.slice(0, -1), keys];
  const scores = stretched(plain, ofValues?.shape && overQueries(ofValues.shape));
  if (!scores.ok) return ofValues && refuse(use, plain, 'the attention scores', ofValues, scores);
  const product = matmul(scores.value, v);
  if (!product.ok) return undefined;
  const result = stretched(product.value, ofQueries?.shape && [...ofQueries.shape, size(1)]);
  if (!result.ok) return ofQueries && refuse(use, product.value, 'what attention gives', ofQueries, result);
  const unmasked = matmul(plain, v);
  if (!unmasked.ok || isSame(result.value, unmasked.value)) return undefined;
  return use.argument('return_attention_scores')
    ? use.host.unknown('what attention gives under masks that stretch it', use.site)
    : output(use, result.value, 'sequence');
}

const isSame = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((dim, axis) => compare(dim, b[axis] ?? dim) !== 'different');

const overQueries = (mask: Shape): Shape =>
  mask.length === 2 ? [...mask.slice(0, -1), size(1), ...mask.slice(-1)] : mask;

const stretched = (shape: Shape, mask: Shape | undefined): ShapeResult =>
  mask ? broadcast(shape, mask) : { ok: true, value: shape };

function refuse(
  use: Use,
  shape: Shape,
  role: string,
  mask: Operand,
  { mismatch }: Extract<ShapeResult, { ok: false }>,
): Value {
  // It stands nowhere in the program.
  const at = { ...mask.at, end: mask.at.start };
  return refuseOperands(use, [{ role, shape, tensor: undefined, at }, mask], mismatch, mask.at);
}

/** A list of the mask of the queries and that of the values, each (batch, steps); what is stretched by them is not told. keras/src/layers/attention/attention.py */
function refuseMaskList(
  use: Use,
  query: Operand,
  value: Operand,
  steps: { readonly queries: Dim | undefined; readonly keys: Dim | undefined },
): Value | undefined {
  const given = use.argument('mask');
  const items = given && itemsOf(given.value);
  if (!given || !items) return undefined;
  const [batch] = query.shape ?? [];
  const of = (place: number, role: string) => {
    const item = items[place];
    return item && arrayAsMask(use, { value: item, at: given.at }, role);
  };
  const ofBatch = { axis: 0, dim: batch, stretches: 'both' } as const;
  return (
    refuseMasks(
      use,
      of(0, 'the mask of the query'),
      2,
      [query, value],
      [ofBatch, { axis: 1, dim: steps.queries, stretches: 'both' }],
    ) ??
    refuseMasks(
      use,
      of(1, 'the mask of the value'),
      2,
      [query, value],
      [ofBatch, { axis: 1, dim: steps.keys, operand: 1, stretches: 'both' }],
    )
  );
}
