/** The recorded facts of test/goldens/shapes, and how each recorded operation is asked of src/shapes. */
import { readFileSync } from 'node:fs';
import type { Dim, Index, Padding, Shape, ShapeResult } from '../../../src/shapes/index.ts';
import * as shapes from '../../../src/shapes/index.ts';

export type Framework = 'numpy' | 'torch' | 'tensorflow';

/** What a framework gave: a shape, the shapes of several parts, or a refusal. */
export type Recorded = readonly number[] | readonly (readonly number[])[] | null;

export interface Case {
  readonly operation: string;
  readonly given: readonly unknown[];
  readonly recorded: Recorded;
}

export function casesOf(framework: Framework): readonly Case[] {
  const file = new URL(`../../goldens/shapes/${framework}.json`, import.meta.url);
  // The recorder writes this form; a test would fail on any other.
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly cases: Readonly<Record<string, readonly (readonly [readonly unknown[], Recorded])[]>>;
  };
  return Object.entries(cases).flatMap(([operation, rows]) =>
    rows.map(([given, recorded]) => ({ operation, given, recorded })),
  );
}

/** Makes the sizes of an operand: plain numbers, or something that stands for them. */
export type MakeDim = (n: number) => Dim;

/** Nothing known about the parts' number or the rank: no contradiction to anything. */
export type Answer = ShapeResult<Shape | readonly Shape[] | undefined>;

type Ask = (given: readonly unknown[], dim: MakeDim, framework: Framework) => Answer;

// Recorded arguments are read by position; these say what stands there.
const number = (value: unknown) => value as number;
const numbers = (value: unknown) => value as readonly number[];
const optional = (value: unknown) => (value === null ? undefined : (value as number));
const sizes = (value: unknown) => numbers(value).map(n => shapes.size(n));
const oneOrMore = (value: unknown) =>
  (numbers(value).length === 1 ? sizes(value)[0] : undefined) ?? sizes(value);

function known(result: ShapeResult<shapes.Parts>): Answer {
  return shapes.mapResult(result, parts => (parts.known ? parts.shapes : undefined));
}

const asShape = (result: ShapeResult<Dim>): Answer => shapes.mapResult(result, length => [length]);

function indexOf(value: unknown, dim: MakeDim): Index {
  const [kind, ...rest] = value as readonly [Index['kind'], ...unknown[]];
  const at = (i: number) => (typeof rest[i] === 'number' ? shapes.size(number(rest[i])) : undefined);
  switch (kind) {
    case 'at':
      return { kind, position: shapes.size(number(rest[0])) };
    case 'slice':
      return { kind, start: at(0), stop: at(1), step: at(2) };
    case 'array':
      return { kind, shape: numbers(rest[0]).map(dim) };
    case 'mask':
      return { kind, rank: numbers(rest[0]).length, shape: numbers(rest[0]).map(dim) };
    default:
      return { kind };
  }
}

function paddingOf(value: unknown): Padding {
  return typeof value === 'string' ? (value as Padding) : shapes.symmetricPadding(shapes.size(number(value)));
}

/** A padding of PyTorch stands for both sides; Keras names it. */
function transposedPadding(value: unknown) {
  const padding = paddingOf(value);
  return padding === 'causal' ? 'valid' : padding;
}

const shapeOf = (value: unknown, dim: MakeDim): Shape => numbers(value).map(dim);
const shapesOf = (value: unknown, dim: MakeDim) => (value as readonly unknown[]).map(s => shapeOf(s, dim));

const binary =
  (operation: (a: Shape, b: Shape) => ShapeResult): Ask =>
  ([a, b], dim) =>
    operation(shapeOf(a, dim), shapeOf(b, dim));

