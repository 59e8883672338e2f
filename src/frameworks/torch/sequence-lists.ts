/** torch.nn.utils.rnn: lists of sequences made one batch, and batches made lists. https://docs.pytorch.org/docs/stable/nn.html#utilities */
import {
  compare,
  constantOf,
  type Dim,
  maximum,
  type Origin,
  type Shape,
  size,
  sum,
  unknownDim,
} from '../../shapes/index.ts';
import { takeTensor } from '../array/operand.ts';
import { refuseArgument, refused, refuseOperands, result, type Scene } from '../array/scene.ts';
import {
  type Dtype,
  itemsOf,
  list,
  listOf,
  optionsOf,
  shapeOf,
  type TensorValue,
  type Value,
} from '../parts.ts';
import { makePacked, packedOf } from './packed.ts';

import { countOf, define, isBatchFirst, lengthsOf } from './sequence-arguments.ts';

function sequencesOf(value: Value): readonly (TensorValue | undefined)[] | undefined {
  return itemsOf(value)?.map(item => (item.kind === 'tensor' ? item : undefined));
}

/** The shape of a tensor, or of one of several: what they share of it. */
function shapeOfAny(value: Value): Shape | undefined {
  if (value.kind === 'tensor') return shapeOf(value);
  if (value.kind !== 'union') return undefined;
  const [first, ...others] = value.options.map(shapeOfAny);
  return others.reduce((shared, shape) => sharedShape(shared, shape), first);
}

const sharedShape = (a: Shape | undefined, b: Shape | undefined): Shape | undefined =>
  a && b && a.length === b.length
    ? a.map((dim, axis) => (compare(dim, b[axis] ?? unknownDim()) === 'equal' ? dim : unknownDim()))
    : undefined;

/** What a step holds has to go into the place of what one of the first sequence does. */
function refuseOtherRows(
  scene: Scene,
  [first, ...others]: readonly (Shape | undefined)[],
  tensors: readonly (TensorValue | undefined)[],
  at: Origin,
): Value | undefined {
  for (const [i, other] of others.entries()) {
    if (!first || other?.length !== first.length) continue;
    const axis = other.findIndex((dim, a) => a > 0 && isOtherRow(dim, first[a]));
    const [dim, wanted] = [other[axis], first[axis]];
    if (!dim || !wanted) continue;
    const operands = [tensors[0], tensors[i + 1]].map(tensor => ({
      role: 'sequence',
      shape: tensor && shapeOf(tensor),
      tensor,
      at,
    }));
    const mismatch = {
      kind: 'dims',
      left: { operand: 0, axis, dim: wanted },
      right: { operand: 1, axis, dim },
    } as const;
    return refuseOperands(scene, operands, mismatch, at);
  }
  return undefined;
}

const isOtherRow = (dim: Dim, wanted: Dim | undefined): boolean =>
  wanted !== undefined && compare(dim, wanted) === 'different' && constantOf(dim) !== 1;

/** A list of any number of sequences: what each step of all of them holds, behind the batch and the longest length. */
function anySequences(value: Value) {
  const items = value.kind === 'list' ? value.items.value : undefined;
  if (!items || 'known' in items) return undefined;
  const shape = shapeOfAny(items.element);
  if (!shape || shape.length === 0) return undefined;
  const [tensor] = optionsOf(items.element).flatMap(each => (each.kind === 'tensor' ? [each] : []));
  const lead = [items.length ?? unknownDim(), unknownDim()];
  return { lead, row: shape.slice(1), tensor, dtype: dtypeOfAny(items.element) };
}

/** What a tensor holds, or each of several. */
function dtypeOfAny(value: Value | undefined): Dtype | undefined {
  const [first, ...others] = (value ? optionsOf(value) : []).map(each =>
    each.kind === 'tensor' ? each.dtype : undefined,
  );
  return others.every(dtype => dtype === first) ? first : undefined;
}

