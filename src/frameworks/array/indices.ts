/** The indices of a subscript, read one by one from what stands between the brackets. */
import { profileOf } from '../../profiles/index.ts';
import {
  axesTaken,
  constantOf,
  type Dim,
  type Index,
  index as indexShape,
  isUnknown,
  type Mismatch,
  type Origin,
  type Shape,
  type SliceBounds,
  size,
  symbolsOf,
  unknownDim,
} from '../../shapes/index.ts';
import { isFunction, isModule } from '../kinds.ts';
import {
  type Argument,
  asDim,
  contentIn,
  itemsOf,
  type Operand,
  type SliceValue,
  type TensorValue,
  type UnknownValue,
  type Value,
  windowOf,
} from '../parts.ts';
import { contentOf, countOfTrue } from './contents.ts';
import type { Flavour } from './flavour.ts';
import { literalDtype, literalShape } from './operand.ts';
import { refuseArgument, refuseOperands, type Scene, settle } from './scene.ts';

export interface Located {
  readonly index: Index;
  readonly operand: Operand;
  /** Of an array of positions: which they are, where that is known; of a mask: 1 where it is true. */
  readonly content?: readonly number[] | undefined;
}

/** The shape of what the indices take; undefined: refused, which has been stated. */
export function settleIndex(
  scene: Scene,
  flavour: Flavour,
  self: Argument,
  shape: Shape,
  indices: readonly Located[],
): { readonly value: Shape } | undefined {
  const tensor = self.value.kind === 'tensor' ? self.value : undefined;
  const operands = [{ role: 'tensor', shape, tensor, at: self.at }, ...indices.map(i => i.operand)];
  const backward = flavour.refusesBackwardSlices ? indices.find(isBackward)?.index : undefined;
  if (backward?.kind === 'slice' && backward.step) {
    const says = 'step must be greater than zero';
    refuseOperands(
      scene,
      operands,
      { kind: 'argument', argument: 'step', value: backward.step },
      scene.site,
      says,
    );
    return undefined;
  }
  const beyond = flavour.checksArraysOfPositions ? positionBeyond(shape, indices) : undefined;
  if (beyond) {
    refuseOperands(scene, operands, beyond, scene.site);
    return undefined;
  }
  const safe = indices.map(i => safeIndex(i.index, flavour));
  return settle(scene, operands, indexShape(shape, safe, { integers: flavour.integers }));
}

/** The first of the positions in an array that lies outside of its axis: of an empty one any, if the arrays together take some. */
function positionBeyond(shape: Shape, indices: readonly Located[]): Mismatch | undefined {
  const taken = indices.reduce((sum, { index }) => sum + axesTaken(index), 0);
  const isTaken = indices.every(
    ({ index }) =>
      index.kind !== 'mask' &&
      (index.kind !== 'array' || index.shape.every(dim => (constantOf(dim) ?? 0) > 0)),
  );
  let axis = 0;
  for (const { index, content } of indices) {
    const dim = shape[axis];
    const most = dim && constantOf(dim);
    const position =
      index.kind === 'array' && most !== undefined
        ? content?.find(place => place >= most || place < -most)
        : undefined;
    if (dim && position !== undefined) return { kind: 'bounds', axis, position: size(position), dim };
    if (dim && most === 0 && index.kind === 'array' && isTaken)
      return { kind: 'bounds', axis, position: unknownDim(), dim };
    axis += index.kind === 'ellipsis' ? shape.length - taken : axesTaken(index);
  }
  return undefined;
}

const isBackward = ({ index }: Located): boolean =>
  index.kind === 'slice' && !!index.step && (constantOf(index.step) ?? 1) < 0;

/** A symbolic position may be 0, which symbols of sizes never are: only numbers are checked against bounds. */
function safeIndex(index: Index, { clampsPositions }: Flavour): Index {
  if (index.kind !== 'at' || !index.position) return index;
  return clampsPositions || constantOf(index.position) === undefined ? { kind: 'at' } : index;
}

type Read = readonly Located[] | 'unknown' | 'refused';

