/**
 * The operations behind masks in models of Keras 3: Embedding and Masking compare what they are given, and the layers that take a mask are given the result
 * out of sight. Source: `compute_mask` of keras/src/layers/core/{embedding,masking}.py, `_set_mask_metadata` of layer.py.
 */
import {
  beside,
  type Call,
  type NativeValue,
  shapeOf,
  type TensorValue,
  tensor,
  type Value,
} from '../../parts.ts';
import type { Flavour } from './flavour.ts';
import { recorded, tensorsIn } from './graph.ts';
import { makesMask, masked } from './masks.ts';
import { makeOperation } from './operations.ts';
import { isWithinLayer } from './within-layer.ts';

/** The mask beside the output of the layer that makes one. */
const MASKS = beside<TensorValue, TensorValue>();

/** Layers whose `call` has a mask among its parameters. */
const TAKING =
  /^(LSTM|GRU|SimpleRNN|RNN|ConvLSTM[123]D|Bidirectional|TimeDistributed|GlobalAveragePooling1D|BatchNormalization|Softmax|Attention|AdditiveAttention|MultiHeadAttention)$/;

export const masksGiven = (layer: NativeValue, call: Call): readonly TensorValue[] =>
  TAKING.test(layer.class.name) ? masksOf(call) : [];

/** The masks of what a call is given. */
export function masksOf({ args }: Call): readonly TensorValue[] {
  return args
    .flatMap(({ value }) => tensorsIn(value))
    .flatMap(one => {
      const source = one.graph ? masked(one) : undefined;
      return (source && MASKS.get(source)) ?? [];
    });
}

/** Makes the mask of a layer that gives one. */
export function recordMask(call: Call, layer: NativeValue, flavour: Flavour, result: Value): void {
  const [given] = call.args;
  if (result.kind !== 'tensor' || !result.graph || isWithinLayer() || !makesMask(layer)) return;
  if (given?.value.kind !== 'tensor') return;
  const input = shapeOf(given.value);
  const compared = made(call, flavour, 'NotEqual', given.value, input);
  const isOfSteps = layer.layer?.type === 'Masking';
  const mask = isOfSteps ? made(call, flavour, 'Any', compared, input?.slice(0, -1)) : compared;
  MASKS.set(result, mask);
}

function made(
  call: Call,
  flavour: Flavour,
  className: string,
  input: TensorValue,
  shape: ReturnType<typeof shapeOf>,
): TensorValue {
  const { host, site } = call;
  const output = tensor(host, {
    framework: flavour.framework,
    shape,
    dtype: 'bool',
    graph: true,
    source: { operation: className, site },
  });
  const args = [{ name: undefined, value: input, at: site }];
  recorded({ ...call, args }, undefined, output, () => output, {
    operation: () => makeOperation(call, flavour, className, [shape]),
  });
  return output;
}
