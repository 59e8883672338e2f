/** Subscripts of tensors: `x[:, -1]`, `x[..., None]`, `x[mask]`. */
import {
  compare,
  constantOf,
  constantSizes,
  type Dim,
  floorDivide,
  multiply,
  type Shape,
  size,
} from '../../shapes/index.ts';
import {
  type Call,
  contentIn,
  isPerhapsObject,
  shapeOf,
  type TensorValue,
  type Value,
  type WeightOf,
} from '../parts.ts';
import type { Flavour } from './flavour.ts';
import { type Located, readIndices, settleIndex } from './indices.ts';
import { notePick } from './picks.ts';
import { placesTaken } from './places.ts';
import { gatesIn, isComputed, notePart } from './preactivations.ts';
import { refused, result, type Scene } from './scene.ts';

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
  if (isPerhapsObject(self.value)) return call.host.unknown('an item of an entry of an array', call.site);
  const found = readIndices(scene, self.value, given);
  if (found === 'refused') return refused(scene);
  const parents = [self.value];
  const dtype = self.value.dtype;
  if (found === 'unknown') return result(scene, undefined, { parents, dtype });
  const shape = shapeOf(self.value);
  const outcome = shape && settleIndex(scene, flavour, self, shape, found);
  if (!shape) return result(scene, undefined, { parents, dtype });
  if (!outcome) return refused(scene);
  const taken = result(scene, outcome.value, {
    parents,
    dtype,
    content: contentAt(self.value, found),
    weight: weightAt(self.value.weight, shape, found),
  });
  const whole = { role: 'tensor', shape, tensor: self.value, at: self.at };
  notePick(scene, whole, found, taken);
  if (isComputed(self.value)) notePart(scene, taken, whole, weightAt(gatesIn(self.value), shape, found));
  return taken;
}

/** Which of the numbers that a small tensor holds the indices take, in the order of the result. */
function contentAt(tensor: TensorValue, indices: readonly Located[]): readonly number[] | undefined {
  const content = contentIn(tensor);
  const shape = content && constantSizes(shapeOf(tensor));
  const places = shape && placesTaken(shape, indices);
  return places?.every(place => content?.[place] !== undefined)
    ? places.map(place => content?.[place] ?? 0)
    : undefined;
}

/** A slice along the gate axis at gate boundaries: `W[:, :units]` is the first gate. */
function weightAt(
  weight: WeightOf | undefined,
  shape: Shape,
  indices: readonly Located[],
): WeightOf | undefined {
  if (weight?.gateAxis === undefined || weight.gates.length === 0) return undefined;
  if (indices.some(i => i.index.kind !== 'slice' && i.index.kind !== 'at')) return undefined;
  const index = indices[weight.gateAxis]?.index;
  const dim = shape[weight.gateAxis];
  // `bias[0]` of a GRU that has two rows.
  const gone = indices.slice(0, weight.gateAxis).filter(i => i.index.kind === 'at').length;
  const kept = { ...weight, gateAxis: weight.gateAxis - gone };
  if (index?.kind === 'at' && index.position && dim && constantOf(dim) === weight.gates.length) {
    const place = constantOf(index.position);
    const gate = place === undefined ? undefined : weight.gates.at(place);
    return gate === undefined ? undefined : { ...weight, gates: [gate], gateAxis: undefined };
  }
  if (index?.kind !== 'slice' || !dim)
    return index === undefined && indices.length <= weight.gateAxis ? kept : undefined;
  if (index.step) return undefined;
  const each = floorDivide(dim, size(weight.gates.length));
  const [from, to] = [
    gateNumber(index.start ?? size(0), each, weight.gates.length),
    gateNumber(index.stop ?? dim, each, weight.gates.length),
  ];
  return from === undefined || to === undefined || from >= to
    ? undefined
    : { ...kept, gates: weight.gates.slice(from, to) };
}

function gateNumber(at: Dim, each: Dim, count: number): number | undefined {
  const isNegative = (constantOf(at) ?? 0) < 0;
  const found = Array.from({ length: count + 1 }, (_, i) => i).find(
    i => compare(multiply(each, size(isNegative ? i - count : i)), at) === 'equal',
  );
  return found;
}
