/**
 * What `evaluate`, `train_on_batch` and `test_on_batch` give: the loss by itself, or a list of it and the metrics.
 * Source: keras 2.2 engine/training.py (`_make_test_function`, `unpack_singleton`), tf_keras/src/utils/tf_utils.py (`sync_to_numpy_or_python_type`),
 * keras/src/trainers/trainer.py (`_flatten_metrics_in_order`).
 */
import { type Call, itemsOf, list, type NativeValue, SOME_FLOAT, tensor, type Value } from '../../parts.ts';
import { tensorsIn } from '../core/graph.ts';
import { layerOf } from '../core/registry.ts';
import { addsLosses } from '../core/usage.ts';
import { lossOf } from './losses.ts';
import type { ModelCore } from './model-core.ts';
import { isOverridden } from './owners.ts';
import type { Arguments } from './training-call.ts';
import { OWN_STEPS } from './training-refusals.ts';

export function measured(core: ModelCore, call: Call, named: Arguments): Value {
  const count = named.has('return_dict') ? undefined : countOf(core, call);
  if (count === undefined) return call.host.unknown('the value of a loss', call.site);
  return count === 1 ? aNumber(call) : list(Array.from({ length: count }, () => SOME_FLOAT));
}

/** Surely one, where a float that is not known may be anything that floats are computed of. */
const aNumber = ({ host, site }: Call): Value =>
  tensor(host, { framework: 'numpy', shape: [], dtype: 'float', source: { operation: 'the loss', site } });

/** How many numbers there are; undefined: not known. */
function countOf(core: ModelCore, call: Call): number | undefined {
  const { standing, loss, metrics, hasMore } = core.compiled.value;
  if (standing !== 'yes' || hasMore || !isPlain(core, call) || !lossOf(loss)) return undefined;
  const names = metrics === undefined || metrics.kind === 'none' ? [] : itemsOf(metrics);
  const ends = core.ends();
  const outputs = ends ? tensorsIn(ends.output).length : undefined;
  if (!names || metrics?.kind === 'dict' || !names.every(isOneMetric) || outputs === undefined)
    return undefined;
  if (outputs === 1) return 1 + names.length;
  // Each output has its own loss; Keras 3 lists them by other names.
  return core.flavour.name === 'keras3' || outputs === 0 ? undefined : 1 + outputs * (1 + names.length);
}

const isOneMetric = (value: Value): boolean =>
  (value.kind === 'string' && value.value !== undefined) ||
  value.kind === 'native' ||
  value.kind === 'native-function' ||
  value.kind === 'function';

/** A model of Keras's own layers, which add no metrics to those of `compile`. */
function isPlain(core: ModelCore, call: Call): boolean {
  return (
    core.kind !== 'subclass' &&
    core.isClosed?.() === true &&
    !addsLosses.of(core.value) &&
    !isOverridden(core, call, [...OWN_STEPS, 'metrics']) &&
    core.layers().every(isOwn)
  );
}

function isOwn(layer: NativeValue): boolean {
  const known = layerOf(layer);
  if (known?.input || known?.description) return true;
  return MODELS.has(layer.class.name) && (known?.layers?.().every(isOwn) ?? false);
}

const MODELS: ReadonlySet<string> = new Set(['Sequential', 'Model', 'Functional']);