export const asks: Readonly<Record<string, Ask>> = {
  broadcast: binary(shapes.broadcast),
  broadcastTo: ([a, b], dim) =>
    shapes.broadcastTo(
      shapeOf(a, dim),
      numbers(b).map(n => shapes.size(n)),
    ),
  matmul: binary(shapes.matmul),
  dot: binary(shapes.dot),
  bmm: binary(shapes.bmm),
  outer: binary(shapes.outer),
  tensordot: ([a, b, axes], dim) => {
    const [left, right] = Array.isArray(axes) ? [numbers(axes[0]), numbers(axes[1])] : [];
    const contracted = left && right ? { left, right } : number(axes);
    return shapes.tensordot(shapeOf(a, dim), shapeOf(b, dim), contracted);
  },
  einsum: ([text, operands], dim, framework) =>
    shapes.einsum(text as string, shapesOf(operands, dim), {
      stretchOnes: framework !== 'tensorflow',
      sumEllipsis: framework !== 'numpy',
    }),
  concatenate: ([operands, axis], dim, framework) =>
    shapes.concatenate(shapesOf(operands, dim), number(axis), { skipEmpty: framework === 'torch' }),
  stack: ([operands, axis], dim) => shapes.stack(shapesOf(operands, dim), number(axis)),
  reshape: ([a, target], dim, framework) =>
    shapes.reshape(shapeOf(a, dim), sizes(target), { negativeInfers: framework === 'numpy' }),
  kerasReshape: ([a, target], dim) => shapes.reshapeKeepingBatch(shapeOf(a, dim), sizes(target)),
  kerasFlatten: ([a], dim) => shapes.flattenKeepingBatch(shapeOf(a, dim)),
  flatten: ([a, start, end], dim) => shapes.flatten(shapeOf(a, dim), number(start), number(end)),
  unflatten: ([a, axis, parts], dim) => shapes.unflatten(shapeOf(a, dim), number(axis), sizes(parts)),
  transpose: ([a, order], dim) => shapes.transpose(shapeOf(a, dim), numbers(order)),
  swapaxes: ([a, i, j], dim) => shapes.swapaxes(shapeOf(a, dim), number(i), number(j)),
  moveaxis: ([a, from, to], dim) => shapes.moveaxis(shapeOf(a, dim), numbers(from), numbers(to)),
  squeezeAll: ([a], dim) => shapes.squeeze(shapeOf(a, dim), 'all'),
  squeeze: ([a, axes], dim, framework) =>
    shapes.squeeze(shapeOf(a, dim), numbers(axes), { lenient: framework === 'torch' }),
  expandDims: ([a, axes], dim) => shapes.expandDims(shapeOf(a, dim), numbers(axes)),
  tile: ([a, times], dim, framework) => {
    const repetitions = ({ numpy: 'any', torch: 'at-least-rank', tensorflow: 'rank' } as const)[framework];
    return shapes.tile(shapeOf(a, dim), sizes(times), { repetitions });
  },
  repeat: ([a, times, axis], dim) =>
    shapes.repeatInterleave(shapeOf(a, dim), oneOrMore(times), optional(axis)),
  splitEqually: ([a, n, axis], dim) => shapes.splitEqually(shapeOf(a, dim), number(n), number(axis)),
  arraySplit: ([a, n, axis], dim) => shapes.arraySplit(shapeOf(a, dim), number(n), number(axis)),
  splitAt: ([a, at, axis], dim) => shapes.splitAt(shapeOf(a, dim), sizes(at), number(axis)),
  splitBySize: ([a, n, axis], dim) =>
    known(shapes.splitBySize(shapeOf(a, dim), shapes.size(number(n)), number(axis))),
  splitBySizes: ([a, parts, axis], dim, framework) =>
    shapes.splitBySizes(shapeOf(a, dim), sizes(parts), number(axis), { infer: framework === 'tensorflow' }),
  chunk: ([a, n, axis], dim) => known(shapes.chunk(shapeOf(a, dim), number(n), number(axis))),
  unstack: ([a, axis], dim) => known(shapes.unstack(shapeOf(a, dim), number(axis))),
  reduce: ([a, axes, keep], dim) => shapes.reduce(shapeOf(a, dim), numbers(axes), keep === true),
  reduceOne: ([a, axis], dim) => shapes.reduce(shapeOf(a, dim), [number(axis)]),
  index: ([a, items], dim, framework) =>
    shapes.index(
      shapeOf(a, dim),
      (items as readonly unknown[]).map(item => indexOf(item, dim)),
      { integers: framework === 'torch' ? 'select' : 'advanced' },
    ),
  take: ([a, indices, axis], dim) => shapes.take(shapeOf(a, dim), shapeOf(indices, dim), optional(axis)),
  takeAlongAxis: ([a, indices, axis], dim) =>
    shapes.takeAlongAxis(shapeOf(a, dim), shapeOf(indices, dim), number(axis)),
  gather: ([a, axis, indices], dim) => shapes.gather(shapeOf(a, dim), number(axis), shapeOf(indices, dim)),
  gatherBatched: ([a, indices, axis, batch], dim) =>
    shapes.gatherBatched(shapeOf(a, dim), shapeOf(indices, dim), number(axis), number(batch)),
  gatherNd: ([a, indices], dim) => shapes.gatherNd(shapeOf(a, dim), shapeOf(indices, dim)),
  oneHot: ([a, depth, axis], dim) => shapes.oneHot(shapeOf(a, dim), shapes.size(number(depth)), number(axis)),
  pad: ([a, widths], dim, framework) =>
    shapes.pad(
      shapeOf(a, dim),
      (widths as readonly unknown[]).map(w => {
        const [before, after] = numbers(w);
        return { before: shapes.size(before ?? 0), after: shapes.size(after ?? 0) };
      }),
      { crop: framework === 'torch' },
    ),
  slidingWindows: ([a, axis, n], dim) =>
    shapes.slidingWindows(shapeOf(a, dim), number(axis), shapes.size(number(n))),
  unfold: ([a, axis, n, step], dim) =>
    shapes.slidingWindows(shapeOf(a, dim), number(axis), shapes.size(number(n)), shapes.size(number(step))),
  convolution: ([n, kernel, stride, dilation, padding], dim) =>
    asShape(
      shapes.convolutionLength(dim(number(n)), {
        kernel: shapes.size(number(kernel)),
        stride: shapes.size(number(stride)),
        dilation: shapes.size(number(dilation)),
        padding: paddingOf(padding),
      }),
    ),
  pooling: ([n, kernel, stride, ...rest], dim) => {
    const [dilation, padding, ceil] = rest.length === 1 ? [1, rest[0], false] : rest;
    const window = { kernel: shapes.size(number(kernel)), stride: shapes.size(number(stride)) };
    const more = {
      dilation: shapes.size(number(dilation)),
      padding: paddingOf(padding),
      ceil: ceil === true,
    };
    return asShape(shapes.poolingLength(dim(number(n)), { ...window, ...more }));
  },
  transposed: ([n, kernel, stride, ...rest], dim) => {
    const [dilation, padding, output] = rest.length === 2 ? [1, ...rest] : rest;
    const window = {
      kernel: shapes.size(number(kernel)),
      stride: shapes.size(number(stride)),
      dilation: shapes.size(number(dilation)),
      padding: transposedPadding(padding),
    };
    const added = typeof output === 'number' ? { outputPadding: shapes.size(output) } : {};
    return asShape(shapes.transposedLength(dim(number(n)), { ...window, ...added }));
  },
  upsample: ([n, factor], dim) => asShape(shapes.upsampledLength(dim(number(n)), number(factor))),
  arange: ([start, stop, step], dim, framework) =>
    asShape(
      shapes.arangeLength(dim(number(start)), dim(number(stop)), shapes.size(number(step)), {
        refuseEmpty: framework === 'torch',
      }),
    ),
  diagonal: ([a, offset, axes], dim) => {
    const [i = 0, j = 1] = numbers(axes);
    return shapes.diagonal(shapeOf(a, dim), { offset: shapes.size(number(offset)), axes: [i, j] });
  },
  diag: ([a, offset], dim) => shapes.diag(shapeOf(a, dim), shapes.size(number(offset))),
};
