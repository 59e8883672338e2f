/**
 * LSTM, GRU and simple RNN: weights, gates and states of one step, shared by cells and layers.
 * Source: `build` of the cells in keras/src/layers/rnn/{lstm,gru,simple_rnn}.py; keras 2.2 layers/recurrent.py.
 */
import { type Dim, multiply, type Shape, size } from '../../../shapes/index.ts';
import { weight } from '../../layer.ts';
import {
  asNumber,
  type CellDescription,
  integer,
  type LayerState,
  list,
  type Value,
  type Weight,
} from '../../parts.ts';
import type { Options, SizeCheck } from '../core/options.ts';
import { checkActivation, checkInitializers } from './names.ts';
import {
  CELL_REGULARIZERS,
  DROPOUTS,
  LAYER_REGULARIZERS,
  RECURRENT_CONSTRAINTS,
  RECURRENT_INITIALIZERS,
  RETURNS,
} from './signatures.ts';

export type CellKind = 'lstm' | 'gru' | 'simple-rnn';

export interface CellTraits {
  readonly kind: CellKind;
  /** 'LSTM' */
  readonly name: string;
  readonly gates: readonly string[];
  readonly states: readonly string[];
  /** Symbols of one step that have the states' size. */
  readonly steps: readonly string[];
}

export const CELLS: readonly CellTraits[] = [
  {
    kind: 'lstm',
    name: 'LSTM',
    gates: ['i', 'f', 'c', 'o'],
    states: ['h', 'c'],
    steps: ['h_prev', 'c_prev', 'i_t', 'f_t', 'g_t', 'o_t', 'c_t', 'h_t'],
  },
  {
    kind: 'gru',
    name: 'GRU',
    gates: ['z', 'r', 'h'],
    states: ['h'],
    steps: ['h_prev', 'z_t', 'r_t', 'n_t', 'h_t'],
  },
  { kind: 'simple-rnn', name: 'SimpleRNN', gates: [], states: ['h'], steps: ['h_prev', 'h_t'] },
];

/** One cell with its arguments. */
export interface Cell {
  readonly traits: CellTraits;
  readonly units: Dim;
  readonly useBias: boolean | undefined;
  readonly resetAfter: boolean | undefined;
  /** Multiplies for each gate by itself (`implementation=1`); undefined: not known. */
  readonly perGate: boolean | undefined;
  readonly description: CellDescription;
}

export function readCell(options: Options, traits: CellTraits): Cell {
  const units = options.size('units', unitsCheck(options));
  const activation = checkActivation(options, 'activation');
  const recurrentActivation = traits.kind === 'simple-rnn' ? activation : gateActivation(options);
  checkInitializers(options);
  const resetAfter = traits.kind === 'gru' ? resetsAfter(options) : false;
  const useBias = options.flag('use_bias');
  return {
    traits,
    units,
    useBias,
    resetAfter,
    perGate: isPerGate(options),
    description: {
      kind: traits.kind,
      layout: options.flavour.layout,
      activation,
      recurrentActivation,
      bias: useBias ?? true,
      resetAfter: resetAfter ?? false,
      bidirectional: false,
      numLayers: undefined,
      projection: undefined,
      ...dropoutOf(options),
    },
  };
}

/** Only a share between none and all makes masks. */
function dropoutOf(options: Options): Pick<CellDescription, 'recurrentDropout'> {
  for (const name of ['dropout', 'recurrent_dropout']) options.refuseNoShare(name);
  const rate = asNumber(options.value('recurrent_dropout'));
  return rate !== undefined && rate > 0 && rate < 1 ? { recurrentDropout: rate } : {};
}

/** Floats pass the cells; Keras 3 refuses them in layers with one state (`state_size` must be an integer), the others when weights are made. */
function unitsCheck({ flavour, scene }: Options): SizeCheck | undefined {
  if (flavour.name === 'keras3')
    return scene.operation === 'GRU' || scene.operation === 'SimpleRNN' ? 'integer' : 'late-integer';
  if (flavour.name === 'tf_keras') return scene.operation === 'LSTM' ? 'integer' : 'late-integer';
  return undefined;
}

function gateActivation(options: Options): string {
  const name = checkActivation(options, 'recurrent_activation');
  return options.given('recurrent_activation') ? name : options.flavour.recurrentActivation;
}

/** Recurrent dropout takes another mask for each gate. */
function isPerGate(options: Options): boolean | undefined {
  const { name } = options.flavour;
  const rate = asNumber(options.value('recurrent_dropout'));
  if (options.given('recurrent_dropout') && rate === undefined) return undefined;
  if (rate !== undefined && rate > 0 && name === 'keras3') return true;
  if (!options.given('implementation')) return name === 'keras2' || name === 'tf1';
  const implementation = options.int('implementation');
  return implementation === undefined ? undefined : implementation === 1;
}

