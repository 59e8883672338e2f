/** Layers by what messages call them: 'lstm_1' is the second LSTM that Keras made, 'lstm_LSTM1' that of TensorFlow.js, 'encoder' what the program says. */
import type { ErrorText, NamedLayer } from '../../errors/index.ts';
import type { Conflict, NativeValue } from '../../values/index.ts';
import type { ExaminedFile } from './examined.ts';

/** What holds other layers, and may be named in their place. */
const WRAPPERS =
  /^(?:Bidirectional|TimeDistributed|RNN|StackedRNNCells|Functional|Sequential|Model|Module|_?RNNBase|TFOpLambda|SlicingOpLambda)$/;

export function isWrapper(type: string): boolean {
  return WRAPPERS.test(type);
}

export function namePoints(conflict: Conflict, error: ErrorText, file: ExaminedFile): number {
  if (!error.layer) return 0;
  const { layer, operation } = conflict;
  if (!layer) return error.layer.type === operation ? 2 : 0;
  return layerPoints(layer, error.layer, file);
}

/** Positive where the name may be this layer's, negative where it is another's. */
export function layerPoints(layer: NativeValue, named: NamedLayer, file: ExaminedFile): number {
  const { name, type } = named;
  const own = layer.class.name;
  if (name !== undefined && layer.layer?.givenName === name) return 5;
  const byName = name === undefined ? 0 : autoNamePoints(layer, name, file);
  if (byName !== 0) return byName;
  if (type === undefined) return 0;
  if (sameType(own, type)) return 2;
  return isWrapper(type) || isWrapper(own) ? 0 : -2;
}

function sameType(a: string, b: string): boolean {
  const bare = (name: string) => name.replace(/Cell$/, '').toLowerCase();
  return bare(a) === bare(b);
}

/** 'lstm', 'lstm_1', 'lstm_LSTM1': class and number as the framework counts. */
function autoNamePoints(layer: NativeValue, name: string, { facts }: ExaminedFile): number {
  const [, base = '', number] = /^([A-Za-z_]\w*?)(?:_(?:[A-Z][A-Za-z]*)?(\d+))?$/.exec(name) ?? [];
  const own = snake(layer.class.name);
  const plain = (text: string) => text.replaceAll('_', '').replace(/cell$/, '').toLowerCase();
  if (plain(base) !== plain(own)) return isWrapper(layer.class.name) || !isAutomatic(base, facts) ? 0 : -3;
  const alike = facts.layers
    .map(fact => fact.layer)
    .filter(({ class: { name: other } }) => other === layer.class.name);
  const at = alike.indexOf(layer);
  // Keras 2 and TensorFlow.js count from 1, Keras 3 begins without a number.
  const counted = number === undefined ? [0] : [Number(number), Number(number) - 1];
  return at >= 0 && counted.includes(at) ? 3 : 1;
}

/** Whether some layer of the file would be called so: else the program has its own name for it. */
function isAutomatic(base: string, facts: ExaminedFile['facts']): boolean {
  const plain = (text: string) => text.replaceAll('_', '').toLowerCase();
  return facts.layers.some(({ layer }) => plain(snake(layer.class.name)) === plain(base));
}

function snake(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}
