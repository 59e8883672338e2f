/** Checks of inputs that many layers share. */
import { profileOf } from '../../profiles/index.ts';
import { type TakeOptions, takeTensor } from '../array/operand.ts';
import { DTYPES, precisionOf, precisionOfWeights } from '../array/precision.ts';
import { refuseArgument, type Scene } from '../array/scene.ts';
import type { Operand, Precision, Value } from '../parts.ts';
import type { Use } from './layer-class.ts';

/** What a layer is called with first, whatever the framework calls the parameter; undefined: it is no tensor, which has been stated. */
export function inputOf(use: Use, options: TakeOptions = {}): Operand | undefined {
  const name = use.arguments.names[0] ?? 'input';
  return takeTensor(use, use.arguments.value(name), use.arguments.at(name), 'input', options);
}

/** Weights are floats: whole numbers and truth values are refused, unless the framework's layers convert them. */
export function needFloat(
  scene: Scene,
  { tensor, at, role }: Operand,
  says = profileOf(scene.framework).tensors.saysMixed,
): Value | undefined {
  if (tensor?.dtype !== 'int' && tensor?.dtype !== 'bool')
    return needPrecision(scene, { tensor, at, role }, says);
  if (profileOf(scene.framework).tensors.layersConvert) return undefined;
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

/** Normalisations compute in their weights' precision what is narrower; PyTorch's RMSNorm converts anything. */
export function needWide(use: Use, operand: Operand, says?: string): Value | undefined {
  const given = precisionOf(operand.tensor);
  const isNarrower = given === 'half' || given === 'bfloat16';
  const isTaken =
    given &&
    (use.operation === 'RMSNorm' || (isNarrower && precisionOfWeights(use.host, use.layer) === 'single'));
  return isTaken ? undefined : needFloat(use, operand, says);
}

const floatsOf = (precision: Precision): string => `a tensor of ${DTYPES[precision].name}`;

/** PyTorch multiplies weights with floats of the same precision only. `says`: of integers beside single floats. */
export function needPrecision(
  scene: Scene,
  { tensor, at, role }: Pick<Operand, 'tensor' | 'at' | 'role'>,
  says?: string,
): Value | undefined {
  const [given, wanted] = [precisionOf(tensor), scene.layer && precisionOfWeights(scene.host, scene.layer)];
  if (!given || !wanted || given === wanted) return undefined;
  return refuseArgument(scene, {
    parameter: role,
    aspect: 'type',
    allowed: `${floatsOf(wanted)}, as its weights are`,
    given: floatsOf(given),
    at,
    says: says?.replace('float32', DTYPES[wanted].name).replace('int64', DTYPES[given].name),
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
