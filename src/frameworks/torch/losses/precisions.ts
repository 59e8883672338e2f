/** Floats of another precision than the output's, where a loss does not widen. */
import { DTYPES, isCertain, precisionOf } from '../../array/precision.ts';
import { refuseArgument, type Scene } from '../../array/scene.ts';
import type { Operand, Value } from '../../parts.ts';

const COMPARED = (wanted: string, given: string): string => `Found dtype ${given} but expected ${wanted}`;
export const COUNTED = (wanted: string, given: string): string =>
  `expected scalar type ${wanted} but found ${given}`;

/** BCELoss takes floats of the output's own precision, where others widen. */
export function refuseOtherPrecision(
  scene: Scene,
  output: Operand,
  { role, tensor, at }: Operand,
  says: (wanted: string, given: string) => string = COMPARED,
): Value | undefined {
  const [wanted, given] = [precisionOf(output.tensor), precisionOf(tensor)];
  if (!wanted || !given || wanted === given || !isCertain(scene.host)) return undefined;
  return refuseArgument(scene, {
    parameter: role,
    aspect: 'type',
    allowed: `a tensor of ${DTYPES[wanted].name}, as the output is`,
    given: `a tensor of ${DTYPES[given].name}`,
    at,
    says: says(DTYPES[wanted].type, DTYPES[given].type),
  });
}
