/** `x[...] = value` */
import { profileOf } from '../../profiles/index.ts';
import { broadcastTo, constantOf, type Shape } from '../../shapes/index.ts';
import {
  type Argument,
  type Call,
  forgetContent,
  type Operand,
  shapeOf,
  type TensorValue,
  type Value,
} from '../parts.ts';

import type { Flavour } from './flavour.ts';
import { readIndices, settleIndex } from './indices.ts';
import { refuseOtherDtype } from './one-dtype.ts';
import { takeTensor } from './operand.ts';
import { refuseOperands, type Scene } from './scene.ts';

/** The value must stretch to what is indexed; leading axes of size 1 are passed over. */
export function setTensorIndex(flavour: Flavour, call: Call, value: Value): void {
  const { host, site } = call;
  const scene: Scene = { host, framework: flavour.framework, operation: 'item assignment', site };
  const [self, ...given] = call.args;
  if (self?.value.kind !== 'tensor') return;
  forgetContent(host, self.value);
  const shape = shapeOf(self.value);
  const found = readIndices(scene, self.value, given);
  if (!shape || typeof found === 'string') return;
  if (holdsObjects(self.value)) return;
  const target = settleIndex(scene, flavour, self, shape, found)?.value;
  const operand = assigned(scene, value);
  if (!target || !operand?.shape) return;
  const outcome = broadcastTo(trimmed(operand.shape, target.length), target);
  if (outcome.ok) {
    if (given.some(isPlaces)) refuseOtherFloats(scene, self, operand);
    return;
  }
  const operands = [operand, { role: 'target', shape: target, tensor: undefined, at: site }];
  refuseOperands(scene, operands, outcome.mismatch);
}

/** Places that a tensor says: there the values are put in as they are, while other places convert them. */
const isPlaces = ({ value }: Argument): boolean =>
  value.kind === 'tensor' && value.framework === 'torch' && (shapeOf(value)?.length ?? 0) > 0;

function refuseOtherFloats(
  scene: Scene,
  { value, at: place }: Argument,
  { tensor, shape, at }: Operand,
): void {
  if (value.kind !== 'tensor' || tensor?.framework !== 'torch' || shape?.length === 0) return;
  const [into, from] = [
    { name: 'input', tensor: value, at: place },
    { name: 'value', tensor, at },
  ];
  const says = 'Index put requires the source and destination dtypes match';
  refuseOtherDtype(scene, [into, from], says, 'what it is put into');
}

/** An element of an array of objects may be anything. */
const holdsObjects = ({ framework, dtype }: TensorValue): boolean =>
  profileOf(framework).tensors.holdsObjects && (dtype === undefined || dtype === 'string');

/** PyTorch takes NumPy's arrays here too. What is assigned is shown where it was made. */
function assigned(scene: Scene, value: Value): Operand | undefined {
  const at = value.kind === 'tensor' ? value.source.site : scene.site;
  return takeTensor({ ...scene, framework: 'numpy' }, value, at, 'value', { numbers: true, lists: true });
}

function trimmed(shape: Shape, rank: number): Shape {
  const [first] = shape;
  return first && shape.length > rank && constantOf(first) === 1 ? trimmed(shape.slice(1), rank) : shape;
}
