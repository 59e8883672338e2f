/** `x[...] = value` */
import { broadcastTo, constantOf, type Shape } from '../../shapes/index.ts';
import { type Argument, type Call, type Operand, shapeOf, type TensorValue, type Value } from '../parts.ts';
import { forgetContent } from './contents.ts';
import type { Flavour } from './flavour.ts';
import { readIndices, settleIndex } from './indices.ts';
import { takeTensor } from './operand.ts';
import { DTYPES, isCertain, precisionOf } from './precision.ts';
import { refuseArgument, refuseOperands, type Scene } from './scene.ts';
import { TENSOR_KINDS } from './tensor-kinds.ts';

/** The value must stretch to what is indexed; leading axes of size 1 are passed over. */
export function setTensorIndex(flavour: Flavour, call: Call, value: Value): void {
  const { host, site } = call;
  const scene: Scene = { host, framework: flavour.framework, operation: 'item assignment', site };
  const [self, ...given] = call.args;
  if (self?.value.kind !== 'tensor') return;
  forgetContent(self.value);
  const shape = shapeOf(self.value);
  const found = readIndices(scene, self.value, given);
  if (!shape || typeof found === 'string') return;
  if (holdsObjects(self.value)) return;
  const target = settleIndex(scene, flavour, self, shape, found)?.value;
  const operand = assigned(scene, value);
  if (!target || !operand?.shape) return;
  const outcome = broadcastTo(trimmed(operand.shape, target.length), target);
  if (outcome.ok) {
    if (given.some(isPlaces)) refuseOtherDtype(scene, self, operand);
    return;
  }
  const operands = [operand, { role: 'target', shape: target, tensor: undefined, at: site }];
  refuseOperands(scene, operands, outcome.mismatch);
}

/** Places that a tensor says: there the values are put in as they are, while other places convert them. */
const isPlaces = ({ value }: Argument): boolean =>
  value.kind === 'tensor' && value.framework === 'torch' && (shapeOf(value)?.length ?? 0) > 0;

function refuseOtherDtype(scene: Scene, { value }: Argument, { tensor, shape, at }: Operand): void {
  if (value.kind !== 'tensor' || !tensor || tensor.framework !== 'torch' || shape?.length === 0) return;
  const [wanted, own] = [precisionOf(value), precisionOf(tensor)];
  if (!wanted || !own || wanted === own || !isCertain(scene.host)) return;
  refuseArgument(scene, {
    parameter: 'value',
    aspect: 'type',
    allowed: `a tensor of ${DTYPES[wanted].name}, as what it is put into`,
    given: `a tensor of ${DTYPES[own].name}`,
    at,
    says: 'Index put requires the source and destination dtypes match',
  });
}

/** An element of an array of objects may be anything. */
const holdsObjects = ({ framework, dtype }: TensorValue): boolean =>
  TENSOR_KINDS[framework].holdsObjects && (dtype === undefined || dtype === 'string');

/** PyTorch takes NumPy's arrays here too. What is assigned is shown where it was made. */
function assigned(scene: Scene, value: Value): Operand | undefined {
  const at = value.kind === 'tensor' ? value.source.site : scene.site;
  return takeTensor({ ...scene, framework: 'numpy' }, value, at, 'value', { numbers: true, lists: true });
}

function trimmed(shape: Shape, rank: number): Shape {
  const [first] = shape;
  return first && shape.length > rank && constantOf(first) === 1 ? trimmed(shape.slice(1), rank) : shape;
}
