/** What goes in and comes out of a model that a user wrote: nothing but its first call says so. */
import type { Shape } from '../shapes/index.ts';
import {
  attached,
  type Call,
  itemsOf,
  type NativeValue,
  shapeOf,
  type TensorValue,
  type Value,
} from './parts.ts';

export interface Run {
  readonly inputs: readonly (Shape | undefined)[];
  readonly outputs: readonly (Shape | undefined)[];
}

/** The first call of each model; entries live as long as their model. */
const runs = attached<NativeValue, Run | undefined>(undefined, (a, b) => a ?? b);

export function runOf(model: NativeValue | undefined): Run | undefined {
  return model && runs.of(model);
}

/** Keeps the shapes of the first call of which any is known, and gives back the result. */
export function noteRun(
  { host, args }: Pick<Call, 'host' | 'args'>,
  model: NativeValue | undefined,
  result: Value,
): Value {
  if (!model || runOf(model)) return result;
  const inputs = args.flatMap(({ value }) => tensorsIn(value)).map(shapeOf);
  const outputs = tensorsIn(result).map(shapeOf);
  if ([...inputs, ...outputs].every(shape => shape === undefined)) return result;
  host.write(runs.place(model), { inputs, outputs });
  return result;
}

const DEEPEST = 4;

/** The tensors of tuples and lists too. */
function tensorsIn(value: Value, depth = DEEPEST): readonly TensorValue[] {
  if (value.kind === 'tensor') return [value];
  if (value.kind !== 'list' || value.shapeOf || depth === 0) return [];
  return (itemsOf(value) ?? []).flatMap(item => tensorsIn(item, depth - 1));
}
