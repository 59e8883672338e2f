/** How a fused weight is made of its gates. */
import { floorDivide, type Shape, size } from '../shapes/index.ts';
import type { Weight } from '../values/index.ts';
import { shapeText } from './shape-text.ts';

type Fused = Pick<Weight, 'shape' | 'gates' | 'gateAxis'>;

/** The shape of one gate's part; undefined where the weight has none. */
export function gateShape({ shape, gates, gateAxis }: Fused): Shape | undefined {
  if (!shape || gateAxis === undefined || gates.length < 2) return undefined;
  return shape.map((dim, axis) => (axis === gateAxis ? floorDivide(dim, size(gates.length)) : dim));
}

/** '4 × (8, 10): i, f, c, o'; '' for a weight that is not fused. */
export function gatesText(weight: Fused): string {
  const part = gateShape(weight);
  return part ? `${weight.gates.length} × ${shapeText(part)}: ${weight.gates.join(', ')}` : '';
}
