/** torch.nn.utils.rnn: batches of sequences of different lengths. https://docs.pytorch.org/docs/stable/nn.html#utilities */

import {
  compare,
  constantOf,
  type Dim,
  less,
  maximum,
  type Origin,
  type Shape,
  size,
  sum,
  unknownDim,
} from '../../shapes/index.ts';
import { takeTensor } from '../array/operand.ts';
import {
  refuseArgument,
  refused,
  refuseOperands,
  refuseRank,
  result,
  type Scene,
  suspectMisreading,
} from '../array/scene.ts';
import { axisNames, noteUnpacked } from '../array/sequence-axes.ts';
import {
  asBool,
  asDim,
  type Bound,
  bind,
  contentIn,
  type Dtype,
  itemsOf,
  list,
  listOf,
  nativeFunction,
  type Operand,
  optionsOf,
  shapeOf,
  signature,
  type TensorValue,
  tuple,
  type Value,
} from '../parts.ts';
import { dtypeOfRows, makePacked, PACKED_SEQUENCE, packedOf } from './packed.ts';

function define(name: string, text: string, run: (scene: Scene, bound: Bound) => Value): Value {
  const wanted = signature(text);
  return nativeFunction(name, call => {
    const bound = bind(call, wanted, name, 'torch');
    const scene: Scene = { host: call.host, framework: 'torch', operation: name, site: call.site };
    return bound.refused ? refused(scene) : run(scene, bound);
  });
}

/** Lengths as sizes, where they are told. */
function lengthsOf(value: Value): readonly Dim[] | undefined {
  if (value.kind === 'tensor') return contentIn(value)?.map(n => size(n));
  const items = itemsOf(value)?.map(asDim);
  return items?.every(item => item !== undefined) ? items : undefined;
}

function isBatchFirst(bound: Bound): boolean | undefined {
  const value = bound.value('batch_first');
  return value.kind === 'bool' ? value.value : undefined;
}

function countOf(lengths: Value): Dim | undefined {
  if (lengths.kind === 'tensor') return shapeOf(lengths)?.[0];
  const known = lengthsOf(lengths);
  return known && size(known.length);
}

/** Else the rows are first sorted, one for each length: those of which no length is given are left out. */
const isSorted = (bound: Bound): boolean => asBool(bound.value('enforce_sorted')) === true;

const packPadded = define(
  'pack_padded_sequence',
  'input, lengths, batch_first: bool=False, enforce_sorted=True',
  (scene, bound) => {
    const input = takeTensor(scene, bound.value('input'), bound.at('input'), 'input');
    if (!input) return refused(scene);
    const first = isBatchFirst(bound);
    const shape = input.shape;
    const lengths = lengthsOf(bound.value('lengths'));
    const wrong = checkLengths(scene, bound, input, first) ?? checkContents(scene, bound, input);
    if (wrong) return wrong;
    if (lengths?.length === 0)
      return refuseArgument(scene, {
        parameter: 'lengths',
        aspect: 'value',
        allowed: 'a length for each row',
        at: bound.at('lengths'),
        says: 'Cannot pack empty tensors.',
      });
    const [rows, time] = first ? [shape?.[0], shape?.[1]] : [shape?.[1], shape?.[0]];
    const batch = isSorted(bound) ? rows : countOf(bound.value('lengths'));
    const longest = lengths?.reduce(maximum);
    const beyond =
      longest && time && (constantOf(longest) ?? 0) > (constantOf(time) ?? Number.POSITIVE_INFINITY)
        ? { time, length: longest }
        : undefined;
    if (beyond)
      suspectMisreading(scene, {
        about: 'length-beyond-steps',
        tensor: input,
        axes: axisNames({ batch: first ? 0 : 1 }),
        axis: first ? 1 : 0,
        gives: [beyond.length],
        at: bound.at('lengths'),
      });
    return makePacked(
      scene.host,
      {
        rows: lengths ? sum(lengths) : unknownDim(),
        row: first === undefined ? undefined : shape?.slice(2),
        batch: batch ?? unknownDim(),
        steps: longest ?? unknownDim(),
        beyond,
        areEqual: lengths?.every(length => compare(length, lengths[0] ?? length) === 'equal'),
        parents: input.tensor ? [input.tensor] : [],
      },
      { operation: 'pack_padded_sequence', site: scene.site },
    );
  },
);

