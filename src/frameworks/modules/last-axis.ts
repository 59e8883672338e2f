/**
 * The last axis of a tensor of unknown rank, which the layer that made it decides: an Embedding of width 16 gives 16 features
 * whatever it is given. Models whose input nobody tells are checked by it.
 */
import type { Dim } from '../../shapes/index.ts';
import { mayBe, refuseSize, type Scene, type WantedSize } from '../array/scene.ts';
import { type Operand, shapeOf, type TensorValue, type Value } from '../parts.ts';

/** Layers that give their `units` on the last axis. */
const BY_UNITS = new Set(['Linear', 'Embedding']);

/** Operations that keep the last axis of what they are given. */
const KEEPING =
  /^(torch\.|F\.)?(relu|gelu|elu|silu|leaky_relu|tanh|sigmoid|dropout|clone|contiguous|detach|float|to|cuda|cpu)$/i;
const KEEPING_LAYERS = /^(ReLU|GELU|ELU|SiLU|LeakyReLU|Tanh|Sigmoid|Dropout|LayerNorm)$/;

/** How many operations are followed back. */
const FARTHEST = 16;

export function lastAxisOf({ tensor }: Pick<Operand, 'tensor'>): Dim | undefined {
  return tensor && follow(tensor, FARTHEST);
}

function follow(tensor: TensorValue, steps: number): Dim | undefined {
  const shape = shapeOf(tensor);
  if (shape) return shape.at(-1);
  const { layer, operation, parents } = tensor.source;
  if (layer?.layer && BY_UNITS.has(layer.layer.type)) return layer.layer.units;
  const [only] = parents;
  const keeps = layer ? KEEPING_LAYERS.test(operation) : KEEPING.test(operation);
  return only && parents.length === 1 && keeps && steps > 0 ? follow(only, steps - 1) : undefined;
}

/** As `checkSize` along the last axis, of tensors of unknown rank too. */
export function checkLastAxis(
  scene: Scene,
  input: Operand,
  { expected, ...words }: Omit<WantedSize, 'axis'>,
): Value | undefined {
  const actual = lastAxisOf(input);
  if (!actual || !expected || mayBe(scene, actual, expected)) return undefined;
  return refuseSize(scene, input, { axis: lastAxisIndex(input), expected, actual, ...words });
}

/** Where it stands in a message: counted from the front where the rank is known. */
export function lastAxisIndex({ shape }: Pick<Operand, 'shape'>): number {
  return shape ? shape.length - 1 : -1;
}
