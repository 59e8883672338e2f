/**
 * Masks that a layer is called with, against its input: keras/src/backend/common/masking.py leaves them as they are, and the backends find out. What is
 * symbolic is not looked at, and other versions than Keras 3 and TensorFlow's are not known.
 */
import {
  broadcast,
  constantOf,
  type Dim,
  type Mismatch,
  printShape,
  type Shape,
  type ShapeResult,
  size,
  surelyDiffer,
} from '../../../shapes/index.ts';
import { refuseArgument, refused, refuseOperands } from '../../array/scene.ts';
import { type Argument, type Operand, shapeOf, type Value } from '../../parts.ts';
import type { Use } from './description.ts';

/** An array that was given as a mask. */
function maskOf(use: Use, parameter: string): Operand | undefined {
  const given = use.argument(parameter);
  return given && arrayAsMask(use, given, parameter);
}

export function arrayAsMask(
  use: Use,
  { value, at }: Pick<Argument, 'value' | 'at'>,
  role: string,
): Operand | undefined {
  if (use.symbolic || value.kind !== 'tensor' || value.graph) return undefined;
  if (use.flavour.name !== 'keras3' && use.flavour.name !== 'tf_keras') return undefined;
  return { role, shape: shapeOf(value), tensor: undefined, at };
}

interface Wanted {
  readonly axis: number;
  readonly dim: Dim | undefined;
  /** Of which operand of the call. */
  readonly operand?: number;
  /** An axis of 1 is stretched; 'mask': that of the mask only. */
  readonly stretches: 'both' | 'mask' | 'none';
}

/** Whether two sizes surely do not go together. */
function isApart(mask: Dim | undefined, { dim, stretches }: Wanted): boolean {
  const [a, b] = [mask && constantOf(mask), dim && constantOf(dim)];
  if (a === undefined || b === undefined || a === b) return false;
  if (stretches !== 'none' && a === 1) return false;
  return stretches !== 'both' || b !== 1;
}

export function refuseMasks(
  use: Use,
  mask: Operand | undefined,
  rank: number,
  operands: readonly Operand[],
  wanted: readonly Wanted[],
): Value | undefined {
  if (mask?.shape?.length !== rank) return undefined;
  const { shape } = mask;
  const axis = wanted.findIndex((each, i) => isApart(shape[i], each));
  const [other, dim] = [wanted[axis], shape[axis]];
  if (!other?.dim || !dim) return undefined;
  const left = { operand: other.operand ?? 0, axis: other.axis, dim: other.dim };
  const right = { operand: operands.length, axis, dim };
  refuseOperands(use, [...operands, mask], { kind: 'dims', left, right }, mask.at);
  return refused(use);
}

/**
 * The mask of a layer that runs over steps: (batch, steps), of every step one. A batch of one is stretched to that of the mask where Keras 3 writes out every
 * step, and else has to stay what it is.
 */
export function refuseStepMask(use: Use, batch: Dim, steps: Dim, isUnrolled: boolean): Value | undefined {
  const mask = maskOf(use, 'mask');
  const isStretched = isUnrolled && use.flavour.name === 'keras3';
  const [rows] = mask?.shape ?? [];
  // It is laid out by steps before anything is computed.
  if (mask?.shape && mask.shape.length < 2)
    return refuseArgument(use, {
      parameter: 'mask',
      aspect: 'value',
      allowed: 'one value for each step of each sequence: (batch, steps)',
      given: printShape(mask.shape),
      at: mask.at,
    });
  if (isStretched && rows && constantOf(batch) === 1 && constantOf(rows) !== 1)
    return use.host.unknown('a result under a mask of another batch', use.site);
  return refuseMasks(use, mask, 2, use.inputs.slice(0, 1), [
    { axis: 0, dim: batch, stretches: isStretched ? 'both' : 'mask' },
    ...(isUnrolled ? [] : [{ axis: 1, dim: steps, stretches: 'none' } as const]),
  ]);
}

/** The mask of a mean over steps is stretched to them. */
export function refusePooledMask(use: Use): Value | undefined {
  const [batch, steps, ...rest] = use.inputs[0]?.shape ?? [];
  if (rest.length !== 1) return undefined;
  return refuseMasks(use, maskOf(use, 'mask'), 2, use.inputs.slice(0, 1), [
    { axis: 0, dim: batch, stretches: 'both' },
    { axis: 1, dim: steps, stretches: 'both' },
  ]);
}

