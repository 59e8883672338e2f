/** A list of masks that attention is called with: that of the queries and that of the values. keras/src/layers/attention/attention.py */
import {
  broadcast,
  type Dim,
  matmul,
  type Shape,
  type ShapeResult,
  size,
  surelyDiffer,
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
  const given = use.argument('mask');
  const items = given && itemsOf(given.value);
  if (!given || !items) return undefined;
  const [ofQueries, ofValues] = ['the mask of the query', 'the mask of the value'].map((role, place) => {
    const item = items[place];
    return item && arrayAsMask(use, { value: item, at: given.at }, role);
  });
  const [q, v] = [query.shape, value.shape];
  if (q?.length === 3) {
    const operands = [query, value];
    const ofBatch = { axis: 0, dim: q[0], stretches: 'both' } as const;
    const steps = (dim: Dim | undefined, operand = 0) =>
      [ofBatch, { axis: 1, dim, operand, stretches: 'both' }] as const;
    const wrong =
      refuseMasks(use, ofQueries, 2, operands, steps(q[1])) ??
      refuseMasks(use, ofValues, 2, operands, steps(keys, 1));
    if (wrong) return wrong;
  }
  if (use.flavour.name !== 'keras3' || use.argument('use_causal_mask') || !q || !v || !keys) return undefined;
  const plain = [...q.slice(0, -1), keys];
  const scores = stretched(plain, ofValues?.shape && overQueries(ofValues.shape));
  if (!scores.ok) return ofValues && refuse(use, plain, 'the attention scores', ofValues, scores);
  const product = matmul(scores.value, v);
  if (!product.ok) return undefined;
  const result = stretched(product.value, ofQueries?.shape && [...ofQueries.shape, size(1)]);
  if (!result.ok) return ofQueries && refuse(use, product.value, 'what attention gives', ofQueries, result);
  const unmasked = matmul(plain, v);
  if (!unmasked.ok || !surelyDiffer(result.value, unmasked.value)) return undefined;
  return use.argument('return_attention_scores')
    ? use.host.unknown('what attention gives under masks that stretch it', use.site)
    : output(use, result.value, 'sequence');
}

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
