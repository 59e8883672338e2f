/**
 * `weight @ x` as Equinox' layers write it: they take one example, and a batch is refused unless it happens to fit. `jax.vmap` maps them.
 * Source: equinox/nn/_linear.py, equinox/nn/_rnn.py.
 */
import { compare, type Dim, matmul } from '../../shapes/index.ts';
import { refuseRank, refuseSize, type Scene } from '../array/scene.ts';
import type { Operand, Value } from '../parts.ts';

export interface Product {
  readonly rows: Dim;
  readonly columns: Dim;
  /** The constructor argument that `columns` comes from. */
  readonly parameter: string;
}

const SAYS = 'dot_general requires contracting dimensions to have the same shape';

/** What a layer of vectors makes of its input: a vector; or it is refused; or (a batch that may fit) it is not known. */
export type Applied =
  | { readonly kind: 'vector' }
  | { readonly kind: 'refused'; readonly value: Value }
  | { readonly kind: 'unknown' };

const VECTOR: Applied = { kind: 'vector' };

/** A shape that is not known is taken for a vector, as the documentation has it. */
export function applyProduct(scene: Scene, input: Operand, { rows, columns, parameter }: Product): Applied {
  const { shape } = input;
  if (!shape) return VECTOR;
  const [first] = shape;
  if (shape.length === 1 && first) {
    if (compare(first, columns) !== 'different') return VECTOR;
    const wrong = { axis: 0, expected: columns, actual: first, parameter, says: SAYS };
    return { kind: 'refused', value: refuseSize(scene, input, wrong) };
  }
  const outcome = matmul([rows, columns], shape);
  if (outcome.ok) return { kind: 'unknown' };
  return {
    kind: 'refused',
    value: refuseRank(scene, input, [1], [parameter], shape.length > 0 ? SAYS : undefined),
  };
}
