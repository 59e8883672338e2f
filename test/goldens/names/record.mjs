/**
 * Records which functions TensorFlow.js has, as record.py does for the frameworks of Python.
 *
 *     node test/goldens/names/record.mjs
 */
import { writeFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';

const functions = owner =>
  Object.keys(owner)
    .filter(name => typeof owner[name] === 'function' && !/^[A-Z_]/.test(name) && !name.endsWith('_'))
    .sort();
const methods = prototype =>
  Object.getOwnPropertyNames(prototype)
    .filter(name => typeof Object.getOwnPropertyDescriptor(prototype, name)?.value === 'function')
    .filter(name => name !== 'constructor' && !name.startsWith('_'))
    .sort();

const modules = {
  tf: { functions: functions(tf) },
  'tf.layers': { layers: functions(tf.layers).filter(name => !['input'].includes(name)) },
  'tf.Tensor': { methods: methods(tf.Tensor.prototype) },
};
const text = Object.entries(modules)
  .map(([module, kinds]) => {
    const inner = Object.entries(kinds).map(([kind, names]) => `      "${kind}": ${list(names)}`);
    return `    "${module}": {\n${inner.join(',\n')}\n    }`;
  })
  .join(',\n');
function list(names) {
  return `[${names.map(name => JSON.stringify(name)).join(', ')}]`;
}
writeFileSync(
  new URL('tfjs.json', import.meta.url),
  `{\n  "framework": "tfjs",\n  "version": "${tf.version.tfjs}",\n  "modules": {\n${text}\n  }\n}\n`,
);
