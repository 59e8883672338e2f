/**
 * A list of which only "any number of items like this" is known holds many tensors, and each has sizes of its own: what is named of one of them says
 * nothing of the others.
 */
import { type Dim, isUnknown, type Origin, type Shape, symbolsOf, unknownDim } from '../shapes/index.ts';
import { itemsOf, shapeOf, sizeAlong } from './ask.ts';
import { sameValueWith } from './beside.ts';
import { inNextRound } from './counter.ts';
import type { Host } from './host.ts';
import { joinShapes } from './join.ts';
import { list } from './make.ts';
import { listLike } from './named-tuple.ts';
import { replacedShape } from './replaced.ts';
import { slot } from './slot.ts';
import type { TensorValue, Value } from './value.ts';

/** The size along an axis (counted from 0) of a tensor whose rank is known; where it is not known it has a name from here on. */
export function namedSize(
  host: Pick<Host, 'learn' | 'textOf'>,
  tensor: TensorValue,
  axis: number,
  origin: Origin,
  name?: string,
): Dim | undefined {
  const shape = shapeOf(tensor);
  const dim = shape?.[axis];
  if (!shape || !dim || !isUnknown(dim) || tensor.graph || replacedShape(tensor)) return dim;
  const named = sizeAlong(tensor, axis, origin, name ?? nameBy(host.textOf(origin), axis));
  host.learn(
    tensor,
    shape.map((each, i) => (i === axis ? named : each)),
  );
  return named;
}

/** `x.size(1)`, `x.shape[1]` and `len(x)` call it after the variable. */
function nameBy(asked: string, axis: number): string | undefined {
  const owner = /^(?:len\()?([A-Za-z_]\w*)(?:\.size\(|\.shape\b|\)$)/.exec(asked)?.[1];
  return owner && `${owner}_${axis}`;
}

/** An item like this one, with sizes of its own. */
export function anotherItem(value: Value, nextId: () => number): Value {
  return changed(value, tensor => {
    const shape = shapeOf(tensor);
    if (shape?.every(dim => !isUnknown(dim)) || replacedShape(tensor)) return tensor;
    const learned = slot<Shape | undefined>(undefined, joinShapes);
    return sameValueWith(tensor, { id: nextId(), shape, learned });
  });
}

/** What the next round of a loop sees. */
export const nextItem = (value: Value, nextId: () => number): Value =>
  anotherItem(inNextRound(value, nextId), nextId);

/** What stands for many, without the names of sizes of tensors that were made since: each has its own. */
export function withoutNames(value: Value, since: number): Value {
  const lasting = (dim: Dim): Dim =>
    symbolsOf(dim).some(({ id }) => isOfSince(id, since)) ? unknownDim() : dim;
  if (value.kind === 'number' && value.dim) {
    const dim = lasting(value.dim);
    return dim === value.dim ? value : { ...value, dim };
  }
  return changed(
    value,
    tensor => {
      const shape = shapeOf(tensor)?.map(lasting);
      return !shape || shape.every((dim, i) => dim === shapeOf(tensor)?.[i])
        ? tensor
        : sameValueWith(tensor, { shape, learned: slot<Shape | undefined>(undefined, joinShapes) });
    },
    item => withoutNames(item, since),
  );
}

/** As `sizeAlong` calls them. */
function isOfSince(id: string, since: number): boolean {
  const tensor = /^tensor(\d+):/.exec(id)?.[1];
  return tensor !== undefined && Number(tensor) >= since;
}

/** With other tensors, also inside of tuples. */
function changed(
  value: Value,
  change: (tensor: TensorValue) => TensorValue,
  inside: (item: Value) => Value = item => changed(item, change),
): Value {
  if (value.kind === 'tensor') return change(value);
  const items = itemsOf(value);
  if (value.kind !== 'list' || value.flavour !== 'tuple' || !items || value.shapeOf) return value;
  const next = items.map(inside);
  return next.every((item, i) => item === items[i]) ? value : listLike(value, list(next, 'tuple'));
}