/**
 * The mean over steps (axis 1) of an input under a mask that was given: the mask gets an axis behind its first two, the product is summed, and divided by the sum
 * of the mask. undefined: there is no such mask, or its shape is not known. Source: keras/src/layers/pooling/global_average_pooling1d.py
 */
export function meanUnderMask(use: Use, keepsAxis: boolean): ShapeResult | 'no axis' | undefined {
  const given = use.argument('mask');
  const mask = maskOf(use, 'mask')?.shape;
  const input = use.inputs[0]?.shape;
  if (!given || !mask || !input) return undefined;
  if (mask.length < 2) return 'no axis';
  const weights = [...mask.slice(0, 2), ONE, ...mask.slice(2)];
  const product = broadcast(input, weights);
  const sum = (shape: Shape) => shape.toSpliced(1, 1, ...(keepsAxis ? [ONE] : []));
  return product.ok ? broadcast(sum(product.value), sum(weights)) : product;
}

const ONE = size(1);

/**
 * (batch, queries, keys) is stretched to the scores (batch, heads, queries, keys), and so are the last axes of those, and all four. It may stretch the queries in
 * turn, as the products with the values have no use for their number; Keras 3 asks for a mask of the scores' shape where it returns those.
 */
export function refuseAttentionMask(
  use: Use,
  query: Operand,
  value: Operand,
  scores: Shape | undefined,
  returnsScores: boolean | undefined,
): Value | undefined {
  const [batch, , queries, keys, ...more] = scores ?? [];
  const mask = maskOf(use, 'attention_mask');
  if (!mask?.shape || more.length > 0) return undefined;
  if (mask.shape.length < 2)
    return refuseArgument(use, {
      parameter: 'attention_mask',
      aspect: 'value',
      allowed: 'one value for each query and key: (batch, queries, keys)',
      given: printShape(mask.shape),
      at: mask.at,
    });
  if (mask.shape.length === 3)
    return refuseMasks(
      use,
      mask,
      3,
      [query, value],
      [
        { axis: 0, dim: batch, stretches: 'mask' },
        { axis: 1, dim: queries, stretches: mayStretch(use, returnsScores) ? 'both' : 'mask' },
        { axis: 1, dim: keys, operand: 1, stretches: 'mask' },
      ],
    );
  if (!scores || mask.shape.length > scores.length) return undefined;
  const result = broadcast(scores, mask.shape);
  const wrong = result.ok
    ? stretchedAxis(mask.shape, scores, mayStretch(use, returnsScores))
    : result.mismatch;
  if (!wrong) return undefined;
  // They stand nowhere in the program.
  const at = { ...query.at, end: query.at.start };
  const operand = { role: 'the attention scores', shape: scores, tensor: undefined, at };
  refuseOperands(use, [operand, mask], wrong, mask.at);
  return refused(use);
}

const mayStretch = ({ flavour }: Use, returnsScores: boolean | undefined): boolean =>
  flavour.name !== 'keras3' || returnsScores !== true;

/** An axis of 1 of the scores that a mask has more of, but for that of the queries. */
function stretchedAxis(mask: Shape, scores: Shape, mayStretchQueries: boolean): Mismatch | undefined {
  const from = scores.length - mask.length;
  const axis = mask.findIndex((dim, i) => {
    const other = scores[from + i];
    const isQueries = from + i === 2;
    return (
      other && constantOf(other) === 1 && (constantOf(dim) ?? 1) > 1 && !(isQueries && mayStretchQueries)
    );
  });
  const [left, right] = [scores[from + axis], mask[axis]];
  if (!left || !right) return undefined;
  return {
    kind: 'dims',
    left: { operand: 0, axis: from + axis, dim: left },
    right: { operand: 1, axis, dim: right },
  };
}

/** The scores where a mask stretches an axis of 1: how many queries there then are, 'other' where that is another axis; undefined: it stretches none. */
export function stretchedQueries(use: Use, scores: Shape | undefined): Dim | 'other' | undefined {
  const mask = maskOf(use, 'attention_mask')?.shape;
  if (!mask || !scores || mask.length > scores.length) return undefined;
  const result = broadcast(scores, mask.length === 3 ? mask.toSpliced(1, 0, ONE) : mask);
  if (!result.ok || !surelyDiffer(result.value, scores)) return undefined;
  const [, , queries] = result.value;
  return queries && surelyDiffer(result.value, scores.toSpliced(2, 1, queries)) ? 'other' : queries;
}
