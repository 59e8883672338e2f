/** Functions of tensors under TensorFlow.js's names, and what programs need around them. */
import { opaqueClass, opaqueFunction } from '../array/opaque.ts';
import { arrayFlavour, graphMembers } from '../keras/functions.ts';
import { type Call, type ModuleValue, NONE, nativeFunction, type Value } from '../parts.ts';
import { basicLstmCell } from './basic-lstm-cell.ts';
import { creatorMembers } from './creators.ts';
import { FUNCTIONS } from './table.ts';

export function tfjsFunctions(): Record<string, Value | (() => Value)> {
  return {
    ...graphMembers(arrayFlavour('tfjs', 'tf'), FUNCTIONS),
    ...creatorMembers(),
    variable: nativeFunction('tf.variable', call => call.args[0]?.value ?? NONE),
    keep: nativeFunction('tf.keep', call => call.args[0]?.value ?? NONE),
    tidy: nativeFunction('tf.tidy', tidy),
    basicLSTMCell: nativeFunction('tf.basicLSTMCell', basicLstmCell),
    ...Object.fromEntries(
      ['dispose', 'setBackend', 'ready', 'nextFrame', 'enableProdMode'].map(name => [
        name,
        nativeFunction(`tf.${name}`, () => NONE),
      ]),
    ),
    losses: functionsOf('tf.losses', 'the value of a loss'),
    metrics: functionsOf('tf.metrics', 'the value of a metric'),
    train: functionsOf('tf.train', 'an optimizer'),
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
