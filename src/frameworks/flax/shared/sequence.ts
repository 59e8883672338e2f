/** nn.RNN and nnx.RNN: a cell along the time axis. Sources: flax/linen/recurrent.py, flax/nnx/nn/recurrent.py, class RNN. */
import { compare, type Dim, type Shape } from '../../../shapes/index.ts';
import { takeTensor } from '../../array/operand.ts';
import { refuseArgument, refused, refuseRank, refuseSize, result } from '../../array/scene.ts';
import { keptCarry } from '../../jax/scan.ts';
import { noteCall, type Use } from '../../modules/layer-class.ts';
import {
  asBool,
  asInt,
  type Bound,
  itemsOf,
  type NativeValue,
  type Operand,
  shapeOf,
  shapeTuple,
  type TensorValue,
  tuple,
  type Value,
} from '../../parts.ts';
import { refuseChange, refuseLoneArray } from './carry-type.ts';

export interface SequenceParts {
  readonly cell: Value;
  /** What the cell was made for; undefined: not known. */
  readonly features: Dim | undefined;
  /** The constructor's arguments, which those of a call override. */
  readonly options: Bound;
  /** What `initialize_carry` of a cell is called with for an input of one step, of this shape. */
  readonly carryArguments: (shape: Value) => readonly Value[];
}

export interface Axes {
  /** Of the input; its time axis. */
  readonly shape: Shape;
  readonly time: number;
}

/** A flag of the call, else of the constructor. */
export function flagOf({ arguments: given }: Use, options: Bound, name: string): boolean | undefined {
  const own = given.value(name);
  return asBool(own.kind === 'none' ? options.value(name) : own);
}

/** Those of a wrapper's arguments that are layers. */
export const layersIn = (values: readonly Value[]): readonly NativeValue[] =>
  values.flatMap(value => (value.kind === 'native' && value.layer ? [value] : []));

/** Arguments of a wrapper's constructor that shape the output, for messages. */
export const flagsOf = (options: Bound) => ({
  time_major: asBool(options.value('time_major')),
  return_carry: asBool(options.value('return_carry')),
});

function initialCarry(
  { host, site }: Use,
  { cell, carryArguments }: SequenceParts,
  step: TensorValue,
): Value {
  const shape = shapeTuple(step, shapeOf(step), host.unknown('a size of the input', site));
  const args = carryArguments(shape).map(value => ({ name: undefined, value, at: site }));
  return host.call(host.attribute(cell, 'initialize_carry', site), args, site);
}

export function runSequence(use: Use, parts: SequenceParts): Value {
  const { cell, options } = parts;
  const input = takeTensor(use, use.arguments.value('inputs'), use.arguments.at('inputs'), 'inputs');
  if (!input) return refused(use);
  const axes = axesOf(use, parts, input);
  if (axes === 'refused') return refused(use);
  const step = stepOf(use, input, axes);
  const given = use.arguments.given('initial_carry');
  const isGiven = given !== undefined && given.value.kind !== 'none';
  const carry = isGiven ? given.value : initialCarry(use, parts, step);
  if (isGiven && refuseLoneArray(use, cell, given)) return refused(use);
  const carryAt = isGiven ? given.at : use.site;
  const answer = use.host.call(
    cell,
    [
      { name: undefined, value: carry, at: carryAt },
      { name: undefined, value: step, at: input.at },
    ],
    use.site,
  );
  const [last, output] = itemsOf(answer) ?? [];
  if (!last || !output)
    return answer.kind === 'unknown' ? answer : use.host.unknown('what a cell gives', use.site);
  const isKept = isGiven ? !refuseChange(use, given, last) : keptCarry(use, carry, last, use.site);
  if (!isKept) return refused(use);
  const outputs = along(use, output, input, axes);
  note(use, input, axes, last, outputs);
  const returns = flagOf(use, options, 'return_carry');
  if (returns === undefined) return use.host.unknown('whether `return_carry` is set', use.site);
  return returns ? tuple([last, outputs]) : outputs;
}

