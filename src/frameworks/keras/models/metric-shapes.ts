/** Targets against outputs, as metrics of Keras 3 compare them: keras/src/metrics/accuracy_metrics.py, keras/src/trainers/compile_utils.py. */
import { broadcast, constantOf, type Mismatch, type Shape, type ShapeResult } from '../../../shapes/index.ts';
import { asString, itemsOf, type Value } from '../../parts.ts';
import { valuesOf } from '../loss-shapes.ts';
import { ACCURACY } from './compiled-names.ts';
import { compareTarget, lossOf } from './losses.ts';

/** A metric whose comparison cannot be made, by its name; both shapes begin with the batch of the first step. */
export function wrongMetric(
  metrics: Value | undefined,
  target: Shape,
  output: Shape,
): { readonly name: string; readonly mismatch: Mismatch } | undefined {
  const items = metrics?.kind === 'list' ? itemsOf(metrics) : metrics && [metrics];
  const names = (items ?? []).flatMap(one => asString(one) ?? []);
  for (const name of names) {
    const compared = compare(name, target, output);
    if (compared && !compared.ok) return { name, mismatch: compared.mismatch };
  }
  return undefined;
}

function compare(name: string, target: Shape, output: Shape): ShapeResult<unknown> | undefined {
  const kind = ACCURACY.has(name.toLowerCase()) ? decided(target, output) : name;
  switch (kind) {
    case 'binary_accuracy':
      return compareTarget('keras3', { name, kind: 'elementwise' }, target, output);
    case 'categorical_accuracy':
      return labels(target.slice(0, -1), output);
    case 'sparse_categorical_accuracy':
      return labels(target, output, true);
    default: {
      const loss = lossOf({ kind: 'string', value: name });
      if (loss?.kind === 'elementwise') return compareTarget('keras3', loss, target, output);
      // The function of a loss is called as it is.
      return loss && valuesOf('keras3', loss.name, target, output);
    }
  }
}

const isOne = (dim: Shape[number] | undefined): boolean => dim !== undefined && constantOf(dim) === 1;

/** Which accuracy is meant by 'accuracy'. */
function decided(target: Shape, output: Shape): string | undefined {
  const [a, b] = [target.at(-1), output.at(-1)].map(dim => dim && constantOf(dim));
  if (b === undefined) return undefined;
  if (b === 1) return 'binary_accuracy';
  const isSparse = target.length < output.length || (a === 1 && b > 1);
  return isSparse ? 'sparse_categorical_accuracy' : 'categorical_accuracy';
}

/** Labels beside the likeliest class of each output. */
function labels(given: Shape, output: Shape, mayBeLong = false): ShapeResult | undefined {
  const isLong = given.length === output.length;
  if (isLong && !isOne(given.at(-1)) && !mayBeLong) return undefined;
  const target = isLong && isOne(given.at(-1)) ? given.slice(0, -1) : given;
  return broadcast(target, output.slice(0, -1));
}
