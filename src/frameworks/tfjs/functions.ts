/** Functions of tensors under TensorFlow.js's names, and what programs need around them. */
import { opaqueClass, opaqueFunction } from '../array/opaque.ts';
import { graphMembers } from '../keras/functions.ts';
import {
  type Call,
  dict,
  int,
  type ModuleValue,
  moduleOf,
  NONE,
  nativeFunction,
  type Value,
} from '../parts.ts';
import { basicLstmCell, multiRnnCell } from './basic-lstm-cell.ts';
import { BUFFER, buffer } from './buffer.ts';
import { creatorMembers } from './creators.ts';
import { dataModule } from './data.ts';
import { FLAVOUR } from './flavour.ts';
import { LOSSES, METRICS, REDUCTIONS } from './losses.ts';
import { gradientMembers, trainModule } from './optimizers.ts';
import { FUNCTIONS } from './table.ts';
import { PICTURES, SIGNALS, SPECTRA } from './windows.ts';

export function tfjsFunctions(): Record<string, Value | (() => Value)> {
  return {
    ...graphMembers(FLAVOUR, FUNCTIONS),
    ...creatorMembers(),
    variable: nativeFunction('tf.variable', call => call.args[0]?.value ?? NONE),
    keep: nativeFunction('tf.keep', call => call.args[0]?.value ?? NONE),
    tidy: nativeFunction('tf.tidy', tidy),
    basicLSTMCell: nativeFunction('tf.basicLSTMCell', basicLstmCell),
    multiRNNCell: nativeFunction('tf.multiRNNCell', multiRnnCell),
    buffer: nativeFunction('tf.buffer', buffer),
    TensorBuffer: BUFFER,
    ...Object.fromEntries(
      [
        'dispose',
        'disposeVariables',
        'setBackend',
        'ready',
        'nextFrame',
        'print',
        'enableProdMode',
        'enableDebugMode',
      ].map(name => [name, nativeFunction(`tf.${name}`, () => NONE)]),
    ),
    ...gradientMembers(),
    losses: () => moduleOf('tf.losses', graphMembers({ ...FLAVOUR, module: 'tf.losses' }, LOSSES)),
    metrics: () => moduleOf('tf.metrics', graphMembers({ ...FLAVOUR, module: 'tf.metrics' }, METRICS)),
    Reduction: dict(Object.entries(REDUCTIONS).map(([name, value]) => [name, int(value)])),
    image: () => moduleOf('tf.image', graphMembers({ ...FLAVOUR, module: 'tf.image' }, PICTURES)),
    signal: () => moduleOf('tf.signal', graphMembers({ ...FLAVOUR, module: 'tf.signal' }, SIGNALS)),
    spectral: () => moduleOf('tf.spectral', graphMembers({ ...FLAVOUR, module: 'tf.spectral' }, SPECTRA)),
    train: trainModule(),
    data: dataModule(),
    initializers: functionsOf('tf.initializers', 'an initializer'),
    regularizers: functionsOf('tf.regularizers', 'a regularizer'),
    linalg: functionsOf('tf.linalg', 'a matrix'),
    callbacks: functionsOf('tf.callbacks', 'a callback'),
    loadLayersModel: opaqueFunction('tf.loadLayersModel', 'a model read from a file'),
    Tensor: opaqueClass({ qualified: 'tf.Tensor', framework: 'tfjs' }),
  };
}

/** `tf.tidy(f)` and `tf.tidy('name', f)` run f. */
function tidy(call: Call): Value {
  const last = call.args[call.args.length - 1];
  return last ? call.host.call(last.value, [], call.site) : NONE;
}

/** A module of functions whose results are only passed on. */
function functionsOf(name: string, what: string): ModuleValue {
  return {
    kind: 'module',
    name,
    member: (_host, member) => opaqueFunction(`${name}.${member}`, what),
  };
}