/** 'unknown': one of them may be a place, a slice or an array. */
export function readIndices(scene: Scene, self: TensorValue, given: readonly Argument[]): Read {
  const [only] = given;
  const spread = only && given.length === 1 && isTuple(scene, only.value) ? itemsOf(only.value) : undefined;
  const all: readonly Argument[] =
    only && spread ? spread.map(value => ({ name: undefined, value, at: only.at })) : given;
  const located: Located[] = [];
  for (const { value, at } of all) {
    const index = readIndex(scene, self, value, at);
    if (index === 'unknown' || index === 'refused') return index;
    const content = index.kind === 'array' || index.kind === 'mask' ? contentOf(value) : undefined;
    located.push({ index, operand: operandOf(value, at), content });
  }
  return located;
}

/** An index for each axis. PyTorch takes a list for a tuple, as old NumPy did, where it is short and holds anything but numbers. */
function isTuple({ framework }: Scene, value: Value): boolean {
  if (value.kind !== 'list' || value.flavour === 'tuple') return value.kind === 'list';
  const items = profileOf(framework).tensors.takesListsForTuples ? (itemsOf(value) ?? []) : [];
  return items.length < MOST_IN_LIST && items.some(({ kind }) => OF_TUPLES.includes(kind));
}

const MOST_IN_LIST = 32;
const OF_TUPLES: readonly Value['kind'][] = ['list', 'tensor', 'slice', 'ellipsis', 'none'];

function operandOf(value: Value, at: Origin): Operand {
  return {
    role: 'index',
    shape: literalShape(value),
    tensor: value.kind === 'tensor' ? value : undefined,
    at,
  };
}

/** Arrays of NumPy may have named fields, unless their dtype is a plain one. */
function hasFields({ framework }: Scene, self: TensorValue): boolean {
  return profileOf(framework).tensors.holdsObjects && (self.dtype === undefined || self.dtype === 'string');
}

function readIndex(scene: Scene, self: TensorValue, value: Value, at: Origin): Index | 'unknown' | 'refused' {
  switch (value.kind) {
    case 'number':
      if (value.dim) return position(value.dim);
      return value.float === undefined ? 'unknown' : refuseIndex(scene, at, 'a float');
    case 'none':
      return { kind: 'newaxis' };
    case 'ellipsis':
      return { kind: 'ellipsis' };
    case 'slice':
      return { kind: 'slice', ...boundsOf(value) };
    case 'bool':
      return value.value === true ? { kind: 'newaxis' } : 'unknown';
    case 'string':
      return value.value === undefined || hasFields(scene, self)
        ? 'unknown'
        : refuseIndex(scene, at, 'a string');
    case 'tensor':
      return arrayIndex(scene, value, at, value.dtype);
    case 'list':
      return arrayIndex(scene, value, at, literalDtype(value));
    case 'unknown':
      return isPlace(value) ? { kind: 'at' } : 'unknown';
    default:
      return isModule(value) || isFunction(value)
        ? refuseIndex(scene, at, isModule(value) ? 'a layer' : 'a function')
        : 'unknown';
  }
}

/** Names of parameters that as a rule hold one place; others may hold a list of them, a slice or a mask. */
const PLACE_NAME = /^([tijkn]|step|time_?step|pos|position|last)$/i;

function isPlace(value: UnknownValue): boolean {
  const dim = asDim(value);
  const names = dim ? symbolsOf(dim).map(s => s.name) : [];
  return names.length > 0 && names.every(name => PLACE_NAME.test(name));
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
  if (dtype === 'bool') return { kind: 'mask', rank: shape.length, shape, count: countOfTrue(value) };
  const content = value.kind === 'tensor' && shape.length === 0 ? contentIn(value)?.[0] : undefined;
  return content === undefined ? { kind: 'array', shape } : { kind: 'array', shape: [] };
}

/** A dtype of floats is taken from the default of a function that says nothing else: certain only where the program made the array. */
function isCertain({ dtype, shape, source: { role, parents } }: TensorValue, depth = 8): boolean {
  if (dtype !== 'float' || depth === 0) return false;
  if (role === 'data') return shape !== undefined;
  return role === 'value' && parents.length > 0 && parents.every(parent => isCertain(parent, depth - 1));
}

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
  return { start: bound(start), stop: bound(stop), step: bound(step), window: windowOf(start, stop) };
}

function contentDim(value: Value): Dim | undefined {
  const [only, ...more] = value.kind === 'tensor' ? (contentIn(value) ?? []) : [];
  if (only !== undefined && more.length === 0) return size(only);
  return value.kind === 'number' ? value.dim : asDim(value);
}
