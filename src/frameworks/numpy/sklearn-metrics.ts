/** Metrics of scikit-learn: numbers, and tables of counts. https://scikit-learn.org/stable/api/sklearn.metrics.html */
import { add, size } from '../../shapes/index.ts';
import { result } from '../array/scene.ts';
import { asString, type Call, givenAt, list, nativeFunction, SOME_FLOAT, type Value } from '../parts.ts';
import { sceneOf, shapeOfData } from './sklearn-scene.ts';

/** Each of these is one number, unless an argument asks for one of each class or output. */
const NUMBERS = `accuracy_score balanced_accuracy_score f1_score fbeta_score precision_score recall_score jaccard_score roc_auc_score
  average_precision_score log_loss matthews_corrcoef cohen_kappa_score hamming_loss zero_one_loss auc mean_squared_error root_mean_squared_error
  mean_absolute_error median_absolute_error mean_absolute_percentage_error mean_squared_log_error max_error r2_score explained_variance_score`;

/** Arguments that may ask for several, and what asks for one. */
const ONE = /^(binary|micro|macro|weighted|samples|uniform_average|variance_weighted)$/;

const measured =
  (name: string) =>
  (call: Call): Value => {
    const isOne = ['average', 'multioutput'].every(key => {
      const given = givenAt(call, key);
      return !given || ONE.test(asString(given.value) ?? '');
    });
    return isOne && !call.open
      ? SOME_FLOAT
      : call.host.unknown(`what \`${name}\` gives for each class`, call.site);
  };

/** (true classes, predicted classes) */
function confusion(call: Call): Value {
  const labels = givenAt(call, 'labels');
  const given = labels && labels.value.kind !== 'none' ? labels : undefined;
  const count = given ? shapeOfData(given.value)?.[0] : call.host.freshSymbol('classes', call.site);
  const dtype = givenAt(call, 'normalize') ? 'float' : 'int';
  return result(sceneOf(call, 'confusion_matrix'), count && [count, count], { dtype, role: 'data' });
}

/** Three vectors, one value for each threshold; recall and precision end in one more. */
const curve =
  (name: string, more: number) =>
  (call: Call): Value => {
    const count = call.host.freshSymbol('thresholds', call.site);
    const vector = (extra: number): Value =>
      result(sceneOf(call, name), [add(count, size(extra))], { dtype: 'float', role: 'data' });
    return list([vector(more), vector(more), vector(0)], 'tuple');
  };

export const METRICS: Readonly<Record<string, Value>> = {
  ...Object.fromEntries(
    NUMBERS.split(/\s+/).map(name => [name, nativeFunction(`sklearn.metrics.${name}`, measured(name))]),
  ),
  confusion_matrix: nativeFunction('sklearn.metrics.confusion_matrix', confusion),
  roc_curve: nativeFunction('sklearn.metrics.roc_curve', curve('roc_curve', 0)),
  precision_recall_curve: nativeFunction(
    'sklearn.metrics.precision_recall_curve',
    curve('precision_recall_curve', 1),
  ),
};
