/** The shapes of one call: a layer that is used twice is used with other shapes each time. */
import type { FileFacts } from '../../analysis/result.ts';
import type { CallExpr, Span } from '../../syntax/tree.ts';
import { itemsOf, type NativeValue, shapeOf, type TensorValue, type Value } from '../../values/index.ts';
import type { Ends } from './answer.ts';
import { valuesSeen } from './subject.ts';

const DEEPEST = 3;

/** What goes in and comes out at this call of the layer, one for each run that was seen, the first run first. */
export function runsOf(layer: NativeValue, call: Span | undefined, file: FileFacts): readonly Ends[] {
  if (!call) return [];
  const outcomes = valuesSeen(file, call).map(value => tensorsIn(value, DEEPEST));
  return outcomes.reverse().flatMap(outputs => {
    const source = outputs[0]?.source;
    if (source?.layer !== layer || source.site.start !== call.start || source.site.end !== call.end)
      return [];
    const count = Math.max(1, layer.layer?.built.value.inputs.length ?? 1);
    const inputs = source.parents.slice(0, count).map(shapeOf);
    return inputs.length > 0 ? [{ inputs, outputs: outputs.map(shapeOf) }] : [];
  });
}

/** The same of a model that a user wrote: its result says nothing of the model, so that the arguments are asked. */
export function modelRuns(call: CallExpr | undefined, file: FileFacts): readonly Ends[] {
  if (!call) return [];
  const outcomes = valuesSeen(file, call);
  const given = call.arguments
    .map(({ value }) => valuesSeen(file, value))
    .filter(values => values.some(isTensor));
  if (given.length === 0 || given.some(values => values.length !== outcomes.length)) return [];
  return outcomes
    .map((outcome, run) => ({
      inputs: given.flatMap(values => tensorsIn(values[run], DEEPEST).map(shapeOf)),
      outputs: tensorsIn(outcome, DEEPEST).map(shapeOf),
    }))
    .reverse();
}

function isTensor(value: Value): boolean {
  return tensorsIn(value, DEEPEST).length > 0;
}

function tensorsIn(value: Value | undefined, depth: number): readonly TensorValue[] {
  if (value?.kind === 'tensor') return [value];
  if (value?.kind !== 'list' || value.shapeOf || depth === 0) return [];
  return (itemsOf(value) ?? []).flatMap(item => tensorsIn(item, depth - 1));
}
