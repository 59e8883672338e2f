/** Subscripts of tensors: `x[:, -1]`, `x[..., None]`, `x[mask]`, `x[i] = value`. */
import {
  broadcastTo,
  compare,
  constantOf,
  type Dim,
  floorDivide,
  type Index,
  type IndexOptions,
  index as indexShape,
  isUnknown,
  multiply,
  type Origin,
  type Shape,
  type SliceBounds,
  size,
  unknownDim,
} from '../../shapes/index.ts';
import {
  type Argument,
  asDim,
  type Call,
  itemsOf,
  type Operand,
  type SliceValue,
  shapeOf,
  type TensorValue,
  type Value,
  type WeightOf,
} from '../parts.ts';
import { literalDtype, literalShape, takeTensor } from './operand.ts';
import type { Flavour } from './operation.ts';
import { refuseArgument, refused, refuseOperands, result, type Scene, settle } from './scene.ts';

/** `x[...]`: `call.args[0]` is the tensor, the others are the indices. */
export function indexTensor(flavour: Flavour, call: Call): Value {
  const scene: Scene = {
    host: call.host,
    framework: flavour.framework,
    operation: 'indexing',
    site: call.site,
  };
  const [self, ...given] = call.args;
  if (self?.value.kind !== 'tensor') return refused(scene);
  const found = readIndices(scene, given);
  if (found === 'refused') return refused(scene);
  const parents = [self.value];
  const dtype = self.value.dtype;
  if (found === 'unknown') return result(scene, undefined, { parents, dtype });
  const shape = shapeOf(self.value);
  const outcome = shape && settleIndex(scene, flavour, self, shape, found);
  if (!shape) return result(scene, undefined, { parents, dtype });
  if (!outcome) return refused(scene);
  return result(scene, outcome.value, {
    parents,
    dtype,
    content: contentAt(self.value, found),
    weight: weightAt(self.value, shape, found),
  });
}

interface Located {
  readonly index: Index;
  readonly operand: Operand;
}

function settleIndex(
  scene: Scene,
  flavour: Flavour,
  self: Argument,
  shape: Shape,
  indices: readonly Located[],
) {
  const tensor = self.value.kind === 'tensor' ? self.value : undefined;
  const operands = [{ role: 'tensor', shape, tensor, at: self.at }, ...indices.map(i => i.operand)];
  const options: IndexOptions = { integers: flavour.integers };
  return settle(
    scene,
    operands,
    indexShape(
      shape,
      indices.map(i => safeIndex(i.index)),
      options,
    ),
  );
}

/** A symbolic position may be 0, which symbols of sizes never are: only numbers are checked against bounds. */
function safeIndex(index: Index): Index {
  if (index.kind !== 'at' || !index.position) return index;
  return constantOf(index.position) === undefined ? { kind: 'at' } : index;
}

type Read = readonly Located[] | 'unknown' | 'refused';

function readIndices(scene: Scene, given: readonly Argument[]): Read {
  const [only] = given;
  const spread =
    only && given.length === 1 && only.value.kind === 'list' && only.value.flavour === 'tuple'
      ? itemsOf(only.value)
      : undefined;
  const all: readonly Argument[] =
    only && spread ? spread.map(value => ({ name: undefined, value, at: only.at })) : given;
  const located: Located[] = [];
  for (const { value, at } of all) {
    const index = readIndex(scene, value, at);
    if (index === 'unknown' || index === 'refused') return index;
    located.push({ index, operand: operandOf(value, at) });
  }
  return located;
}

function operandOf(value: Value, at: Origin): Operand {
  return {
    role: 'index',
    shape: literalShape(value),
    tensor: value.kind === 'tensor' ? value : undefined,
    at,
  };
}

function readIndex(scene: Scene, value: Value, at: Origin): Index | 'unknown' | 'refused' {
  switch (value.kind) {
    case 'number':
      return value.dim ? position(value.dim) : refuseIndex(scene, at, 'a float');
    case 'none':
      return { kind: 'newaxis' };
    case 'ellipsis':
      return { kind: 'ellipsis' };
    case 'slice':
      return { kind: 'slice', ...boundsOf(value) };
    case 'bool':
      return value.value === true ? { kind: 'newaxis' } : 'unknown';
    case 'string':
      return refuseIndex(scene, at, 'a string');
    case 'tensor':
      return arrayIndex(scene, value, at, value.dtype);
    case 'list':
      return arrayIndex(scene, value, at, literalDtype(value));
    default:
      return 'unknown';
  }
}

const position = (dim: Dim): Index => (isUnknown(dim) ? { kind: 'at' } : { kind: 'at', position: dim });

