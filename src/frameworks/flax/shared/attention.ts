/** Multi-head attention. Sources: flax/linen/attention.py, flax/nnx/nn/attention.py. */
import { compare, type Dim, floorDivide, modulo, type Shape, size } from '../../../shapes/index.ts';
import { weight } from '../../layer.ts';
import type { Weight } from '../../parts.ts';

export interface Attention {
  readonly heads: Dim;
  /** Features of the queries, and of keys and values. */
  readonly inputs: Dim | undefined;
  readonly keyInputs: Dim | undefined;
  /** All heads together. */
  readonly qkv: Dim | undefined;
  readonly outputs: Dim | undefined;
  readonly bias: boolean | undefined;
}

/** Whether the heads surely cannot share the features. */
export const isUneven = ({ heads, qkv }: Attention): boolean =>
  qkv !== undefined && compare(modulo(qkv, heads), size(0)) === 'different';

/** query, key and value (in, heads, head features), out (heads, head features, out), each with its bias. */
export function attentionWeights(attention: Attention): readonly Weight[] {
  const { heads, inputs, keyInputs, qkv, outputs } = attention;
  const each = qkv && floorDivide(qkv, heads);
  const projected = (name: string, from: Dim | undefined): readonly Weight[] => [
    weight(`${name}.kernel`, from && each && [from, heads, each]),
    ...biasOf(attention, name, each && [heads, each]),
  ];
  return [
    ...projected('query', inputs),
    ...projected('key', keyInputs),
    ...projected('value', keyInputs),
    weight('out.kernel', each && outputs && [heads, each, outputs]),
    ...biasOf(attention, 'out', outputs && [outputs]),
  ];
}

const biasOf = ({ bias }: Attention, name: string, shape: Shape | undefined): readonly Weight[] =>
  bias === false ? [] : [weight(`${name}.bias`, bias ? shape : undefined)];
