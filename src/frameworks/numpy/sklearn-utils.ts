/** `sklearn.utils`: rows in another order, and weights of classes. https://scikit-learn.org/stable/api/sklearn.utils.html */
import { literalShape } from '../array/operand.ts';
import { result } from '../array/scene.ts';
import { makeFrame, makeSeries } from '../pandas/make.ts';
import { rowsOf, tableOf } from '../pandas/table.ts';
import {
  type Argument,
  type Call,
  list,
  type ModuleValue,
  moduleOf,
  nativeFunction,
  type Value,
} from '../parts.ts';
import { sceneOf } from './sklearn-scene.ts';

/** `shuffle(a, b)`: each with its rows in another order, alike in all of them; one by itself is no list. */
function shuffled(call: Call): Value {
  const isWhole = call.open || call.args.some(({ name }) => name === 'n_samples');
  const arrays = call.args.filter(({ name }) => name === undefined);
  if (isWhole || arrays.length === 0) return call.host.unknown('what `shuffle` gives', call.site);
  const labels = call.host.nextId();
  const parts = arrays.map(each => reordered(call, each, labels));
  const [first] = parts;
  return parts.length === 1 && first ? first : list(parts);
}

function reordered(call: Call, { value }: Argument, labels: number): Value {
  const [table, series] = [tableOf(value), rowsOf(value)];
  if (table) return makeFrame(call, { ...table, labels });
  if (series) return makeSeries(call, { ...series, labels });
  if (value.kind !== 'tensor') return call.host.unknown('what `shuffle` gives', call.site);
  return result(sceneOf(call, 'shuffle'), literalShape(value), {
    parents: [value],
    dtype: value.dtype,
    role: 'data',
  });
}

/** A number for each class, or for each of the samples. */
const weightsFor =
  (parameter: 'classes' | 'y') =>
  (call: Call): Value => {
    const given =
      call.args.find(({ name }) => name === parameter) ?? (parameter === 'y' ? call.args[1] : undefined);
    const count = given && literalShape(given.value)?.[0];
    return result(sceneOf(call, 'class weights'), count && [count], { dtype: 'float', role: 'data' });
  };

export const SKLEARN_UTILS: ModuleValue = moduleOf('sklearn.utils', {
  shuffle: nativeFunction('sklearn.utils.shuffle', shuffled),
  class_weight: moduleOf('sklearn.utils.class_weight', {
    compute_class_weight: nativeFunction(
      'sklearn.utils.class_weight.compute_class_weight',
      weightsFor('classes'),
    ),
    compute_sample_weight: nativeFunction(
      'sklearn.utils.class_weight.compute_sample_weight',
      weightsFor('y'),
    ),
  }),
});