/** The input's shape and time axis; undefined for an unknown rank where `time_major` is not known. */
function axesOf(
  use: Use,
  { cell, options, features: inputSize }: SequenceParts,
  input: Operand,
): Axes | undefined | 'refused' {
  const major = flagOf(use, options, 'time_major');
  const features = featureAxes(use, cell);
  const other = features === undefined ? noCell(cell) : undefined;
  if (other) {
    const says = `object has no attribute …num_feature_axes`;
    refuseArgument(use, {
      parameter: 'cell',
      aspect: 'type',
      allowed: 'a recurrent cell',
      at: use.site,
      given: other,
      says,
    });
    return 'refused';
  }
  const shape = input.shape ?? (features === 1 ? assumed(use, input, major, inputSize) : undefined);
  if (!shape || features === undefined || major === undefined) return undefined;
  if (shape.length < features + 1) {
    refuseRank(use, input, [features + 1, features + 2], ['batch', 'steps', 'features']);
    return 'refused';
  }
  const actual = shape.at(-1);
  if (features === 1 && actual && inputSize && compare(actual, inputSize) === 'different') {
    const says = 'dot_general requires contracting dimensions to have the same shape';
    refuseSize(use, input, {
      axis: shape.length - 1,
      expected: inputSize,
      actual,
      parameter: 'in_features',
      says,
    });
    return 'refused';
  }
  return { shape, time: major ? 0 : shape.length - features - 1 };
}

/** An input of which nothing is known is taken for a batch of sequences. */
function assumed(
  { host }: Use,
  { at }: Operand,
  major: boolean | undefined,
  features: Dim | undefined,
): Shape | undefined {
  if (major === undefined) return undefined;
  const [batch, steps] = [host.freshSymbol('batch', at), host.freshSymbol('seq_len', at)];
  const last = features ?? host.freshSymbol('features', at);
  return major ? [steps, batch, last] : [batch, steps, last];
}

/** What stands for a cell and is none: a layer of the framework, a number. */
function noCell(cell: Value): string | undefined {
  if (cell.kind === 'number') return cell.dim ? 'int' : 'float';
  const isLayer = cell.kind === 'native' && cell.layer?.framework === 'flax' && !cell.layer.recurrent;
  return isLayer ? cell.class.name : undefined;
}

/** How many axes one step's input has beside those of the batch; the user's own cells say so in `num_feature_axes`. */
function featureAxes({ host, site }: Use, cell: Value): number | undefined {
  return asInt(host.attribute(cell, 'num_feature_axes', site));
}

function stepOf(use: Use, { tensor }: Operand, axes: Axes | undefined): TensorValue {
  const shape = axes?.shape.filter((_, axis) => axis !== axes.time);
  return result(use, shape, { parents: [tensor], dtype: tensor?.dtype });
}

/** The outputs of all steps, one behind another along the time axis. */
function along(use: Use, value: Value, input: Operand, axes: Axes | undefined): Value {
  if (value.kind === 'list') return tuple((itemsOf(value) ?? []).map(item => along(use, item, input, axes)));
  if (value.kind !== 'tensor') return value;
  const steps = axes?.shape[axes.time];
  const one = shapeOf(value);
  const shape =
    axes && steps && one ? [...one.slice(0, axes.time), steps, ...one.slice(axes.time)] : undefined;
  return result(use, shape, { parents: [input.tensor], dtype: value.dtype, role: 'sequence' });
}

function note(use: Use, input: Operand, axes: Axes | undefined, carry: Value, outputs: Value): void {
  const inner = use.layer.layer?.inner[0]?.layer?.built.value;
  const states = itemsOf(carry) ?? [carry];
  const names = states.length === 2 ? ['c', 'h'] : ['h'];
  const output = outputs.kind === 'tensor' ? outputs.shape : undefined;
  noteCall(use, [input.shape ?? axes?.shape], [output], {
    steps: axes?.shape[axes.time],
    step: inner?.step ?? new Map(),
    inputSize: inner?.inputSize ?? axes?.shape.at(-1),
    states: states.map((state, i) => ({
      name: names[i] ?? `state_${i}`,
      shape: state.kind === 'tensor' ? shapeOf(state) : undefined,
    })),
  });
}
