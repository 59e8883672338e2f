/** Changes of shape that run and leave the elements where nobody expects them. */
import { compare, constantOf, type Dim, type Shape, sameDim } from '../../shapes/index.ts';
import { type Operand, shapeOf, type TensorValue } from '../parts.ts';
import { type Scene, suspectMisreading } from './scene.ts';

const isDifferent = (a: Dim, b: Dim): boolean => compare(a, b) === 'different';
const isMany = (dim: Dim | undefined): boolean => dim !== undefined && (constantOf(dim) ?? 0) > 1;
const isOne = (dim: Dim | undefined): boolean => dim !== undefined && constantOf(dim) === 1;

/** `given`: what is reshaped; `to`: the shape that it gets. */
export function suspectReshape(scene: Scene, given: Operand, to: Shape | undefined): void {
  const from = given.shape;
  if (!from || !to || from.length !== 3) return;
  if (mixesStates(given, from, to))
    suspectMisreading(scene, {
      about: 'states-mixed-with-samples',
      tensor: given,
      axes: ['layers and directions', 'batch', 'units'],
      axis: 0,
      gives: to,
    });
  else if (isPermuted(from, to))
    suspectMisreading(scene, { about: 'reshape-as-transpose', tensor: given, gives: to });
}

/** (directions, batch, units) as (batch, directions * units): each row is made of one direction of several samples. */
function mixesStates({ tensor }: Operand, [stacked, batch]: Shape, to: Shape): boolean {
  if (!tensor || !isStack(tensor)) return false;
  return to.length === 2 && isMany(stacked) && !isOne(batch) && sameDim(to[0], batch);
}

/** Steps from a part of the states back to all of them. */
const FARTHEST = 4;

/** States one upon the other, or some of them: `h_n`, `h_n[-2:]`, `h_n.view(layers, 2, batch, units)[-1]`. */
function isStack(tensor: TensorValue): boolean {
  let at: TensorValue | undefined = tensor;
  const rows = shapeOf(tensor)?.slice(-2);
  for (let steps = 0; at && steps < FARTHEST; steps++) {
    const { role, layer, operation, parents }: TensorValue['source'] = at.source;
    const own = shapeOf(at)?.slice(-2);
    if (own?.length !== 2 || !own.every((dim, i) => sameDim(dim, rows?.[i]))) return false;
    if (role === 'h' || role === 'c') return layer?.layer?.recurrent === true;
    if (
      parents.length !== 1 ||
      !/^indexing$|(^|\.)(view|reshape|unflatten|contiguous|clone|detach)$/.test(operation)
    )
      return false;
    at = parents[0];
  }
  return false;
}

/** The same sizes in another order, where no axis of size 1 explains it. */
function isPermuted(from: Shape, to: Shape): boolean {
  if (to.length !== from.length || [...from, ...to].some(isOne)) return false;
  const places = to.map(dim => from.findIndex(other => sameDim(other, dim)));
  const isWhole = new Set(places).size === from.length && !places.includes(-1);
  const moved = places.filter((place, i) => place !== i);
  const areApart = from.every((dim, i) => from.every((other, j) => i === j || isDifferent(dim, other)));
  return isWhole && areApart && moved.length > 0;
}

/** The states of several layers or directions have no axis of size 1 to take away. */
export function suspectSqueeze(scene: Scene, given: Operand, axes: readonly number[]): void {
  const role = given.tensor?.source.role;
  const rank = given.shape?.length;
  if ((role !== 'h' && role !== 'c') || rank !== 3 || !given.tensor?.source.layer?.layer?.recurrent) return;
  const [axis] = axes.map(each => (each < 0 ? each + rank : each));
  if (axes.length !== 1 || axis === undefined || !isMany(given.shape?.[axis])) return;
  suspectMisreading(scene, {
    about: 'squeeze-without-effect',
    tensor: given,
    axes: ['layers and directions', 'batch', 'units'],
    axis,
    gives: given.shape,
  });
}