/** TensorFlow.js refuses the kind of GRU that resets after the product. */
function resetsAfter(options: Options): boolean | undefined {
  if (options.flavour.name === 'tfjs') {
    if (options.flag('reset_after') === true) options.refuse('reset_after', 'false');
    return false;
  }
  return options.given('reset_after') ? options.flag('reset_after') : options.flavour.resetAfter;
}

/** Weights by the size of the last axis of the first input. */
export function weightsOf(cell: Cell): (shapes: readonly Shape[]) => readonly Weight[] {
  return ([shape]) => {
    const features = shape?.at(-1);
    return features ? cellWeights(cell, features) : [];
  };
}

/** `state_size` */
export function stateSizes(cell: Cell): Value {
  const sizes = cell.traits.states.map(() => integer(cell.units));
  return sizes.length === 1 ? (sizes[0] ?? list([])) : list(sizes);
}

/** The weights of a cell for inputs with this many features. */
export function cellWeights({ traits, units, useBias, resetAfter }: Cell, features: Dim): readonly Weight[] {
  const fused = multiply(size(Math.max(traits.gates.length, 1)), units);
  const matrix = (name: string, rows: Dim) => weight(name, [rows, fused], traits.gates, gateAxis(traits, 1));
  const weights = [matrix('kernel', features), matrix('recurrent_kernel', units)];
  if (useBias === false) return weights;
  const shape = resetAfter === undefined ? undefined : resetAfter ? [size(2), fused] : [fused];
  return [
    ...weights,
    weight('bias', useBias ? shape : undefined, traits.gates, gateAxis(traits, resetAfter ? 1 : 0)),
  ];
}

const gateAxis = (traits: CellTraits, axis: number) => (traits.gates.length > 0 ? axis : undefined);

export function cellStates({ traits, units }: Cell, batch: Dim): readonly LayerState[] {
  return traits.states.map(name => ({ name, shape: [batch, units] }));
}

/** Shapes of one step by symbol. */
export function stepShapes({ traits, units }: Cell, batch: Dim, features: Dim): ReadonlyMap<string, Shape> {
  return new Map<string, Shape>([
    ['x_t', [batch, features]],
    ...traits.steps.map(symbol => [symbol, [batch, units]] as const),
  ]);
}

const ACTIVATION = "activation='tanh'";
const GATE_ACTIVATION = "recurrent_activation='sigmoid'";
const SEED = 'seed=None';

function head(kind: CellKind): string {
  return [
    'units',
    ACTIVATION,
    ...(kind === 'simple-rnn' ? [] : [GATE_ACTIVATION]),
    'use_bias=True',
    RECURRENT_INITIALIZERS,
  ].join(', ');
}

const forget = (kind: CellKind) => (kind === 'lstm' ? ['unit_forget_bias=True'] : []);

export function cellSignatures(kind: CellKind) {
  const reset = kind === 'gru' ? ['reset_after=True'] : [];
  const start = [head(kind), ...forget(kind), CELL_REGULARIZERS, RECURRENT_CONSTRAINTS, DROPOUTS];
  const keras3 = [...start, ...reset, SEED, '**kwargs'].join(', ');
  const before = [...start, ...reset, '**kwargs'].join(', ');
  const tfjs = [...start, 'reset_after=None', 'implementation=None'].join(', ');
  return {
    signature: keras3,
    signatures: {
      tf_keras: before,
      tf1: before,
      keras2: [...start, 'implementation=1', ...reset, '**kwargs'].join(', '),
      tfjs,
    },
  };
}

export function layerSignatures(kind: CellKind) {
  const reset = kind === 'gru' ? ['reset_after=True'] : [];
  const start = [head(kind), ...forget(kind), LAYER_REGULARIZERS, RECURRENT_CONSTRAINTS, DROPOUTS];
  const last =
    kind === 'simple-rnn' ? ['unroll=False', SEED] : ['unroll=False', ...reset, "use_cudnn='auto'"];
  const seed = kind === 'simple-rnn' ? [] : [SEED];
  const keras3 = [...start, ...seed, RETURNS, ...last, '**kwargs'].join(', ');
  const timeMajor =
    kind === 'lstm'
      ? ['time_major=False', 'unroll=False']
      : kind === 'gru'
        ? ['unroll=False', 'time_major=False', ...reset]
        : ['unroll=False'];
  const before = [...start, RETURNS, ...timeMajor, '**kwargs'].join(', ');
  const old = oldSignature([...start, RETURNS, 'unroll=False', ...reset]);
  const tfjs = [...start, RETURNS, 'unroll=False', 'reset_after=None', 'implementation=None'].join(', ');
  return { signature: keras3, signatures: { tf_keras: before, tf1: before, keras2: old, tfjs } };
}

/** Keras 2 took `units` by position only. */
function oldSignature(parts: readonly string[]): string {
  const [first, ...others] = [...parts, 'implementation=1'].join(', ').split(', ');
  return [first, '*', ...others, '**kwargs'].join(', ');
}
