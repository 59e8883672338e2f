/**
 * The operations behind masks in models of Keras 3: Embedding and Masking compare what they are given, and the layers that take a mask are given the result
 * out of sight. Source: `compute_mask` of keras/src/layers/core/{embedding,masking}.py, `_set_mask_metadata` of layer.py.
 */
import type { Shape } from '../../../shapes/index.ts';
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

/** The masks of what a call is given, where these are symbolic. */
export const masksOf = ({ args }: Call): readonly TensorValue[] =>
  args.flatMap(({ value }) => tensorsIn(value)).flatMap(one => (one.graph ? (maskBeside(one) ?? []) : []));

/** The mask that a tensor carries, as far as it is known. */
export function maskBeside(tensor: TensorValue): TensorValue | undefined {
  const source = masked(tensor);
  return source && MASKS.get(source);
}

/** Makes the mask of a layer that gives one. Behind arrays it is no operation of a model. */
export function recordMask(call: Call, layer: NativeValue, flavour: Flavour, result: Value): void {
  const [given] = call.args;
  if (result.kind !== 'tensor' || isWithinLayer() || !makesMask(layer)) return;
  if (given?.value.kind !== 'tensor') return;
  const input = shapeOf(given.value);
  if (!result.graph) {
    MASKS.set(result, maskArray(call, flavour, layer, input));
    return;
  }
  const compared = made(call, flavour, 'NotEqual', given.value, input);
  const isOfSteps = layer.layer?.type === 'Masking';
  const mask = isOfSteps ? made(call, flavour, 'Any', compared, input?.slice(0, -1)) : compared;
  MASKS.set(result, mask);
}

/** One for each step. */
function maskArray(
  { host, site }: Call,
  { framework }: Flavour,
  layer: NativeValue,
  input: Shape | undefined,
): TensorValue {
  const shape = layer.layer?.type === 'Masking' ? input?.slice(0, -1) : input;
  return tensor(host, { framework, shape, dtype: 'bool', source: { operation: 'mask', site } });
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