export const padSequence = define(
  'pad_sequence',
  "sequences, batch_first: bool=False, padding_value: number=0.0, padding_side='right'",
  (scene, bound) => {
    const tensors = sequencesOf(bound.value('sequences'));
    const given = itemsOf(bound.value('sequences'));
    if (given?.some(({ kind }) => kind === 'number' || kind === 'string' || kind === 'list'))
      return refuseArgument(scene, {
        parameter: 'sequences',
        aspect: 'type',
        allowed: 'a list of tensors',
        at: bound.at('sequences'),
        says: 'expected Tensor as element',
      });
    const shapes = itemsOf(bound.value('sequences'))?.map(shapeOfAny);
    const first = isBatchFirst(bound);
    const any = first === undefined ? undefined : anySequences(bound.value('sequences'));
    if (any)
      return result(scene, [...(first ? any.lead : any.lead.toReversed()), ...any.row], {
        parents: [any.tensor],
        dtype: any.dtype,
      });
    const other = shapes && refuseOtherRows(scene, shapes, tensors ?? [], bound.at('sequences'));
    if (other) return other;
    const row = shapes?.[0]?.slice(1);
    const known = shapes?.flatMap(shape => (shape?.[0] ? [shape[0]] : []));
    if (!shapes || !row || !known || known.length !== shapes.length || first === undefined)
      return scene.host.unknown('the lengths of sequences', scene.site);
    const batch = size(shapes.length);
    const time = known.reduce(maximum);
    return result(scene, first ? [batch, time, ...row] : [time, batch, ...row], {
      parents: tensors,
      dtype: dtypeOfAny(itemsOf(bound.value('sequences'))?.[0]),
    });
  },
);

export const packSequence = define('pack_sequence', 'sequences, enforce_sorted=True', (scene, bound) => {
  const tensors = sequencesOf(bound.value('sequences'));
  const shapes = tensors?.flatMap(t => {
    const shape = t && shapeOf(t);
    return shape ? [shape] : [];
  });
  const other =
    shapes?.length === tensors?.length &&
    shapes &&
    refuseOtherRows(scene, shapes, tensors ?? [], bound.at('sequences'));
  if (other) return other;
  const lengths = shapes?.flatMap(shape => (shape[0] ? [shape[0]] : []));
  const isKnown = shapes && lengths && lengths.length === tensors?.length && lengths.length > 0;
  return makePacked(
    scene.host,
    {
      rows: isKnown ? sum(lengths) : unknownDim(),
      row: isKnown ? shapes[0]?.slice(1) : undefined,
      batch: tensors ? size(tensors.length) : unknownDim(),
      steps: isKnown ? lengths.reduce(maximum) : unknownDim(),
      beyond: undefined,
      lengths: isKnown ? lengths : undefined,
      parents: tensors?.flatMap(t => (t ? [t] : [])) ?? [],
    },
    { operation: 'pack_sequence', site: scene.site },
  );
});

/** The sequences of a batch, each of its own length and with what a row of the batch holds. */
function sequences(scene: Scene, { lengths, batch, row, parents }: Unpadded): Value {
  const one = (length: Dim): Value =>
    result(scene, row && [length, ...row], { parents, dtype: parents[0]?.dtype });
  const count = batch && constantOf(batch);
  if (lengths) return list(lengths.map(one));
  return count !== undefined && count <= MOST_SEQUENCES
    ? list(Array.from({ length: count }, () => one(unknownDim())))
    : listOf({ element: one(unknownDim()), length: batch });
}

interface Unpadded {
  readonly lengths?: readonly Dim[] | undefined;
  readonly batch: Dim | undefined;
  readonly row: Shape | undefined;
  readonly parents: readonly (TensorValue | undefined)[];
}

/** A longer list is not told item by item. */
const MOST_SEQUENCES = 64;

export const unpackSequence = define('unpack_sequence', 'packed_sequences', (scene, bound) => {
  const packed = packedOf(bound.value('packed_sequences'));
  return packed ? sequences(scene, packed) : scene.host.unknown('the sequences that were packed', scene.site);
});

export const unpadSequence = define(
  'unpad_sequence',
  'padded_sequences, lengths, batch_first=False',
  (scene, bound) => {
    const input = takeTensor(scene, bound.value('padded_sequences'), bound.at('padded_sequences'), 'input');
    if (!input) return refused(scene);
    return sequences(scene, {
      lengths: lengthsOf(bound.value('lengths')),
      batch: countOf(bound.value('lengths')),
      row: input.shape && input.shape.length > 1 ? input.shape.slice(2) : undefined,
      parents: [input.tensor],
    });
  },
);
