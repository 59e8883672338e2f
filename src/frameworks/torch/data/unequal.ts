/** Samples of different shapes cannot become one batch: `default_collate` stacks them. */
import { compare, constantOf, type Origin, type Shape, stack } from '../../../shapes/index.ts';
import { settle } from '../../array/scene.ts';
import {
  asBool,
  asInt,
  type Bound,
  type Host,
  itemsOf,
  type Operand,
  shapeOf,
  type Value,
} from '../../parts.ts';
import type { Samples } from './datasets.ts';

/** Where batches are asked for. */
interface Place {
  readonly host: Host;
  readonly site: Origin;
}

/** Whether some batch surely holds samples of different shapes, which is stated then. `sample`: what is known of any of them. */
export function refuseUnequal(place: Place, bound: Bound, samples: Samples, sample: Value): boolean {
  const isPlain = ['collate_fn', 'sampler', 'batch_sampler'].every(name => bound.value(name).kind === 'none');
  const batch = asInt(bound.value('batch_size'));
  if (!isPlain || batch === undefined || batch < 2 || isSettled(sample)) return false;
  const all = samples.all?.(place.host, place.site)?.map(partsOf);
  const [first] = all ?? [];
  return (first ?? []).some((_, part) => {
    const tensors = all?.map(each => each[part]);
    const shapes = tensors?.map(value => (value?.kind === 'tensor' ? shapeOf(value) : undefined));
    if (!tensors || !shapes?.every(shape => shape !== undefined)) return false;
    const pair = unequalPair(shapes, batch, bound);
    if (!pair) return false;
    const operands = pair.map((i): Operand => {
      const value = tensors[i];
      const tensor = value?.kind === 'tensor' ? value : undefined;
      return { role: `sample ${i}`, shape: shapes[i], tensor, at: place.site };
    });
    const scene = { ...place, framework: 'torch', operation: 'torch.stack' } as const;
    settle(
      scene,
      operands,
      stack(
        operands.map(({ shape }) => shape ?? []),
        0,
      ),
    );
    return true;
  });
}

/** All shapes in it are known, so that no sample has another. */
function isSettled(sample: Value): boolean {
  return partsOf(sample).every(
    part => part.kind === 'tensor' && shapeOf(part)?.every(dim => constantOf(dim) !== undefined),
  );
}

/** What a sample is made of, each of which becomes a batch of its own. */
function partsOf(sample: Value): readonly Value[] {
  const items = itemsOf(sample);
  if (items) return items.flatMap(partsOf);
  if (sample.kind === 'dict') return [...sample.entries.value.known.values()].flatMap(partsOf);
  return [sample];
}

/** Two samples of the same batch whose shapes differ; undefined where none surely are. */
function unequalPair(
  shapes: readonly Shape[],
  batch: number,
  bound: Bound,
): readonly [number, number] | undefined {
  const shuffle = bound.value('shuffle');
  const isInOrder = shuffle.kind === 'none' || asBool(shuffle) === false;
  if (!isInOrder) return outnumbered(shapes, batch);
  const isDropping = asBool(bound.value('drop_last')) !== false;
  const count = isDropping ? shapes.length - (shapes.length % batch) : shapes.length;
  for (let start = 0; start < count; start += batch) {
    const other = shapes
      .slice(start, Math.min(start + batch, count))
      .findIndex(shape => areOther(shapes[start], shape));
    if (other > 0) return [start, start + other];
  }
  return undefined;
}

/** In any order: there are too few samples of each shape to fill all whole batches with one alone. */
function outnumbered(shapes: readonly Shape[], batch: number): readonly [number, number] | undefined {
  const kinds = new Map<string, number>();
  for (const shape of shapes) kinds.set(textOf(shape), (kinds.get(textOf(shape)) ?? 0) + 1);
  const filled = [...kinds.values()].reduce((sum, count) => sum + Math.floor(count / batch), 0);
  const other = shapes.findIndex(shape => areOther(shapes[0], shape));
  const isKnown = shapes.flat().every(dim => constantOf(dim) !== undefined);
  return isKnown && other > 0 && filled < Math.floor(shapes.length / batch) ? [0, other] : undefined;
}

const textOf = (shape: Shape): string => shape.map(dim => constantOf(dim)).join();

const areOther = (a: Shape | undefined, b: Shape): boolean =>
  a !== undefined &&
  (a.length !== b.length || a.some((dim, i) => b[i] !== undefined && compare(dim, b[i]) === 'different'));
