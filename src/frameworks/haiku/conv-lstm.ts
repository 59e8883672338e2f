/** Conv1DLSTM, Conv2DLSTM and Conv3DLSTM: gates are convolutions. haiku/_src/recurrent.py (ConvNDLSTM) */
import { broadcast, type Dim, multiply, type Shape, size } from '../../shapes/index.ts';
import { refused, refuseRank, result } from '../array/scene.ts';
import { plainCell, weight } from '../layer.ts';
import type { Options } from '../modules/options.ts';
import {
  asShape,
  type NativeClass,
  type Operand,
  type TensorValue,
  tuple,
  type Value,
  type Weight,
} from '../parts.ts';
import { readStates, refuseState, type States } from './core-state.ts';
import { layerClass, type Made, noteCall, parameters, type Use } from './layer-class.ts';
import { inputOf } from './linear.ts';
import { initialState, stateOf } from './states.ts';

interface Settings {
  readonly rank: number;
  readonly channels: Dim;
  readonly kernel: readonly Dim[] | undefined;
  /** The spatial axes of the state that `initial_state` gives. */
  readonly spatial: Shape | undefined;
}

const ARGUMENTS = 'input_shape, output_channels, kernel_shape';

export const CONV_LSTMS: readonly NativeClass[] = [
  ...[1, 2, 3].map(rank =>
    layerClass({
      name: `Conv${rank}DLSTM`,
      signature: ARGUMENTS,
      forward: 'inputs, state',
      recurrent: true,
      bases: ['ConvNDLSTM', 'RNNCore'],
      make: options => make(options, rank),
    }),
  ),
  layerClass({
    name: 'ConvNDLSTM',
    signature: `num_spatial_dims, ${ARGUMENTS}`,
    forward: 'inputs, state',
    recurrent: true,
    bases: ['RNNCore'],
    make: options => make(options, options.int('num_spatial_dims') ?? 2),
  }),
];

function make(options: Options, rank: number): Made {
  const channels = options.size('output_channels');
  const spatial = asShape(options.bound.value('input_shape'));
  const settings: Settings = { rank, channels, kernel: options.sizes('kernel_shape', rank), spatial };
  return {
    units: channels,
    cell: plainCell('conv-lstm', 'haiku'),
    attribute: (_host, name) =>
      name === 'initial_state' && spatial
        ? initialState({ hidden: [...spatial, channels], isPair: true })
        : undefined,
    call: use => callCore(use, settings),
  };
}

const GATES = ['i', 'g', 'f', 'o'];

/** Two convolutions with biases: of the inputs and of the hidden state. */
function weights({ channels, kernel }: Settings, inputs: Dim, state: Dim): readonly Weight[] {
  const four = multiply(size(4), channels);
  const axis = (kernel?.length ?? 0) + 1;
  return [['input_to_hidden', inputs] as const, ['hidden_to_hidden', state] as const].flatMap(
    ([name, from]) => [
      weight(`${name}/w`, kernel && [...kernel, from, four], GATES, axis),
      weight(`${name}/b`, [four], GATES, 0),
    ],
  );
}

function callCore(use: Use, settings: Settings): Value {
  const { rank, channels } = settings;
  const input = inputOf(use);
  if (!input) return refused(use);
  const { shape } = input;
  if (shape && shape.length !== rank + 1 && shape.length !== rank + 2)
    return refuseRank(
      use,
      input,
      [rank + 1, rank + 2],
      ['batch', 'height', 'width', 'channels'],
      'Input to ConvND needs to have rank in',
    );
  const states = readStates(use, { isPair: true });
  if (states === 'refused') return refused(use);
  const own = shape && [...shape.slice(0, -1), channels];
  const wrong = own && checkStates(use, own, channels, states);
  if (wrong) return wrong;
  const features = shape?.at(-1);
  const state = states.hidden?.shape?.at(-1) ?? channels;
  if (features && !parameters(use, input, weights(settings, features, state), features)) return refused(use);
  return give(use, settings, input, own);
}

/** Both convolutions keep lengths, so that the states must have those of the input. */
function checkStates(use: Use, own: Shape, channels: Dim, { hidden, cell }: States): Value | undefined {
  const gates = hidden?.shape && { ...hidden, shape: [...hidden.shape.slice(0, -1), channels] };
  for (const state of [gates, cell]) {
    if (!state?.shape || broadcast(own, state.shape).ok) continue;
    const says = 'incompatible shapes for broadcasting';
    return refuseState(use, state, {
      aspect: state.shape.length === own.length ? 'shape' : 'rank',
      expected: own,
      says,
    });
  }
  return undefined;
}

function give(use: Use, { channels, spatial }: Settings, input: Operand, shape: Shape | undefined): Value {
  const make = (role: 'h' | 'c'): TensorValue =>
    result(use, shape, { parents: [input.tensor], dtype: 'float', role });
  const output = make('h');
  const shapes = { hidden: [...(spatial ?? []), channels], isPair: true };
  const next = stateOf(use, shapes, role => (role === 'h' ? output : make('c')));
  const states = ['h', 'c'].map(name => ({ name, shape }));
  noteCall(use, [input.shape], [shape], { states, steps: size(1) });
  return tuple([output, next]);
}
