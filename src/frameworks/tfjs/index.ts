/** TensorFlow.js: the layers of Keras in camel case, and the functions of tensors. */

import { TFJS } from '../keras/core/flavour.ts';
import { makeInput } from '../keras/core/input.ts';
import { modelClass, sequentialClass } from '../keras/models/subclass.ts';
import { type Framework, type ModuleValue, moduleOf, nativeFunction, type Value } from '../parts.ts';
import { tfjsFunctions } from './functions.ts';
import { tfjsLayers } from './layers.ts';
import { tfjsTensors } from './tensors.ts';
import { tfjsWords } from './words.ts';

let made: ModuleValue | undefined;

function tfjsModule(): ModuleValue {
  made ??= moduleOf('tf', members());
  return made;
}

function members(): Record<string, Value | (() => Value)> {
  const sequential = sequentialClass(TFJS);
  const model = modelClass(TFJS);
  return {
    layers: tfjsLayers(),
    sequential,
    Sequential: sequential,
    model,
    LayersModel: model,
    input: nativeFunction('tf.input', call => makeInput(call, TFJS)),
    ...tfjsFunctions(),
  };
}

export const tfjs: Framework = {
  name: 'tfjs',
  modules: {
    '@tensorflow/tfjs': tfjsModule,
    '@tensorflow/tfjs-node': tfjsModule,
    '@tensorflow/tfjs-node-gpu': tfjsModule,
    '@tensorflow/tfjs-layers': tfjsModule,
    '@tensorflow/tfjs-core': tfjsModule,
  },
  tensors: tfjsTensors,
  words: tfjsWords,
};
