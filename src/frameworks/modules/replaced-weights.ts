/** Weights that a program gives to a layer in the place of its own: `emb.weight = nn.Parameter(glove)`, `emb.weight.data = glove`, tied weights. */
import { compare, type Dim, type Shape } from '../../shapes/index.ts';
import { stackedWeight, unstackedWeight, withNewAxis } from '../layer.ts';
import {
  attached,
  type Host,
  type NativeValue,
  replacedShape,
  replaceShape,
  type SharedWeight,
  shapeOf,
  type TensorValue,
  type WeightOf,
} from '../parts.ts';

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
  const sharedWith = given && given.layer !== layer ? firstOf(given) : undefined;
  const isSame =
    known?.sharedWith?.layer === sharedWith?.layer && known?.sharedWith?.name === sharedWith?.name;
  if (!built || !known || isSame) return;
  const weights = built.value.weights?.map(weight => (weight === known ? { ...weight, sharedWith } : weight));
  host.write(built, { ...built.value, weights });
}

/** What a weight was made as: itself, or another layer's that it was replaced by. */
export function firstOf({ layer, name }: SharedWeight): SharedWeight {
  const own = layer.layer?.built.value.weights?.find(weight => weight.name === name);
  return own?.sharedWith ?? { layer, name };
}

/** Of how many modules the arrays of one are, along which axis of theirs, and which they are that no layer of its own tells. */
export interface Stack {
  readonly count: Dim;
  readonly axis: number;
  readonly own: readonly TensorValue[];
}

/** The innermost first. */
const stacks = attached<NativeValue, readonly Stack[]>([], (a, b) => (a.length < b.length ? b : a));

export const outerStack = (module: NativeValue): Stack | undefined => stacks.of(module).at(-1);

/** Its weights stand for those of several layers: what a call of it gives is another thing. */
export const hasStackedWeights = (layer: NativeValue): boolean => stacks.of(layer).length > 0;

/** The arrays of a module stand for those of several from here on. */
export function stackModule(host: Host, module: NativeValue, stack: Stack): void {
  const { count, axis, own } = stack;
  const built = module.layer?.built;
  const weights = built?.value.weights?.map(weight => stackedWeight(weight, count, axis));
  if (built) host.write(built, { ...built.value, weights });
  for (const array of own) {
    const shape = shapeOf(array);
    if (shape) replaceShape(host, array, withNewAxis(shape, count, axis));
  }
  host.write(stacks.place(module), [...stacks.of(module), stack]);
}

/** Runs something while a module stands for one of the several again, as its outermost stack has them. */
export function asOne<T>(host: Host, module: NativeValue, { own }: Stack, action: () => T): T {
  const built = module.layer?.built;
  const all = stacks.of(module);
  const [weights, shapes] = [built?.value.weights, own.map(array => replacedShape(array)?.shape)];
  const axis = all.at(-1)?.axis ?? 0;
  if (built)
    host.write(built, { ...built.value, weights: weights?.map(weight => unstackedWeight(weight, axis)) });
  for (const [i, array] of own.entries()) replaceShape(host, array, shapes[i]?.toSpliced(axis, 1));
  host.write(stacks.place(module), all.slice(0, -1));
  const made = action();
  if (built) host.write(built, { ...built.value, weights });
  for (const [i, array] of own.entries()) replaceShape(host, array, shapes[i]);
  host.write(stacks.place(module), all);
  return made;
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
