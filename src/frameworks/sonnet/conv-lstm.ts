/** Conv1DLSTM, Conv2DLSTM and Conv3DLSTM: gates are convolutions that keep lengths. sonnet/src/recurrent.py (_ConvNDLSTM) */
import {
  broadcast,
  constantOf,
  type Dim,
  multiply,
  type Shape,
  size,
  unknownDim,
} from '../../shapes/index.ts';
import { checkSize, refused, refuseRank, result } from '../array/scene.ts';
import { plainCell, weight } from '../layer.ts';
import { build, builtSize, isBuilt } from '../modules/deferred.ts';
import { type Made, noteCall, type Use } from '../modules/layer-class.ts';
import type { Options } from '../modules/options.ts';
import { refuseState } from '../modules/recurrent/state.ts';
import { asShape, type NativeClass, type Operand, tuple, type Value, type Weight } from '../parts.ts';
import { readStates, type States } from './core-state.ts';
import { layerClass } from './dialect.ts';
import { inputOf } from './give.ts';
import { initialState, lstmState } from './states.ts';

interface Settings {
  readonly rank: number;
  readonly channels: Dim;
  readonly kernel: readonly Dim[] | undefined;
}

const FORMATS: Readonly<Record<number, string>> = { 1: 'NWC', 2: 'NHWC', 3: 'NDHWC' };
const SPATIAL = ['depth', 'height', 'width'];

export const CONV_LSTMS: readonly NativeClass[] = [1, 2, 3].map(rank =>
  layerClass({
    name: `Conv${rank}DLSTM`,
    signature: `input_shape, output_channels, kernel_shape, data_format='${FORMATS[rank]}', w_i_init=None, w_h_init=None, b_init=None, forget_bias=1.0, dtype=None`,
    forward: 'inputs, prev_state',
    recurrent: true,
    bases: ['RNNCore'],
    make: options => make(options, rank),
  }),
);

function make(options: Options, rank: number): Made {
  const channels = options.size('output_channels', 0);
  const settings: Settings = { rank, channels, kernel: options.sizes('kernel_shape', rank) };
  const isLast = options.text('data_format') === FORMATS[rank];
  const input = asShape(options.bound.value('input_shape'));
  const state = isLast && input ? [...input.slice(0, -1), channels] : undefined;
  return {
    units: channels,
    cell: plainCell('conv-lstm', 'sonnet'),
    attributes: state ? { initial_state: initialState({ hidden: state, cell: state }) } : {},
    call: use =>
      isLast ? callCore(use, settings) : use.host.unknown(`what \`Conv${rank}DLSTM\` gives`, use.site),
  };
}

const GATES = ['i', 'f', 'g', 'o'];

/** Two convolutions without biases, of the inputs and of the hidden state, and one bias. */
function weights({ channels, kernel }: Settings, inputs: Dim, state: Dim): readonly Weight[] {
  const four = multiply(size(4), channels);
  const axis = (kernel?.length ?? 0) + 1;
  return [
    weight('input_to_hidden/w', kernel && [...kernel, inputs, four], GATES, axis),
    weight('hidden_to_hidden/w', kernel && [...kernel, state, four], GATES, axis),
    weight('b', [four], GATES, 0),
  ];
}

function callCore(use: Use, settings: Settings): Value {
  const { rank, channels } = settings;
  const input = inputOf(use);
  if (!input) return refused(use);
  const { shape } = input;
  if (shape && shape.length !== rank + 2 && !isBuilt(use)) {
    const axes = ['batch', ...SPATIAL.slice(-rank), 'channels'];
    return refuseRank(use, input, [rank + 2], axes, `must have rank ${rank + 2}`);
  }
  if (shape && shape.length !== rank + 2) return use.host.unknown('what a convolution gives', use.site);
  const states = readStates(use, true);
  if (states === 'refused') return refused(use);
  const own = shape && [...shape.slice(0, -1), channels];
  const wrong = checkChannels(use, input) ?? (own && checkStates(use, own, channels, states));
  if (wrong) return wrong;
  const features = shape?.at(-1);
  if (features) build(use, features, weights(settings, features, states.hidden?.shape?.at(-1) ?? channels));
  return give(use, settings, input, own);
}

/** What was first given decides how many channels every input has, or a multiple of them: then there are groups. */
function checkChannels(use: Use, input: Operand): Value | undefined {
  const [given, built] = [input.shape?.at(-1), builtSize(use)].map(dim => dim && constantOf(dim));
  const isMultiple = given === undefined || built === undefined || given % built === 0;
  const says = 'input depth must be evenly divisible by filter depth';
  return isMultiple
    ? undefined
    : checkSize(use, input, { axis: -1, expected: builtSize(use), parameter: undefined, says });
}

/** Both convolutions keep lengths, so that the states must have those of the input. */
function checkStates(use: Use, own: Shape, channels: Dim, { hidden, cell }: States): Value | undefined {
  const gates = hidden?.shape && { ...hidden, shape: [...hidden.shape.slice(0, -1), channels] };
  for (const state of [gates, cell]) {
    if (!state?.shape || state.shape.length !== own.length || broadcast(own, state.shape).ok) continue;
    const expected = { role: state.role, shape: own, meanings: [] };
    return refuseState(use, state, expected, {
      aspect: 'shape',
      axis: differing(state.shape, own),
      says: 'Incompatible shapes',
    });
  }
  return undefined;
}

const differing = (given: Shape, own: Shape): number =>
  given.findIndex((dim, i) => own[i] !== undefined && !broadcast([dim], [own[i]]).ok);

function give(use: Use, { channels }: Settings, input: Operand, shape: Shape | undefined): Value {
  const make = (role: 'h' | 'c') => result(use, shape, { parents: [input.tensor], dtype: 'float', role });
  const output = make('h');
  const next = lstmState(use.host, use.site, output, make('c'));
  noteCall(use, [input.shape], [shape]);
  const built = use.layer.layer?.built;
  if (built && shape) {
    const own = (last: Dim): Shape => [...shape.slice(0, -1), last];
    const step = new Map<string, Shape>([
      ['x_t', own(input.shape?.at(-1) ?? unknownDim())],
      ...['h_prev', 'c_prev', 'i_t', 'f_t', 'g_t', 'o_t', 'c_t', 'h_t'].map((name): [string, Shape] => [
        name,
        own(channels),
      ]),
    ]);
    const states = ['h', 'c'].map(name => ({ name, shape }));
    use.host.write(built, { ...built.value, states, step, steps: size(1) });
  }
  return tuple([output, next]);
}
