/** The plainest kind of layer: no weights, one output shape that follows from the input's. */
import type { Shape, ShapeResult } from '../../../shapes/index.ts';
import { accept } from '../../../shapes/index.ts';
import { refused } from '../../array/scene.ts';
import { shapeOf, type Value } from '../../parts.ts';
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
      const shape = settleShape(use, [use.inputs[0]?.shape], ([first = []]) => compute(first, use));
      return shape === null ? refused(use) : output(use, shape);
    },
  };
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
