/** `Dot`: one axis of each tensor is summed over, the others stay; the batch is kept once. keras/src/layers/merging/dot.py */
import {
  accept,
  constantOf,
  type Dim,
  type Origin,
  printDim,
  refuse,
  type Shape,
  type ShapeResult,
  size,
} from '../../../shapes/index.ts';
import { refuseArgument, type WrongArgument } from '../../array/scene.ts';
import { asInt, itemsOf } from '../../parts.ts';
import type { LayerDescription, LayerSpec, Use } from '../core/description.ts';
import { differs, isNone } from '../core/none.ts';
import type { Options } from '../core/options.ts';
import { batchDotRefuses } from './batch-dot.ts';
import { merging, unknownMerge } from './merging.ts';

function dotting(options: Options): LayerDescription {
  const value = options.value('axes');
  const [m, n] = itemsOf(value)?.map(asInt) ?? [asInt(value), asInt(value)];
  if (m === undefined || n === undefined)
    return { many: true, outputs: use => use.host.unknown('the result of `Dot`', use.site) };
  // A single negative axis is counted round and round (`axes % len(shape)`).
  const isWrapped = value.kind === 'number';
  const axesIn = (use: Use) => [m, n].map((axis, i) => axisIn(axis, use.inputs[i]?.shape, isWrapped));
  const plain = merging(([a = [], b = []], use) => {
    const [first = m, second = n] = axesIn(use);
    return dot(a, b, first, second, use);
  });
  return {
    ...plain,
    outputs: use => {
      const isOfBatch = axesIn(use).includes(0);
      const { name } = use.flavour;
      if (name !== 'keras3' && name !== 'tf_keras') return isOfBatch ? unknownMerge(use) : plain.outputs(use);
      const result = plain.outputs(use);
      const isRefused = 'kind' in result && result.kind === 'unknown';
      const wrong =
        isRefused || !isComputed(use) ? undefined : wrongBatch(use, isOfBatch, options.at('axes'));
      return wrong ? refuseArgument(use, wrong) : result;
    },
  };
}

/** The product is of tensors of one batch, and along other axes than that one. */
function wrongBatch(use: Use, isOfBatch: boolean, at: Origin): WrongArgument | undefined {
  const [a, b] = use.inputs.map(input => input.shape?.[0]);
  if (a && b && differs(a, b, use.graph))
    return {
      parameter: 'inputs',
      aspect: 'value',
      allowed: 'two tensors of one batch',
      given: `batches of ${printDim(a)} and ${printDim(b)}`,
      at: use.inputs[0]?.at ?? use.site,
      says: 'Cannot do batch_dot on inputs with different batch sizes.',
    };
  const says = 'Cannot perform batch_dot over axis 0.';
  return isOfBatch
    ? { parameter: 'axes', aspect: 'value', allowed: 'axes behind the batch', at, says }
    : undefined;
}

function axisIn(axis: number, shape: Shape | undefined, isWrapped: boolean): number {
  const rank = shape?.length ?? 0;
  if (axis >= 0 || rank === 0) return axis;
  return isWrapped ? (rank + (axis % rank)) % rank : axis + rank;
}

/** Keras 3 describes what is symbolic by the shapes alone. */
const isComputed = ({ flavour, graph }: Use): boolean => flavour.name !== 'keras3' || !graph;

/** Keras 3 compares the sizes as they are described: one that is left open is none that is fixed. */
function isBatchBesideFixed({ graph, flavour, inputs }: Use, m: number, n: number): boolean {
  const [x, y] = [inputs[0]?.shape?.[m], inputs[1]?.shape?.[n]];
  if (!x || !y || !graph || (flavour.name !== 'keras3' && flavour.name !== 'tf_keras')) return false;
  return (isNone(x) && constantOf(y) !== undefined) || (isNone(y) && constantOf(x) !== undefined);
}

function dot(a: Shape, b: Shape, m: number, n: number, use: Use): ShapeResult {
  const [x, y] = [a[m], b[n]];
  if (!x || !y) {
    const [axis, rank] = x ? [n, b.length] : [m, a.length];
    // As it was written, from the end.
    return refuse({ kind: 'axis', axis: axis < 0 ? axis - rank : axis, rank, repeated: false });
  }
  if (differs(x, y, use.graph) || isBatchBesideFixed(use, m, n)) return apart([x, m], [y, n]);
  const refused = use.flavour.name === 'keras2' && use.graph ? batchDotRefuses(a, b, m, n) : undefined;
  if (refused) return refuse(refused);
  // The axis that is summed over is taken out first, and then whatever stands in the place of the batch.
  const kept: Dim[] = [...a.toSpliced(m, 1), ...b.toSpliced(n, 1).slice(1)];
  return accept(kept.length === 1 ? [...kept, size(1)] : kept);
}

const apart = ([x, m]: readonly [Dim, number], [y, n]: readonly [Dim, number]): ShapeResult =>
  refuse({ kind: 'dims', left: { operand: 0, axis: m, dim: x }, right: { operand: 1, axis: n, dim: y } });

export const DOT: LayerSpec = {
  name: 'Dot',
  signature: 'axes, normalize=False, **kwargs',
  signatures: { tfjs: 'axes, normalize=False' },
  bases: ['Merge'],
  make: dotting,
};
