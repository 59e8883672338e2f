/** brain.js. https://github.com/BrainJS/brain.js */
import { opaqueClasses, opaqueFunction } from '../array/opaque.ts';
import { type Framework, type ModuleValue, moduleOf } from '../parts.ts';
import { networkClass } from './network.ts';
import { KINDS } from './weights.ts';

const recurrent = moduleOf(
  'brain.recurrent',
  Object.fromEntries(
    KINDS.flatMap(kind => [false, true].map(isTimeStep => networkClass(kind, isTimeStep))).map(type => [
      type.name,
      type,
    ]),
  ),
);

/** What is no recurrent network: known by name. */
const OTHERS = ['NeuralNetwork', 'NeuralNetworkGPU', 'FeedForward', 'AE', 'CrossValidate', 'TrainStream'];

const brain: ModuleValue = moduleOf('brain.js', {
  recurrent,
  ...opaqueClasses('brainjs', 'brain', OTHERS),
  likely: opaqueFunction('brain.likely', 'the likeliest output'),
  default: () => brain,
});

export const brainjs: Framework = { name: 'brainjs', modules: { 'brain.js': () => brain } };
