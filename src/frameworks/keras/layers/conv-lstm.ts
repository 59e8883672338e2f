/** ConvLSTM1D to 3D: an LSTM whose products are convolutions. Source: keras/src/layers/rnn/conv_lstm.py. */
import { type Dim, multiply, type Shape, size, unknownDim } from '../../../shapes/index.ts';
import { refused } from '../../array/scene.ts';
import { weight } from '../../layer.ts';
import type { CellDescription, Weight } from '../../parts.ts';
import type { LayerDescription, LayerSpec, Outcome, Use } from '../core/description.ts';
import { isNone } from '../core/none.ts';
import type { Options, SizeCheck } from '../core/options.ts';
import { refuseHere } from '../core/settle.ts';
import { output, several } from '../core/tensors.ts';
import { convolved, mayBeOfNothing, readWindows, type Windows } from './convolution.ts';
import { checkActivation, checkInitializers } from './names.ts';
import { type RecurrentFlags, readFlags } from './recurrent-flags.ts';
import {
  DROPOUTS,
  LAYER_REGULARIZERS,
  RECURRENT_CONSTRAINTS,
  RECURRENT_INITIALIZERS,
  RETURNS,
} from './signatures.ts';
import { acceptsBatch } from './stateful.ts';
import { lengthOf } from './window-lengths.ts';

const GATES = ['i', 'f', 'c', 'o'];

interface ConvLstm {
  readonly axes: number;
  readonly filters: Dim;
  readonly windows: Windows;
  readonly useBias: boolean | undefined;
  readonly flags: RecurrentFlags;
}

function convLstm(axes: number) {
  return (options: Options): LayerDescription => {
    const layer: ConvLstm = {
      axes,
      filters: options.size('filters', filtersCheck(options)),
      windows: readWindows(options, axes),
      useBias: options.flag('use_bias'),
      flags: readFlags(options),
    };
    checkInitializers(options);
    if (layer.flags.unroll && REFUSES_UNROLL.has(options.flavour.name))
      options.refuse('unroll', 'False: steps of convolutions are not unrolled');
    return {
      units: layer.filters,
      cell: describe(options, layer),
      flags: { ...layer.flags },
      ranks: { exactly: axes + 3 },
      sized: shape => [
        ...[channelsOf(layer, shape) ?? []].flat(),
        ...(keepsImages(options) ? imageAxes(layer, shape) : []),
      ],
      spatial: shape => imageAxes(layer, shape),
      listIsState: true,
      call: 'inputs, initial_state',
      weights: ([shape]) => weightsOf(layer, shape ?? []),
      outputs: use => run(use, layer),
    };
  };
}

/** undefined: where the channels are is not known. */
const channelsOf = ({ windows: { first } }: ConvLstm, shape: Shape): number | undefined =>
  first === undefined ? undefined : first ? 2 : shape.length - 1;

const imageAxes = (layer: ConvLstm, shape: Shape): readonly number[] =>
  channelsOf(layer, shape) === undefined
    ? []
    : [...shape.keys()].slice(2).filter(axis => axis !== channelsOf(layer, shape));

const REFUSES_UNROLL: ReadonlySet<string> = new Set(['tf_keras', 'tf1', 'keras2']);

/** Images of the size that the layer was built with, and no others: tf_keras takes those. */
const keepsImages = ({ flavour }: Options): boolean => flavour.name === 'keras3' || flavour.name === 'keras2';

/** Found out when the weights are made, which may have no filters. */
const filtersCheck = ({ flavour }: Options): SizeCheck | undefined =>
  flavour.name === 'keras3' || flavour.name === 'tf_keras' ? 'late' : undefined;

function describe(options: Options, { useBias }: ConvLstm): CellDescription {
  const isNew = options.flavour.name === 'keras3';
  const gate = checkActivation(options, 'recurrent_activation');
  return {
    kind: 'conv-lstm',
    layout: options.flavour.layout,
    activation: checkActivation(options, 'activation'),
    recurrentActivation: options.given('recurrent_activation') ? gate : isNew ? 'sigmoid' : 'hard_sigmoid',
    bias: useBias ?? true,
    resetAfter: false,
    bidirectional: false,
    numLayers: undefined,
    projection: undefined,
  };
}

