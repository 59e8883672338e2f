/** Cells of flax.linen: sized by the carry and the input they are first given. Source: flax/linen/recurrent.py. */
import { compare, type Dim, type Shape, unknownDim } from '../../../shapes/index.ts';
import { takeTensor } from '../../array/operand.ts';
import { refused, refuseMissing } from '../../array/scene.ts';
import { type RunFacts, weight } from '../../layer.ts';
import { type Made, noteCall, type Use } from '../../modules/layer-class.ts';
import type { Options } from '../../modules/options.ts';
import {
  givenAt,
  int,
  type NativeFunction,
  nativeFunction,
  tuple,
  type Value,
  type Weight,
} from '../../parts.ts';
import { refuseCarryShape, suspectCarry, zeroCarry } from '../shared/carry.ts';
import {
  type CellKind,
  describeCell,
  GRU_CELL,
  LSTM_CELL,
  MGU_CELL,
  OPTIMIZED_LSTM_CELL,
  SIMPLE_CELL,
} from '../shared/kinds.ts';
import { layerStates, runStep, type StepResult, stepShapes } from '../shared/step.ts';
import { layerClass, sizeGiven } from './dialect.ts';
import { refuseWeightless } from './needs.ts';
import { givenShape, keepWeights } from './variables.ts';

/** A dense layer inside of a cell: from the input (`i...`) or from the state (`h...`). */
interface Inside {
  readonly name: string;
  readonly bias: boolean;
}

const inside = (names: readonly string[], biased: (name: string) => boolean): readonly Inside[] =>
  names.map(name => ({ name, bias: biased(name) }));

const LSTM_PARTS = inside(['ii', 'hi', 'if', 'hf', 'ig', 'hg', 'io', 'ho'], name => name.startsWith('h'));
const GRU_PARTS = inside(['ir', 'hr', 'iz', 'hz', 'in', 'hn'], name => name.startsWith('i') || name === 'hn');
const MGU_PARTS = inside(['if', 'hf', 'in', 'hn'], name => name !== 'hf');
const SIMPLE_PARTS = inside(['i', 'h'], name => name === 'i');

const COMMON =
  'kernel_init=None, recurrent_kernel_init=None, bias_init=None, dtype=None, param_dtype=None, carry_init=None';
const GATED = `gate_fn=None, activation_fn=None, ${COMMON}`;

const cell = (kind: CellKind, parts: readonly Inside[], own: string) =>
  layerClass({
    name: kind.name,
    signature: `features, ${own}`,
    forward: 'carry, inputs',
    recurrent: true,
    bases: ['RNNCellBase'],
    lacks: use => refuseWeightless(use, 'kernel'),
    make: options => ({
      ...cellFacts(options, kind),
      run: use => callCell(use, kind, parts, options),
    }),
  });

export const CELLS = [
  cell(LSTM_CELL, LSTM_PARTS, GATED),
  cell(OPTIMIZED_LSTM_CELL, LSTM_PARTS, GATED),
  cell(GRU_CELL, GRU_PARTS, GATED),
  cell(
    MGU_CELL,
    MGU_PARTS,
    'gate_fn=None, activation_fn=None, kernel_init=None, recurrent_kernel_init=None, forget_bias_init=None, activation_bias_init=None, dtype=None, param_dtype=None, carry_init=None, reset_gate=True',
  ),
  cell(SIMPLE_CELL, SIMPLE_PARTS, `activation_fn=None, ${COMMON}, residual=False`),
];

interface CellFacts extends Omit<Made, 'call' | 'attributes'> {
  readonly attributes: { readonly num_feature_axes: Value; readonly initialize_carry: Value };
}

/** What a cell shows before it is called. */
export function cellFacts(options: Options, kind: CellKind): CellFacts {
  const units = sizeGiven(options, 'features');
  const batch = options.scene.host.freshSymbol('batch', options.scene.site);
  return {
    units,
    cell: describeCell(kind, options, 'flax'),
    states: layerStates(kind, [batch, units]),
    attributes: { num_feature_axes: int(1), initialize_carry: initializeCarry(kind, units) },
  };
}

/** `initialize_carry(rng, input_shape)`: the batch axes of the input's shape, and features. */
function initializeCarry(kind: CellKind, units: Dim): NativeFunction {
  return nativeFunction('initialize_carry', call => {
    const scene = { host: call.host, framework: 'flax', operation: kind.name, site: call.site } as const;
    const ofCarry = { ...scene, operation: `${kind.name}.initialize_carry` } as const;
    const given = givenAt(call, 'input_shape', 1);
    if (!given && !call.open) return refuseMissing(ofCarry, 'input_shape');
    const says = given && noShape(given.value);
    if (says) return refuseCarryShape(ofCarry, given, says);
    return zeroCarry(call, kind, given?.value, units);
  });
}

/** What is raised for something that is no shape; arrays of NumPy are added to, and may pass. */
function noShape(value: Value): string | undefined {
  if (value.kind === 'number') return `'int' object is not subscriptable`;
  return value.kind === 'tensor' && value.framework !== 'numpy'
    ? "unsupported operand type(s) for +: 'ArrayImpl' and 'tuple'"
    : undefined;
}

function callCell(use: Use, kind: CellKind, parts: readonly Inside[], options: Options): Value {
  const { arguments: given } = use;
  const input = takeTensor(use, given.value('inputs'), given.at('inputs'), 'inputs', { lists: true });
  if (!input) return refused(use);
  const carry = { value: given.value('carry'), at: given.at('carry') };
  const [features, hidden] = givenShape(use, `${parts[0]?.name ?? ''}/kernel`) ?? [];
  const step = runStep(use, {
    kind,
    carry,
    input,
    features,
    hidden,
    unitsName: 'features',
    says: 'the given initializer is expected to generate shape …, but the existing parameter it received has shape',
  });
  if (!step) return refused(use);
  const units = unitsOf(step, use, options, hidden);
  keepWeights(use, weightsOf(parts, input.shape?.at(-1), units));
  noteCall(use, [input.shape], [step.output.shape], stepFacts(kind, input.shape, units));
  return tuple([step.carry, step.output]);
}

/** The carry says how many units there are, whatever `features` says. */
function unitsOf(step: StepResult, use: Use, options: Options, hidden: Dim | undefined): Dim {
  const features = sizeGiven(options, 'features');
  const { shape } = step.output;
  const units = shape?.at(-1) ?? hidden ?? features;
  if (!hidden && shape && compare(units, features) === 'different') {
    const { arguments: given } = use;
    const value = given.value('carry');
    suspectCarry(
      use,
      { role: 'carry', shape, tensor: value.kind === 'tensor' ? value : undefined, at: given.at('carry') },
      {
        aspect: 'shape',
        expected: [...shape.slice(0, -1), features],
        axis: shape.length - 1,
        axisMeaning: 'features',
        says: 'the cell takes its number of units from the carry',
      },
    );
  }
  return units;
}

function weightsOf(parts: readonly Inside[], features: Dim | undefined, units: Dim): readonly Weight[] {
  return parts.flatMap(({ name, bias }) => {
    const rows = name.startsWith('i') ? features : units;
    return [
      weight(`${name}/kernel`, rows && [rows, units]),
      ...(bias ? [weight(`${name}/bias`, [units])] : []),
    ];
  });
}

function stepFacts(kind: CellKind, input: Shape | undefined, units: Dim): RunFacts {
  if (!input) return {};
  const [leading, features] = [input.slice(0, -1), input.at(-1)];
  return {
    inputSize: features,
    states: layerStates(kind, [...leading, units]),
    step: stepShapes(kind, leading, features ?? unknownDim(), units),
  };
}