function arrayIndex(
  scene: Scene,
  value: Value,
  at: Origin,
  dtype: TensorValue['dtype'],
): Index | 'unknown' | 'refused' {
  const shape = literalShape(value);
  if (dtype === 'float' && value.kind === 'tensor' && isCertain(value))
    return refuseIndex(scene, at, 'an array of floats');
  if (!shape || !dtype || dtype === 'float') return 'unknown';
  if (dtype === 'bool') return { kind: 'mask', rank: shape.length, shape };
  const content = value.kind === 'tensor' && shape.length === 0 ? value.content?.[0] : undefined;
  return content === undefined ? { kind: 'array', shape } : { kind: 'array', shape: [] };
}

/** A dtype of floats is taken from the default of a function that says nothing else: certain only where the program made the array. */
const isCertain = (tensor: TensorValue): boolean =>
  tensor.source.role === 'data' && tensor.shape !== undefined;

function refuseIndex(scene: Scene, at: Origin, given: string): 'refused' {
  refuseArgument(scene, {
    parameter: 'index',
    aspect: 'type',
    allowed: 'integers, slices, None, ... and arrays of integers or truth values',
    given,
    at,
  });
  return 'refused';
}

function boundsOf({ start, stop, step }: SliceValue): SliceBounds {
  const bound = (value: Value): Dim | undefined =>
    value.kind === 'none' ? undefined : (contentDim(value) ?? unknownDim());
  return { start: bound(start), stop: bound(stop), step: bound(step) };
}

function contentDim(value: Value): Dim | undefined {
  if (value.kind === 'tensor' && value.content?.length === 1) return size(value.content[0] ?? 0);
  return value.kind === 'number' ? value.dim : asDim(value);
}

/** One number, or a run of numbers, out of a small constant vector. */
function contentAt(tensor: TensorValue, indices: readonly Located[]): readonly number[] | undefined {
  const [first] = indices;
  if (!tensor.content || shapeOf(tensor)?.length !== 1 || indices.length !== 1 || !first) return undefined;
  const { index } = first;
  if (index.kind === 'at' && index.position) {
    const found = tensor.content.at(constantOf(index.position) ?? Number.NaN);
    return found === undefined || constantOf(index.position) === undefined ? undefined : [found];
  }
  if (index.kind !== 'slice' || index.step) return undefined;
  const [start, stop] = [index.start, index.stop].map(d => (d ? (constantOf(d) ?? Number.NaN) : undefined));
  return Number.isNaN(start) || Number.isNaN(stop) ? undefined : tensor.content.slice(start, stop);
}

/** A slice along the gate axis at gate boundaries: `W[:, :units]` is the first gate. */
function weightAt({ weight }: TensorValue, shape: Shape, indices: readonly Located[]): WeightOf | undefined {
  if (weight?.gateAxis === undefined || weight.gates.length === 0) return undefined;
  if (indices.some(i => i.index.kind !== 'slice')) return undefined;
  const index = indices[weight.gateAxis]?.index;
  const dim = shape[weight.gateAxis];
  if (index?.kind !== 'slice' || !dim)
    return index === undefined && indices.length <= weight.gateAxis ? weight : undefined;
  if (index.step) return undefined;
  const each = floorDivide(dim, size(weight.gates.length));
  const [from, to] = [
    gateNumber(index.start ?? size(0), each, weight.gates.length),
    gateNumber(index.stop ?? dim, each, weight.gates.length),
  ];
  return from === undefined || to === undefined || from >= to
    ? undefined
    : { ...weight, gates: weight.gates.slice(from, to) };
}

function gateNumber(at: Dim, each: Dim, count: number): number | undefined {
  const isNegative = (constantOf(at) ?? 0) < 0;
  const found = Array.from({ length: count + 1 }, (_, i) => i).find(
    i => compare(multiply(each, size(isNegative ? i - count : i)), at) === 'equal',
  );
  return found;
}

/** `x[...] = value`: the value must stretch to what is indexed; leading axes of size 1 are passed over. */
export function setTensorIndex(flavour: Flavour, call: Call, value: Value): void {
  const scene: Scene = {
    host: call.host,
    framework: flavour.framework,
    operation: 'item assignment',
    site: call.site,
  };
  const [self, ...given] = call.args;
  const shape = self && self.value.kind === 'tensor' ? shapeOf(self.value) : undefined;
  const found = readIndices(scene, given);
  if (!self || !shape || typeof found === 'string') return;
  const target = settleIndex(scene, flavour, self, shape, found)?.value;
  const operand = takeTensor({ ...scene, framework: 'numpy' }, value, call.site, 'value', {
    numbers: true,
    lists: true,
  });
  if (!target || !operand?.shape) return;
  const outcome = broadcastTo(trimmed(operand.shape, target.length), target);
  if (outcome.ok) return;
  refuseOperands(
    scene,
    [operand, { role: 'target', shape: target, tensor: undefined, at: self.at }],
    outcome.mismatch,
  );
}

function trimmed(shape: Shape, rank: number): Shape {
  const [first] = shape;
  return first && shape.length > rank && constantOf(first) === 1 ? trimmed(shape.slice(1), rank) : shape;
}
