/** torch.nn.utils.rnn: batches of sequences of different lengths. https://docs.pytorch.org/docs/stable/nn.html#utilities */

import {
  compare,
  constantOf,
  constantSizes,
  type Dim,
  less,
  maximum,
  type Shape,
  size,
  sum,
  unknownDim,
} from '../../shapes/index.ts';
import { figure } from '../../words/index.ts';
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
import { axisNames, noteSequence } from '../array/sequence-axes.ts';
import { assumedShape } from '../modules/assumed-input.ts';
import { asBool, asDim, type Bound, type Operand, shapeOf, tuple, type Value } from '../parts.ts';
import { dtypeOfRows, makePacked, PACKED_SEQUENCE, packedOf } from './packed.ts';

import { countOf, define, isBatchFirst, lengthsOf } from './sequence-arguments.ts';
import { packSequence, padSequence, unpackSequence, unpadSequence } from './sequence-lists.ts';

/** Else the rows are first sorted, one for each length: those of which no length is given are left out. */
const isSorted = (bound: Bound): boolean => asBool(bound.value('enforce_sorted')) === true;

const packPadded = define(
  'pack_padded_sequence',
  'input, lengths, batch_first: bool=False, enforce_sorted=True',
  (scene, bound) => {
    const input = takeTensor(scene, bound.value('input'), bound.at('input'), 'input');
    if (!input) return refused(scene);
    const first = isBatchFirst(bound);
    const shape = input.shape ?? assumed(scene, input, first);
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
    // A batch that is only assumed is one that has as many lengths.
    const counted = isSorted(bound) || !input.shape ? rows : undefined;
    const batch = counted ?? countOf(bound.value('lengths'));
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
        steps: longest ?? scene.host.freshSymbol('max_length', bound.at('lengths')),
        beyond,
        lengths,
        parents: input.tensor ? [input.tensor] : [],
      },
      { operation: 'pack_padded_sequence', site: scene.site },
    );
  },
);

/** Of what nobody has counted the axes, rows of features as they go into a recurrent layer. */
function assumed(scene: Scene, input: Operand, first: boolean | undefined): Shape | undefined {
  if (first === undefined) return undefined;
  const axes = first ? ['batch', 'seq_len'] : ['seq_len', 'batch'];
  return [...assumedShape(scene, input, axes, false), unknownDim()];
}

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
      ? `Expected \`len(lengths)\` to be equal to batch_size, but got ${figure(count)} (batch_size=${figure(batch)})`
      : 'INDICES element is out of DATA bounds';
    return refuseOperands(scene, [input, operand], { kind: 'dims', left, right, isExact: true }, at, says);
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
    if (less(total, packed.steps) === true) return refuseTotal(scene, bound, total, packed.steps);
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
      noteSequence(padded, { layer: packed.layer, batchFirst: first, isPadded: !areEqual(packed.lengths) });
    const content = constantSizes(packed.lengths);
    return tuple([padded, result(scene, [packed.batch], { dtype: 'int', content })]);
  },
);

/** No sequence is filled up. */
const areEqual = (lengths: readonly Dim[] | undefined): boolean =>
  lengths?.every(length => compare(length, lengths[0] ?? length) === 'equal') === true;

function refuseTotal(scene: Scene, bound: Bound, total: Dim, steps: Dim): Value {
  return refuseArgument(scene, {
    parameter: 'total_length',
    aspect: 'value',
    allowed: `at least the longest length, ${figure(steps)}`,
    given: figure(total),
    at: bound.at('total_length'),
    says: `Expected total_length to be at least the length of the longest sequence in input, but got total_length=${figure(total)} and max sequence length being ${figure(steps)}`,
  });
}

export const PADDING: Readonly<Record<string, Value>> = {
  pack_padded_sequence: packPadded,
  pad_packed_sequence: padPacked,
  pad_sequence: padSequence,
  pack_sequence: packSequence,
  unpack_sequence: unpackSequence,
  unpad_sequence: unpadSequence,
  PackedSequence: PACKED_SEQUENCE,
};
