/** Cells of flax.nnx, with their weights. Source: flax/nnx/nn/recurrent.py. */
import { type Dim, multiply, size } from '../../../shapes/index.ts';
import { takeTensor } from '../../array/operand.ts';
import { refuseArgument, refused } from '../../array/scene.ts';
import { weight } from '../../layer.ts';
import { type Made, noteCall, type Use } from '../../modules/layer-class.ts';
import type { Options } from '../../modules/options.ts';
import {
  givenAt,
  type Host,
  int,
  type NativeFunction,
  nativeFunction,
  shapeOf,
  tuple,
  type Value,
  type Weight,
} from '../../parts.ts';
import { refuseCarryShape, zeroCarry } from '../shared/carry.ts';
import { PRODUCT_SAYS } from '../shared/dense.ts';
import {
  type CellKind,
  describeCell,
  GRU_CELL,
  LSTM_CELL,
  OPTIMIZED_LSTM_CELL,
  SIMPLE_CELL,
} from '../shared/kinds.ts';
import { layerStates, runStep, stepShapes } from '../shared/step.ts';
import { layerClass, rest } from './dialect.ts';
import { Rngs } from './rngs.ts';

interface Sizes {
  readonly features: Dim;
  readonly hidden: Dim;
}

type WeightsOf = (sizes: Sizes) => readonly Weight[];

const LSTM_GATES = ['i', 'f', 'g', 'o'] as const;
const GRU_GATES = ['r', 'z', 'n'] as const;

/** `if` is a word of Python's: the attribute is `if_`. */
const attributeName = (name: string): string => (name === 'if' ? 'if_' : name);

/** A matrix for each gate: ii, if_, ig, io (in_features, hidden_features), and hi, hf, hg, ho with a bias. */
const oneByOne: WeightsOf = ({ features, hidden }) => [
  ...LSTM_GATES.map(gate => weight(`${attributeName(`i${gate}`)}.kernel`, [features, hidden])),
  ...LSTM_GATES.flatMap(gate => [
    weight(`h${gate}.kernel`, [hidden, hidden]),
    weight(`h${gate}.bias`, [hidden]),
  ]),
];

/** The gates side by side in one kernel; the bias with one of the two. */
const fused =
  (gates: readonly string[], biased: 'dense_i' | 'dense_h'): WeightsOf =>
  ({ features, hidden }) => {
    const wide = multiply(size(Math.max(1, gates.length)), hidden);
    const axis = gates.length > 0 ? 1 : undefined;
    return [
      weight('dense_i.kernel', [features, wide], gates, axis),
      weight('dense_h.kernel', [hidden, wide], gates, axis),
      weight(`${biased}.bias`, [wide], gates, gates.length > 0 ? 0 : undefined),
    ];
  };

const LATER = rest(
  'kernel_init',
  'recurrent_kernel_init',
  'bias_init',
  'dtype',
  'param_dtype',
  'carry_init',
  'promote_dtype',
  'kernel_metadata',
  'recurrent_kernel_metadata',
  'bias_metadata',
);

const cell = (kind: CellKind, weightsOf: WeightsOf, own: string) =>
  layerClass({
    name: kind.name,
    signature: `in_features, hidden_features, *, ${own}, ${LATER}, keep_rngs=False, rngs`,
    forward: 'carry, inputs',
    recurrent: true,
    bases: ['RNNCellBase'],
    make: options => make(options, kind, weightsOf),
  });

const GATED = 'gate_fn=None, activation_fn=None';

export const CELLS = [
  cell(LSTM_CELL, oneByOne, GATED),
  cell(OPTIMIZED_LSTM_CELL, fused(LSTM_GATES, 'dense_h'), GATED),
  cell(GRU_CELL, fused(GRU_GATES, 'dense_i'), GATED),
  cell(SIMPLE_CELL, fused([], 'dense_i'), 'residual=False, activation_fn=None'),
];

function make(options: Options, kind: CellKind, weightsOf: WeightsOf): Made {
  const sizes: Sizes = { features: options.size('in_features'), hidden: options.size('hidden_features') };
  const batch = options.scene.host.freshSymbol('batch', options.scene.site);
  return {
    weights: weightsOf(sizes),
    units: sizes.hidden,
    inputSize: sizes.features,
    cell: describeCell(kind, options, kind.name === 'OptimizedLSTMCell' ? 'flax-nnx-fused' : 'flax-nnx'),
    states: layerStates(kind, [batch, sizes.hidden]),
    step: stepShapes(kind, [batch], sizes.features, sizes.hidden),
    attributes: {
      num_feature_axes: int(1),
      initialize_carry: initializeCarry(kind, sizes, options.flag('keep_rngs') !== false),
    },
    call: use => callCell(use, kind, sizes),
  };
}

function callCell(use: Use, kind: CellKind, { features, hidden }: Sizes): Value {
  const { arguments: given } = use;
  const input = takeTensor(use, given.value('inputs'), given.at('inputs'), 'inputs', { lists: true });
  if (!input) return refused(use);
  const carry = { value: given.value('carry'), at: given.at('carry') };
  const step = runStep(use, {
    kind,
    carry,
    input,
    features,
    hidden,
    parameter: 'in_features',
    unitsName: 'hidden_features',
    says: PRODUCT_SAYS,
  });
  if (!step) return refused(use);
  noteCall(use, [input.shape], [step.output.shape]);
  return tuple([step.carry, step.output]);
}

/** `initialize_carry(input_shape, rngs)`: the batch axes of the input's shape, and hidden_features. */
function initializeCarry(kind: CellKind, { hidden }: Sizes, keepsRngs: boolean): NativeFunction {
  return nativeFunction('initialize_carry', call => {
    const scene = { host: call.host, framework: 'flax', operation: kind.name, site: call.site } as const;
    const ofCarry = { ...scene, operation: `${kind.name}.initialize_carry` } as const;
    const given = givenAt(call, 'input_shape', 0);
    const says = given && noShape(given.value);
    if (says) return refuseCarryShape(scene, given, says);
    if (!keepsRngs && !call.open && !givenAt(call, 'rngs', 1) && needsRngs(call.host))
      return refuseArgument(ofCarry, {
        parameter: 'rngs',
        aspect: 'missing',
        allowed: 'random streams',
        at: call.site,
        says: 'RNGs must be provided to initialize the cell carry.',
      });
    return zeroCarry(call, kind, given?.value, hidden);
  });
}

/** Cells before Flax 0.11 keep the streams that they were made with. */
function needsRngs(host: Host): boolean {
  const { major, minor } = host.version('flax');
  return major > 0 || minor >= 11;
}

/** What is raised for something that is no shape; Linen takes its keys first. */
function noShape(value: Value): string | undefined {
  if (value.kind === 'number') return `'int' object is not subscriptable`;
  if (value.kind === 'native' && value.class === Rngs) return `unhashable type: 'slice'`;
  const isKey = value.kind === 'tensor' && shapeOf(value)?.length === 0;
  return isKey ? 'Too many indices: array is 0-dimensional, but 1 were indexed' : undefined;
}
