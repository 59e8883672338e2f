/** The plainest kind of layer: no weights, one output shape that follows from the input's. */
import type { Shape, ShapeResult } from '../../../shapes/index.ts';
import { accept } from '../../../shapes/index.ts';
import { refused } from '../../array/scene.ts';
import { shapeOf, type TensorValue, type Value } from '../../parts.ts';
import type { LayerDescription, LayerSpec, Use } from '../core/description.ts';
import { settleShape } from '../core/settle.ts';
import { output } from '../core/tensors.ts';

/** A layer whose output has the shape that `compute` gives. */
export function shaped(
  compute: (shape: Shape, use: Use) => ShapeResult,
  rest: Partial<LayerDescription> = {},
): LayerDescription {
  return {
    ...rest,
    outputs: use => {
      if (isUnseen(use, compute)) return unknownResult(use);
      const shape = settleShape(use, [use.inputs[0]?.shape], ([first = []]) => compute(first, use));
      return shape === null ? refused(use) : output(use, shape);
    },
  };
}

/**
 * What Keras 2.2 computes of a sequence that a recurrent layer gives, TensorFlow 1 does not know: `K.rnn` stacks an array of steps, and the number of them is
 * open in the graph. Too few of them are found out with data.
 */
function isUnseen(use: Use, compute: (shape: Shape, use: Use) => ShapeResult): boolean {
  const [input] = use.inputs;
  if (use.flavour.name !== 'keras2' || !use.graph || !input?.shape || !comesFromSteps(input.tensor))
    return false;
  const result = compute(input.shape, use);
  return !result.ok && result.mismatch.kind === 'too-small';
}

/** Layers in a row. */
const DEEPEST = 20;

function comesFromSteps(tensor: TensorValue | undefined, depth = 0): boolean {
  if (!tensor || depth > DEEPEST) return false;
  const { layer, parents = [] } = tensor.source;
  return layer?.layer?.recurrent === true || parents.some(parent => comesFromSteps(parent, depth + 1));
}

/** A layer that leaves the shape as it is; what its input was is still plain in its output. */
export function unchanged(rest: Partial<LayerDescription> = {}): LayerDescription {
  return {
    ...rest,
    outputs: use => {
      const [input] = use.inputs;
      return output(
        use,
        input?.tensor ? shapeOf(input.tensor) : input?.shape,
        input?.tensor?.source.role === 'sequence' ? 'sequence' : 'value',
      );
    },
  };
}

/** Specifications of layers that leave the shape alone, by name and signature. */
export function unchangedSpecs(
  signatures: Readonly<Record<string, string>>,
  rest: Partial<LayerSpec> = {},
): readonly LayerSpec[] {
  return Object.entries(signatures).map(([name, signature]) => ({
    name,
    signature,
    make: () => unchanged(),
    ...rest,
  }));
}

export const same = (shape: Shape): ShapeResult => accept(shape);

export const unknownResult = (use: Use): Value =>
  use.host.unknown(`the result of \`${use.operation}\``, use.site);
