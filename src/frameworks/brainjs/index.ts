/** brain.js. https://github.com/BrainJS/brain.js */
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

const brain: ModuleValue = moduleOf('brain.js', { recurrent, default: () => brain });

export const brainjs: Framework = { name: 'brainjs', modules: { 'brain.js': () => brain } };
