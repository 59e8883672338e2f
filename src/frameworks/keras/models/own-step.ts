/** `fit` of a model with a `train_step` of its own. https://keras.io/guides/custom_train_step_in_tensorflow/ */
import type { Dim } from '../../../shapes/index.ts';
import { type Argument, type Call, itemsOf, tensor, tuple, type Value } from '../../parts.ts';
import { shapeOfData } from './data.ts';
import { withRows } from './targets.ts';

/** `train_step(data)` gets the input alone, or a pair of input and target; `batch`: how many rows of them, undefined: they are a batch already. */
export function runStep(
  call: Call,
  step: Value,
  x: Argument,
  y: Argument | undefined,
  batch: Dim | undefined,
): void {
  const [input, target] = [x, y].map(each => each && batchOfArrays(call, each.value, batch));
  if (!input) return;
  const isAlone = !target || y?.value.kind === 'none';
  const data = isAlone ? (input.kind === 'list' ? tuple([input]) : input) : tuple([input, target]);
  call.host.call(step, [{ name: undefined, value: data, at: x.at }], call.site);
}

/** Arrays as the tensors of one batch. */
function batchOfArrays(call: Call, value: Value, batch: Dim | undefined): Value {
  const items = itemsOf(value);
  if (items?.some(item => item.kind === 'tensor'))
    return tuple(items.map(item => batchOfArrays(call, item, batch)));
  const shape = value.kind === 'dict' ? undefined : shapeOfData(value);
  if (!shape) return call.host.unknown('a batch of the data', call.site);
  return tensor(call.host, {
    framework: 'tensorflow',
    shape: batch ? withRows(shape, batch) : shape,
    dtype: value.kind === 'tensor' ? value.dtype : undefined,
    source: {
      operation: 'fit',
      site: call.site,
      role: 'data',
      parents: value.kind === 'tensor' ? [value] : [],
    },
  });
}
