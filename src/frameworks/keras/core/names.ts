/** Automatic layer names, as Keras counts them: `lstm`, `lstm_1`; before Keras 2.4 and in TensorFlow.js from 1. */
import { type Counts, joinCounts } from '../../joining.ts';
import { attachedToRun, type Host } from '../../parts.ts';
import type { Flavour } from './flavour.ts';

const countsOf = attachedToRun<Host, Counts>(new Map(), joinCounts);

/** The next free name for an instance of the class. */
export function autoName(host: Host, flavour: Flavour, className: string): string {
  const counts = countsOf.place(host);
  const base = baseName(flavour, className);
  const key = `${flavour.name}:${base}`;
  const made = counts.value.get(key) ?? 0;
  host.write(counts, new Map(counts.value).set(key, made + 1));
  if (flavour.name === 'tfjs')
    return className === 'InputLayer' ? `input${made + 1}` : `${base}_${className}${made + 1}`;
  const number = made + flavour.firstName;
  return number === 0 ? base : `${base}_${number}`;
}

/** Whether a name may be one that Keras gives by itself to a layer of this class: which number it has depends on all that were made before. */
export function mayBeAutomatic(flavour: Flavour, className: string, name: string): boolean {
  return name.replace(/_?\d+$/, '') === baseName(flavour, className);
}

/** Forgets all names, as `keras.backend.clear_session()` does. */
export function forgetNames(host: Host): void {
  host.write(countsOf.place(host), new Map());
}

/** `ConvLSTM2D` is `conv_lstm2d` today and was `conv_lst_m2d`: old versions split before every capital that follows a small letter or ends a run. */
function baseName(flavour: Flavour, className: string): string {
  if (flavour.name === 'tf_keras' && className === 'InputLayer') return 'input';
  if (flavour.firstName === 1 && className === 'InputLayer') return 'input';
  return flavour.firstName === 1 ? oldSnakeCase(className) : snakeCase(className);
}

/** keras/src/utils/naming.py, `to_snake_case`. */
function snakeCase(name: string): string {
  return name
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/** keras 2.2 engine/base_layer.py, `_to_snake_case`. */
function oldSnakeCase(name: string): string {
  return name
    .replace(/(.)([A-Z][a-z0-9]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