function weightsOf(layer: ConvLstm, shape: Shape): readonly Weight[] {
  const { axes, filters, windows, useBias } = layer;
  const axis = channelsOf(layer, shape);
  const channels = axis === undefined ? unknownDim() : (shape[axis] ?? size(1));
  const fused = multiply(size(GATES.length), filters);
  const kernels = [
    weight('kernel', [...windows.kernel, channels, fused], GATES, axes + 1),
    weight('recurrent_kernel', [...windows.kernel, filters, fused], GATES, axes + 1),
  ];
  return useBias === false ? kernels : [...kernels, weight('bias', useBias ? [fused] : undefined, GATES, 0)];
}

/** The cell's output for one step, without the batch. */
function run(use: Use, { filters, windows, flags }: ConvLstm): Outcome {
  const [batch, steps, ...image] = use.inputs[0]?.shape ?? [];
  if (!batch || !steps || mayBeOfNothing(use, windows))
    return { value: use.host.unknown(`the result of \`${use.operation}\``, use.site) };
  if (!acceptsBatch(use, flags, batch, use.flavour.name !== 'keras3')) return { value: refused(use) };
  const one = convolved([batch, ...image], windows, filters, lengthOf(use));
  if (!one.ok) {
    if (use.graph && image.some(isNone))
      return { value: use.host.unknown(`the result of \`${use.operation}\``, use.site) };
    refuseHere(use, one.mismatch);
    return { value: refused(use) };
  }
  const state = one.value;
  const { return_sequences: all, return_state: withStates } = flags;
  const shape = all === undefined ? undefined : all ? [batch, steps, ...state.slice(1)] : state;
  const main = output(use, shape, all ? 'sequence' : 'last-step');
  const states = ['h', 'c'].map(name => ({ name, shape: state }));
  if (withStates === undefined)
    return { value: use.host.unknown('results whose number is not known', use.site), states };
  const value = withStates
    ? several(use.flavour, [main, output(use, state, 'h'), output(use, state, 'c')])
    : main;
  return {
    value,
    states,
    steps,
    step: stepOf([batch, ...image], state),
    inputSize: windows.first === undefined ? undefined : image[windows.first ? 0 : image.length - 1],
  };
}

function stepOf(input: Shape, state: Shape): ReadonlyMap<string, Shape> {
  const symbols = ['h_prev', 'c_prev', 'i_t', 'f_t', 'g_t', 'o_t', 'c_t', 'h_t'];
  return new Map([['x_t', input], ...symbols.map(symbol => [symbol, state] as const)]);
}

const HEAD = "filters, kernel_size, strides=1, padding='valid', data_format=None, dilation_rate=1";
const BODY = `activation='tanh', recurrent_activation='sigmoid', use_bias=True, ${RECURRENT_INITIALIZERS}, unit_forget_bias=True`;
const REST = `${LAYER_REGULARIZERS}, ${RECURRENT_CONSTRAINTS}`;
const KERAS3 = [HEAD, BODY, REST, DROPOUTS, 'seed=None', RETURNS, 'unroll=False', '**kwargs'].join(', ');
const BEFORE = [HEAD, BODY, REST, RETURNS, DROPOUTS, 'unroll=False', '**kwargs'].join(', ');

export const CONV_LSTMS: readonly LayerSpec[] = [1, 2, 3].map(axes => ({
  name: `ConvLSTM${axes}D`,
  signature: KERAS3,
  signatures: { tf_keras: BEFORE, tf1: BEFORE, keras2: BEFORE, tfjs: BEFORE },
  recurrent: true,
  bases: ['RNN'],
  missingIn: axes === 2 ? [] : ['keras2', 'tf1', 'tfjs'],
  make: convLstm(axes),
}));
