/** Axis arguments that are out of range. */
import { refuseOperands, type Scene } from '../array/scene.ts';
import type { Operand, Value } from '../parts.ts';

/** PyTorch takes axes from -rank to rank - 1; a scalar counts as having one axis. */
export function checkAxis(
  scene: Scene,
  input: Operand,
  axis: number | undefined,
  at = input.at,
): Value | undefined {
  if (axis === undefined || !input.shape) return undefined;
  const rank = Math.max(1, input.shape.length);
  if (axis >= -rank && axis < rank) return undefined;
  const says = `Dimension out of range (expected to be in range of [${-rank}, ${rank - 1}], but got ${axis})`;
  return refuseOperands(
    scene,
    [input],
    { kind: 'axis', axis, rank: input.shape.length, repeated: false },
    at,
    says,
  );
}
