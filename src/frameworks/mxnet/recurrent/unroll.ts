/** `cell.unroll(length, inputs)`: a cell over the steps of a sequence. mxnet/gluon/rnn/rnn_cell.py (RecurrentCell.unroll, _format_sequence) */
import { compare, type Dim, type Shape, size, unknownDim } from '../../../shapes/index.ts';
import { refuseArgument, result, type Scene } from '../../array/scene.ts';
import type { Method } from '../../modules/dialect.ts';
import { noteSteps } from '../../modules/recurrent/unrolled.ts';
import {
  type Argument,
  asBool,
  asDim,
  asInt,
  asString,
  type Bound,
  bind,
  type Call,
  itemsOf,
  list,
  listOf,
  shapeOf,
  signature,
  type TensorValue,
  tuple,
  type Value,
} from '../../parts.ts';

const UNROLL = signature(
  "length, inputs, begin_state=None, layout='NTC', merge_outputs=None, valid_length=None",
);

/** One call of `unroll` with its sequence taken apart. */
export interface Unrolled {
  readonly call: Call;
  readonly scene: Scene;
  readonly bound: Bound;
  /** Axis of the steps in a sequence that is one array. */
  readonly axis: number;
  /** undefined: not known. */
  readonly steps: Dim | undefined;
  readonly batch: Dim;
  /** What one step sees. */
  readonly step: Value;
}

/** undefined: refused, which has been stated. 'unknown': the sequence or its layout is not known. */
export function readSequence(call: Call, name: string): Unrolled | 'unknown' | undefined {
  const { host, site } = call;
  const bound = bind(call, UNROLL, `${name}.unroll`, 'mxnet');
  if (bound.refused) return undefined;
  const scene: Scene = { host, framework: 'mxnet', operation: `${name}.unroll`, site };
  const layout = asString(bound.value('layout'));
  const inputs = bound.value('inputs');
  if (layout === undefined || !layout.includes('T') || bound.open) return 'unknown';
  const read = { call, scene, bound, axis: layout.indexOf('T') };
  const taken =
    inputs.kind === 'tensor'
      ? takeArray(scene, inputs, read.axis, layout.indexOf('N'))
      : takeList(host.items(inputs));
  if (taken === 'unknown') return 'unknown';
  const length = asDim(bound.value('length'));
  if (length && taken.steps && compare(length, taken.steps) === 'different') {
    refuseArgument(scene, {
      parameter: 'length',
      aspect: 'value',
      allowed: 'the number of steps in the inputs',
      at: bound.at('length'),
      says: 'AssertionError',
    });
    return undefined;
  }
  return { ...read, ...taken, steps: taken.steps ?? length };
}

type Taken = Pick<Unrolled, 'steps' | 'batch' | 'step'>;

function takeArray(scene: Scene, inputs: TensorValue, axis: number, batchAxis: number): Taken | 'unknown' {
  const shape = shapeOf(inputs);
  if (!shape) {
    const batch = scene.host.freshSymbol('batch', scene.site);
    return { steps: undefined, batch, step: result(scene, undefined, { parents: [inputs] }) };
  }
  const steps = shape[axis];
  const batch = shape[batchAxis];
  if (!steps || !batch) return 'unknown';
  const rest = shape.filter((_, i) => i !== axis);
  return { steps, batch, step: result(scene, rest, { parents: [inputs] }) };
}

function takeList(items: readonly Value[] | undefined): Taken | 'unknown' {
  const [first] = items ?? [];
  if (!items || first?.kind !== 'tensor') return 'unknown';
  return { steps: size(items.length), batch: shapeOf(first)?.[0] ?? unknownDim(), step: first };
}

/** Lists of more steps than this are not written out. */
const MOST_STEPS = 256;

/** The outputs of all steps: a list, or one array where they are merged. With lengths they are merged unless told otherwise. */
export function sequenceOf({ scene, bound, axis, steps }: Unrolled, output: Value): Value {
  const merge = bound.value('merge_outputs');
  const isMasked = bound.value('valid_length').kind !== 'none';
  const merges = merge.kind === 'none' ? isMasked : asBool(merge);
  const shape = output.kind === 'tensor' ? shapeOf(output) : undefined;
  const parents = output.kind === 'tensor' ? [output] : [];
  if (merges === undefined) return scene.host.unknown('the outputs of an unrolled cell', scene.site);
  if (merges) return result(scene, shape && inserted(shape, axis, steps), { parents, role: 'sequence' });
  const count = steps && asInt({ kind: 'number', dim: steps, float: undefined });
  return count !== undefined && count <= MOST_STEPS
    ? list(Array.from({ length: count }, () => output))
    : listOf({ element: output, length: steps });
}

const inserted = (shape: Shape, axis: number, steps: Dim | undefined): Shape => [
  ...shape.slice(0, axis),
  steps ?? unknownDim(),
  ...shape.slice(axis),
];

export function initialStates({ call, bound, batch }: Unrolled, cell: Value): Value {
  const given = bound.value('begin_state');
  if (given.kind !== 'none') return given;
  const { host, site } = call;
  const args: readonly Argument[] = [
    { name: 'func', value: host.unknown('zeros', site), at: site },
    { name: 'batch_size', value: { kind: 'number', dim: batch, float: undefined }, at: site },
  ];
  return host.call(host.attribute(cell, 'begin_state', site), args, site);
}

export const unroll: Method = (cell, call) => {
  const { host, site } = call;
  const name = cell.kind === 'native' || cell.kind === 'object' ? cell.class.name : 'cell';
  const read = readSequence(call, name);
  if (read === undefined || read === 'unknown') return host.unknown('what an unrolled cell gives', site);
  const args: readonly Argument[] = [
    { name: undefined, value: read.step, at: read.bound.at('inputs') },
    { name: undefined, value: initialStates(read, cell), at: read.bound.at('begin_state') },
  ];
  const [output, states] = itemsOf(host.call(cell, args, site)) ?? [];
  if (!output || !states) return host.unknown('what an unrolled cell gives', site);
  noteSteps(host, cell, read.steps);
  return tuple([sequenceOf(read, output), states]);
};
