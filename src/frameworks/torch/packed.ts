/**
 * PackedSequence: the padded rows of a batch laid end to end.
 * https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.rnn.PackedSequence.html
 */
import { type Dim, type Origin, type Shape, unknownDim } from '../../shapes/index.ts';
import { instance } from '../array/opaque.ts';
import {
  asInt,
  beside,
  bind,
  type Call,
  type Dtype,
  type Host,
  type NativeClass,
  type NativeValue,
  shapeOf,
  signature,
  type TensorRole,
  type TensorValue,
  tensor,
  type Value,
} from '../parts.ts';

export interface Packed {
  /** Sum of the lengths. */
  readonly rows: Dim;
  /** What each row holds: (features,) for a sequence of vectors. */
  readonly row: Shape | undefined;
  readonly batch: Dim;
  /** The longest length. */
  readonly steps: Dim;
  /** Set where a length lies beyond the padded tensor's time axis: the time axis, and that length. */
  readonly beyond: { readonly time: Dim; readonly length: Dim } | undefined;
  readonly parents: readonly TensorValue[];
  /** The length of each sequence, in the order of the batch, where all are told. */
  readonly lengths?: readonly Dim[] | undefined;
  /** What gave it. */
  readonly layer?: NativeValue;
}

/** What the rows hold: floats where a layer made them, else what was packed. */
export function dtypeOfRows({ parents }: Pick<Packed, 'parents'>): Dtype | undefined {
  return parents[0]?.source.layer ? 'float' : parents[0]?.dtype;
}

const FACTS = beside<NativeValue, Packed>();

export const PACKED_SEQUENCE: NativeClass = {
  kind: 'native-class',
  name: 'PackedSequence',
  qualified: 'torch.nn.utils.rnn.PackedSequence',
  framework: 'torch',
  ancestors: ['tuple'],
  construct: madeByHand,
};

const BY_HAND = signature('data, batch_sizes=None, sorted_indices=None, unsorted_indices=None');

/** Of which packed sequence a tensor is the `batch_sizes`. */
const SIZES_OF = beside<TensorValue, Packed>();

/** `PackedSequence(data, packed.batch_sizes)`: other rows, packed as those of another one are. */
function madeByHand(call: Call): Value {
  const { host, site } = call;
  const bound = bind(call, BY_HAND, 'PackedSequence', 'torch');
  const data = bound.value('data');
  const sizes = bound.value('batch_sizes');
  const shape = data.kind === 'tensor' ? shapeOf(data) : undefined;
  const [rows, ...row] = shape ?? [];
  if (bound.refused || data.kind !== 'tensor' || sizes.kind !== 'tensor' || !rows)
    return host.unknown('the contents of a PackedSequence made by hand', site);
  const { batch, steps, beyond } = SIZES_OF.get(sizes) ?? {
    batch: host.freshSymbol('batch', site),
    steps: shapeOf(sizes)?.[0] ?? unknownDim(),
    beyond: undefined,
  };
  const facts = { rows, row, batch, steps, beyond, parents: [data] };
  return makePacked(host, facts, { operation: 'PackedSequence', site });
}

export function packedOf(value: Value): Packed | undefined {
  return value.kind === 'native' ? FACTS.get(value) : undefined;
}

export interface PackedSource {
  readonly operation: string;
  readonly site: Origin;
  readonly layer?: NativeValue;
  readonly role?: TensorRole;
}

/** It is a named tuple of four, and no tensor. */
const ATTRIBUTES = new Set(
  'data batch_sizes sorted_indices unsorted_indices to cuda cpu pin_memory is_cuda is_pinned double float half long int short char byte count index'.split(
    ' ',
  ),
);

function lacksItem(index: Value): boolean {
  const position = asInt(index);
  return (
    index.kind === 'list' ||
    index.kind === 'ellipsis' ||
    (position !== undefined && (position > 3 || position < -4))
  );
}

export function makePacked(host: Host, facts: Packed, source: PackedSource): NativeValue {
  const shape = facts.row && [facts.rows, ...facts.row];
  const data = tensor(host, {
    framework: 'torch',
    shape,
    dtype: source.layer ? 'float' : dtypeOfRows(facts),
    source: { ...source, role: source.role ?? 'value', parents: facts.parents },
  });
  const sizes = tensor(host, {
    framework: 'torch',
    shape: [facts.steps],
    dtype: 'int',
    source: { ...source, role: 'value' },
  });
  SIZES_OF.set(sizes, facts);
  const attributes = new Map<string, Value>([
    ['data', data],
    ['batch_sizes', sizes],
  ]);
  const parts: readonly Value[] = [data, sizes, { kind: 'none' }, { kind: 'none' }];
  const itself: { value: NativeValue | undefined } = { value: undefined };
  const packed = instance(host, PACKED_SEQUENCE, source.site, {
    attribute: (_host, name) =>
      name === 'to' || name === 'cuda' || name === 'cpu' ? keeps(itself.value) : attributes.get(name),
    lacks: name => name === '__call__' || (!name.startsWith('_') && !ATTRIBUTES.has(name)),
    index: ({ args }) => {
      const position = args[1] && asInt(args[1].value);
      const item = args.length === 2 && position !== undefined ? parts.at(position) : undefined;
      return item ?? host.unknown('a part of a PackedSequence', source.site);
    },
    lacksItem,
    iterate: () => ({ known: parts }),
  });
  itself.value = packed;
  FACTS.set(packed, facts);
  return packed;
}

function keeps(value: NativeValue | undefined): Value | undefined {
  return value && { kind: 'native-function', name: 'to', invoke: () => value };
}
