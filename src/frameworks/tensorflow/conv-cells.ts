/**
 * Convolutional cells of tf.contrib.rnn: one step is an image with channels last. Shi et al. 2015, arXiv:1506.04214.
 * https://github.com/tensorflow/tensorflow/blob/v1.15.5/tensorflow/contrib/rnn/python/ops/rnn_cell.py (`ConvLSTMCell`)
 */
import {
  add,
  compare,
  type Dim,
  multiply,
  printDim,
  printShape,
  type Shape,
  size,
} from '../../shapes/index.ts';
import { refuseArgument, refuseSize, result, type Scene } from '../array/scene.ts';
import { makeLayer, state, weight } from '../layer.ts';
import { Options } from '../modules/options.ts';
import { asShape, bind, type Call, type NativeClass, signature, type Value, type Weight } from '../parts.ts';
import { classOf, RECURRENT_CELL } from './classes.ts';
import type { Cell } from './rnn-cell.ts';
import { behave, CELLS, cellOf } from './rnn-cells.ts';
import { IJFO } from './rnn-kinds.ts';
import { stateTuple } from './rnn-state.ts';

const MODULE = 'tf.contrib.rnn';
const REST = 'use_bias=True, skip_connection=False, forget_bias=1.0, initializers=None';

/** `ConvLSTMCell` is told how many axes an image has; the others know. */
const ANY = `conv_ndims, input_shape, output_channels, kernel_shape, ${REST}, name='conv_lstm_cell'`;
const OWN = `name=None, *, input_shape, output_channels, kernel_shape, ${REST}`;

/** One constructor call: sizes of the images and of the window. */
interface Convolution {
  /** Axes of an image without channels; undefined: not known. */
  readonly space: Shape | undefined;
  readonly window: Shape | undefined;
  readonly ndims: number;
  readonly channels: Dim;
  readonly hasBias: boolean | undefined;
}

const convClass = (name: string, own?: number): NativeClass =>
  classOf(
    `${MODULE}.${name}`,
    RECURRENT_CELL,
    (call, type) => construct(call, type, own) ?? call.host.unknown(`a cell \`${name}\``, call.site),
  );

function construct(call: Call, type: NativeClass, own: number | undefined): Value | undefined {
  const { host, site } = call;
  const bound = bind(call, signature(own === undefined ? ANY : OWN), type.name, 'tensorflow');
  const options = new Options({ host, framework: 'tensorflow', operation: type.name, site }, bound);
  const ndims = own ?? (bound.refused ? undefined : options.int('conv_ndims'));
  if (bound.refused || ndims === undefined) return undefined;
  const channels = options.size('output_channels');
  const convolution: Convolution = {
    space: imageShape(options, ndims),
    window: sizesIn(options, 'kernel_shape'),
    ndims,
    channels,
    hasBias: options.flag('use_bias'),
  };
  // Beside its input the output is wider than the state that it is to be.
  if (options.isRefused || options.flag('skip_connection') !== false) return undefined;
  const layer = makeLayer(call, {
    class: type,
    recurrent: true,
    units: channels,
    bound,
    behave: self => behave(() => cellOf(self)),
  });
  const output = convolution.space && [...convolution.space, channels];
  const build: Cell['build'] = (scene, input, { batch, steps }) => {
    const built = layer.layer?.built;
    if (!built || !input) return undefined;
    const wrong = refuseImages({ ...scene, layer }, input, convolution);
    if (wrong || built.value.called) return wrong;
    const inputs = input.at(-1);
    host.write(built, {
      ...built.value,
      ...(inputs && { weights: weightsOf(convolution, inputs), inputSize: inputs }),
      states: output ? ['c', 'h'].map(name => state(name, [batch, ...output])) : [],
      steps,
      inputs: [input],
      outputs: [output && [...input.slice(0, input.length - ndims - 1), ...output]],
      called: true,
    });
    return undefined;
  };
  CELLS.set(layer, {
    output,
    rank: ndims + 2,
    state: (at, batch) => {
      const part = (role: 'c' | 'h') => result(at, output && [batch, ...output], { dtype: 'float', role });
      return stateTuple(at, part('c'), part('h'));
    },
    build,
  });
  return layer;
}

/** The sizes of a sequence; undefined: not known. */
function sizesIn(options: Options, parameter: string): Shape | undefined {
  const value = options.bound.value(parameter);
  if (value.kind === 'number')
    options.refuse(parameter, 'a sequence of sizes', 'type', 'object is not iterable');
  return asShape(value);
}

/** (..., channels), without the batch: a list, since the cell adds its channels to a part of it. */
function imageShape(options: Options, ndims: number): Shape | undefined {
  const value = options.bound.value('input_shape');
  const shape = asShape(value);
  if (value.kind === 'list' && value.flavour === 'tuple')
    options.refuse('input_shape', 'a list', 'type', 'can only concatenate tuple (not "list") to tuple');
  else if (shape && shape.length !== ndims + 1)
    options.refuse('input_shape', `${ndims + 1} sizes, the last of channels`, 'value', 'Invalid input_shape');
  return shape?.slice(0, -1);
}

/** kernel (*window, I + O, 4O) and biases (4O): gates i, j, f, o. The channels are the input's own, whatever `input_shape` says of them. */
function weightsOf({ window, channels, ndims, hasBias }: Convolution, inputs: Dim): readonly Weight[] {
  const gates = multiply(size(4), channels);
  return [
    weight('kernel', window && [...window, add(inputs, channels), gates], IJFO, ndims + 1),
    ...(hasBias === false ? [] : [weight('biases', hasBias ? [gates] : undefined, IJFO, 0)]),
  ];
}

/** Images of the size that the state has, and a window with as many axes. */
function refuseImages(scene: Scene, input: Shape, { space, window, ndims }: Convolution): Value | undefined {
  const operand = { role: 'inputs', shape: input, tensor: undefined, at: scene.site };
  const first = input.length - ndims - 1;
  for (const [i, expected] of (space ?? []).entries()) {
    const actual = input[first + i];
    if (actual && compare(expected, actual) === 'different')
      return refuseSize(scene, operand, {
        axis: first + i,
        expected,
        actual,
        parameter: 'input_shape',
        says: `Dimension ${i + 1} in both shapes must be equal, but are ${printDim(actual)} and ${printDim(expected)}`,
      });
  }
  if (!window || window.length === ndims) return undefined;
  return refuseArgument(
    { ...scene, operation: scene.layer?.class.name ?? scene.operation },
    {
      parameter: 'kernel_shape',
      aspect: 'value',
      allowed: `${ndims} sizes`,
      given: printShape(window),
      at: scene.site,
      says: `Shape must be rank ${ndims + 2} but is rank ${window.length + 2}`,
    },
  );
}

export const CONV_CELLS: readonly NativeClass[] = [
  convClass('ConvLSTMCell'),
  convClass('Conv1DLSTMCell', 1),
  convClass('Conv2DLSTMCell', 2),
  convClass('Conv3DLSTMCell', 3),
];
