/**
 * What `compile` and `fit` are given for each output of a model: by its place in a list, or by its name in a dict (keras/src/trainers/compile_utils.py,
 * tf_keras/src/engine/compile_utils.py).
 */
import { itemsOf, type TensorValue, type Value } from '../../parts.ts';
import { nodeOf, tensorsIn } from '../core/graph.ts';
import { layerOf } from '../core/registry.ts';
import type { ModelCore } from './model-core.ts';

export interface OutputPart {
  readonly prediction: TensorValue;
  readonly target: Value | undefined;
  readonly loss: Value | undefined;
  readonly metrics: Value | undefined;
}

/** `y`: the targets; `outputs`: what the model gave. */
export function outputParts(core: ModelCore, y: Value, outputs: Value): readonly OutputPart[] {
  const predictions = tensorsIn(outputs);
  const names = namesOf(core, outputs);
  const count = predictions.length;
  const targets = targetsOf(core, y, count);
  const { loss, metrics } = core.compiled.value;
  return predictions.map((prediction, i) => {
    const place = { index: i, count, name: names[i] };
    return {
      prediction,
      target: y.kind === 'dict' ? named(y, place.name) : targets[i],
      loss: lossFor(loss, place),
      metrics: metricsFor(metrics, place),
    };
  });
}

interface Place {
  readonly index: number;
  readonly count: number;
  readonly name: string | undefined;
}

function named(value: Value, name: string | undefined): Value | undefined {
  return value.kind === 'dict' && name !== undefined ? value.entries.value.known.get(name) : undefined;
}

/** One target, or a list of them for several outputs. */
function targetsOf(core: ModelCore, value: Value, count: number): readonly (Value | undefined)[] {
  const items = itemsOf(value);
  const isList =
    items?.length === count && items.some(item => item.kind === 'tensor') && core.kind !== 'subclass';
  if (isList) return items;
  return count === 1 ? [value] : [];
}

function lossFor(loss: Value | undefined, { index, count, name }: Place): Value | undefined {
  if (loss?.kind === 'dict') return named(loss, name) ?? (count === 1 ? loss : undefined);
  const items = loss && itemsOf(loss);
  return items ? items[index] : loss;
}

/** Of several outputs each has an entry of its own, one metric or a list of them. */
function metricsFor(metrics: Value | undefined, { index, count, name }: Place): Value | undefined {
  if (metrics?.kind === 'dict') return named(metrics, name);
  const items = metrics && itemsOf(metrics);
  if (count === 1) return metrics;
  return items?.length === count ? items[index] : undefined;
}

/** The names by which a dict has the outputs; undefined: it may be one that Keras counts. */
function namesOf(core: ModelCore, outputs: Value): readonly (string | undefined)[] {
  if (outputs.kind === 'dict')
    return [...outputs.entries.value.known].map(([key]) => (typeof key === 'string' ? key : undefined));
  const made = core.kind === 'functional' ? core.ends()?.output : undefined;
  return made ? tensorsIn(made).map(ownName) : [];
}

/** The name that the program gives the layer of an output; undefined: it may be one that Keras counts. */
export function ownName(output: TensorValue): string | undefined {
  const layer = nodeOf(output)?.layer;
  const name = layerOf(layer)?.name;
  return layer && name && !isCountedName(name, layer.class.name) ? name : undefined;
}

const isCountedName = (name: string, className: string): boolean =>
  name.replace(/_\d+$/, '').replaceAll('_', '') === className.toLowerCase();