/** One length for each sequence of the batch; the longest first, unless they may be in any order. */
function checkLengths(
  scene: Scene,
  bound: Bound,
  input: Operand,
  batchFirst: boolean | undefined,
): Value | undefined {
  const value = bound.value('lengths');
  const at = bound.at('lengths');
  const rank = value.kind === 'tensor' ? shapeOf(value)?.length : undefined;
  if (value.kind === 'tensor' && rank !== undefined && rank !== 1) {
    const operand: Operand = { role: 'lengths', shape: shapeOf(value), tensor: value, at };
    const isChosen = rank > 1 && asBool(bound.value('enforce_sorted')) === false;
    const says = isChosen
      ? 'index_select(): Index is supposed to be a vector'
      : "'lengths' argument should be a 1D CPU int64 tensor";
    return refuseRank(scene, operand, [1], ['batch'], says);
  }
  const lengths = lengthsOf(value);
  const count = countOf(value);
  const batch = batchFirst === undefined ? undefined : input.shape?.[batchFirst ? 0 : 1];
  if (count && batch && (isSorted(bound) ? compare(count, batch) === 'different' : less(batch, count))) {
    const operand: Operand = { role: 'lengths', shape: [count], tensor: undefined, at };
    const axis = batchFirst ? 0 : 1;
    const left = { operand: 0, axis, dim: batch };
    const right = { operand: 1, axis: 0, dim: count };
    const says = isSorted(bound)
      ? 'Expected `len(lengths)` to be equal to batch_size'
      : 'INDICES element is out of DATA bounds';
    return refuseOperands(scene, [input, operand], { kind: 'dims', left, right }, at, says);
  }
  if (!isSorted(bound) || !lengths || isDescending(lengths)) return undefined;
  const says = '`lengths` array must be sorted in decreasing order when `enforce_sorted` is True';
  const allowed = 'lengths in decreasing order, or enforce_sorted=False';
  return refuseArgument(scene, { parameter: 'lengths', aspect: 'value', allowed, at, says });
}

/** A batch and its time, neither of them empty; no sequence without steps. */
function checkContents(scene: Scene, bound: Bound, input: Operand): Value | undefined {
  const { shape } = input;
  if (shape && shape.length < 2) return refuseRank(scene, input, [2, 3], ['steps', 'batch', 'features']);
  const axis = shape?.findIndex(dim => constantOf(dim) === 0) ?? -1;
  const empty = shape?.[axis];
  if (empty) {
    const mismatch = { kind: 'too-small', axis, dim: empty, needed: size(1) } as const;
    return refuseOperands(scene, [input], mismatch, input.at, 'Cannot pack empty tensors.');
  }
  const none = lengthsOf(bound.value('lengths'))?.find(length => less(length, size(1)) === true);
  if (!none) return undefined;
  return refuseArgument(scene, {
    parameter: 'lengths',
    aspect: 'value',
    allowed: 'lengths of at least 1',
    at: bound.at('lengths'),
    says: 'Length of all samples has to be greater than 0',
  });
}

const isDescending = (lengths: readonly Dim[]): boolean =>
  lengths.every((length, i) => {
    const before = lengths[i - 1];
    return !before || less(before, length) !== true;
  });

const padPacked = define(
  'pad_packed_sequence',
  'sequence: packed, batch_first: bool=False, padding_value=0.0, total_length=None',
  (scene, bound) => {
    const packed = packedOf(bound.value('sequence'));
    const first = isBatchFirst(bound);
    if (!packed)
      return tuple([
        scene.host.unknown('a padded sequence', scene.site),
        scene.host.unknown('the lengths of sequences', scene.site),
      ]);
    const total = asDim(bound.value('total_length')) ?? packed.steps;
    const shape: Shape | undefined =
      packed.row && first !== undefined
        ? [...(first ? [packed.batch, total] : [total, packed.batch]), ...packed.row]
        : undefined;
    const padded = result(scene, shape, {
      parents: packed.parents,
      dtype: dtypeOfRows(packed),
      role: 'sequence',
    });
    if (first !== undefined && packed.layer)
      noteUnpacked(padded, { layer: packed.layer, batchFirst: first, isPadded: packed.areEqual !== true });
    return tuple([padded, result(scene, [packed.batch], { dtype: 'int' })]);
  },
);

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

const padSequence = define(
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

const packSequence = define('pack_sequence', 'sequences, enforce_sorted=True', (scene, bound) => {
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
  readonly lengths: readonly Dim[] | undefined;
  readonly batch: Dim | undefined;
  readonly row: Shape | undefined;
  readonly parents: readonly (TensorValue | undefined)[];
}

/** A longer list is not told item by item. */
const MOST_SEQUENCES = 64;

const unpackSequence = define('unpack_sequence', 'packed_sequences', (scene, bound) => {
  const packed = packedOf(bound.value('packed_sequences'));
  return packed
    ? sequences(scene, { ...packed, lengths: undefined })
    : scene.host.unknown('the sequences that were packed', scene.site);
});

const unpadSequence = define(
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

export const PADDING: Readonly<Record<string, Value>> = {
  pack_padded_sequence: packPadded,
  pad_packed_sequence: padPacked,
  pad_sequence: padSequence,
  pack_sequence: packSequence,
  unpack_sequence: unpackSequence,
  unpad_sequence: unpadSequence,
  PackedSequence: PACKED_SEQUENCE,
};
