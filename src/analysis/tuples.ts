/** Results that come as tuples, used as if they were one tensor. */
import type { Origin } from '../shapes/index.ts';
import { asInt, type Call, itemsOf, type ListValue, type Value, wholeItems } from '../values/index.ts';
import type { Machine } from './machine.ts';
import { rulesOf } from './rules.ts';

/** Attributes that tensors have and tuples have not. */
export const TENSOR_ATTRIBUTES = new Set(
  'shape size view reshape permute transpose unsqueeze squeeze contiguous flatten dim mean sum detach cpu numpy dtype ndim flip chunk unbind split expand repeat argmax softmax masked_fill item numel tolist cumsum bmm clone new_zeros std var prod amax amin max min any all'.split(
    ' ',
  ),
);

/** What is asked of layers and models. */
const OF_LAYERS = new Set(
  'count_params get_weights set_weights weights trainable_weights kernel recurrent_kernel units layers input_shape output_shape'.split(
    ' ',
  ),
);

/** States the refusal where the list holds a layer's results; undefined where it is another list. */
export function refuseTuple(m: Machine, object: ListValue, at: Origin, says: string): Value | undefined {
  const items = itemsOf(object);
  const first = items?.find(item => item.kind === 'tensor');
  if (!items || first?.kind !== 'tensor' || !first.source.layer) return undefined;
  const { layer, site } = first.source;
  m.host.refuse({
    kind: 'tuple-as-tensor',
    framework: first.framework,
    operation: layer.class.name,
    at,
    from: site,
    producer: layer,
    count: items.length,
    says,
  });
  return m.host.because({ missing: 'what is asked of a tuple as if it were a tensor', at });
}

/** `lstm(x).shape`: the tuple has no such attribute. */
export function tupleAttribute(m: Machine, object: Value, name: string, at: Origin): Value | undefined {
  const isLacking = TENSOR_ATTRIBUTES.has(name) || OF_LAYERS.has(name);
  if (object.kind !== 'list' || object.shapeOf || !isLacking) return undefined;
  return refuseTuple(m, object, at, `'${object.flavour}' object has no attribute '${name}'`);
}

/** `layer.get_weights()[3]` of three: where what is indexed are all results of one call. JavaScript gives undefined there. */
export function refusePosition(m: Machine, object: ListValue, index: Value, call: Call): Value | undefined {
  const position = index.kind === 'number' ? asInt(index) : undefined;
  const items = position === undefined ? undefined : wholeItems(object);
  if (position === undefined || !items || !rulesOf(m).explicitSelf) return undefined;
  const count = items.length;
  if (position < count && position >= -count) return undefined;
  const [first] = items;
  const layer = first?.kind === 'tensor' ? first.source.layer : undefined;
  m.host.refuse({
    kind: 'program',
    framework: first?.kind === 'tensor' ? first.framework : 'python',
    operation: `A ${object.flavour} of ${count}`,
    at: call.site,
    layer,
    aspect: 'subscript',
    name: String(position),
    instead: count === 0 ? undefined : `Its positions are ${-count} to ${count - 1}`,
    says: `${object.flavour} index out of range`,
  });
  return m.host.because({ missing: `an item at a position that there is not`, at: call.site });
}
