/** Weights that a program gives to a layer in the place of its own: `emb.weight = nn.Parameter(glove)`, `emb.weight.data = glove`, tied weights. */
import { compare, type Dim, type Shape } from '../../shapes/index.ts';
import { stackedWeight } from '../layer.ts';
import { attached, type Host, type NativeValue, type WeightOf } from '../parts.ts';

const isReplaced = attached<NativeValue, boolean>(false, (a, b) => a || b);

/** Of other sizes than the layer was made with: what its arguments say no longer holds. */
export const hasOtherWeights = (layer: NativeValue): boolean => isReplaced.of(layer);

/** The layer's weight of this name has this shape from here on. Where nothing is known of it, it is taken to be as before. */
export function replaceWeight(host: Host, layer: NativeValue, name: string, shape: Shape | undefined): void {
  const built = layer.layer?.built;
  const weights = built?.value.weights;
  const own = weights?.find(weight => weight.name === name)?.shape;
  if (!built || !weights || !own || !shape || !areDifferent(own, shape)) return;
  const replaced = weights.map(weight => (weight.name === name ? { ...weight, shape } : weight));
  host.write(built, { ...built.value, weights: replaced });
  host.write(isReplaced.place(layer), true);
}

/** The layer has another layer's weight of this name from here on, or no longer where what it is given is nobody's. */
export function shareWeight(host: Host, layer: NativeValue, name: string, given: WeightOf | undefined): void {
  const built = layer.layer?.built;
  const known = built?.value.weights?.find(weight => weight.name === name);
  const sharedWith = given?.layer === layer ? undefined : given?.layer;
  if (!built || !known || known.sharedWith === sharedWith) return;
  const weights = built.value.weights?.map(weight => (weight === known ? { ...weight, sharedWith } : weight));
  host.write(built, { ...built.value, weights });
}

const isStacked = attached<NativeValue, boolean>(false, (a, b) => a || b);

/** Its weights stand for those of several layers: what a call of it gives is another thing. */
export const hasStackedWeights = (layer: NativeValue): boolean => isStacked.of(layer);

/** The weights of a layer stand for those of several from here on. */
export function stackWeights(host: Host, layer: NativeValue, count: Dim, axis: number): void {
  const built = layer.layer?.built;
  if (!built) return;
  const weights = built.value.weights?.map(weight => stackedWeight(weight, count, axis));
  host.write(built, { ...built.value, weights });
  host.write(isStacked.place(layer), true);
}

const areDifferent = (a: Shape, b: Shape): boolean =>
  a.length !== b.length || a.some((dim, axis) => b[axis] && compare(dim, b[axis]) === 'different');

/** The two sizes of a matrix that was put in the place of the layer's own; undefined: it has its own, or no matrix. */
export function replacedMatrix(layer: NativeValue, name: string): readonly [Dim, Dim] | undefined {
  if (!hasOtherWeights(layer)) return undefined;
  const shape = layer.layer?.built.value.weights?.find(weight => weight.name === name)?.shape;
  const [rows, columns] = shape ?? [];
  return rows && columns && shape?.length === 2 ? [rows, columns] : undefined;
}
