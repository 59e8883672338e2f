/** Checks of inputs that many torch layers share. */
import { refuseArgument, type Scene } from '../array/scene.ts';
import type { Operand, Value } from '../parts.ts';

/** Weights are floats: whole numbers and truth values are refused. */
export function needFloat(
  scene: Scene,
  { tensor, at, role }: Operand,
  says = 'mat1 and mat2 must have the same dtype',
): Value | undefined {
  if (tensor?.dtype !== 'int' && tensor?.dtype !== 'bool') return undefined;
  const given = tensor.dtype === 'int' ? 'a tensor of integers' : 'a tensor of truth values';
  return refuseArgument(scene, {
    parameter: role,
    aspect: 'type',
    allowed: 'a tensor of floats',
    given,
    at,
    says,
  });
}

/** Indices are whole numbers: floats are refused. */
export function needIntegers(scene: Scene, { tensor, at, role }: Operand, says?: string): Value | undefined {
  if (tensor?.dtype !== 'float' && tensor?.dtype !== 'bool') return undefined;
  const given = tensor.dtype === 'float' ? 'a tensor of floats' : 'a tensor of truth values';
  return refuseArgument(scene, {
    parameter: role,
    aspect: 'type',
    allowed: 'a tensor of integers',
    given,
    at,
    says,
  });
}
