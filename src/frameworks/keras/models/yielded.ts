/** What a generator yields to `fit_generator`, before Keras 3: keras 2.2 engine/training_generator.py, tensorflow 1.15 python/keras/engine/training_generator.py. */
import { refuseArgument, type WrongArgument } from '../../array/scene.ts';
import { type Argument, type Call, itemsOf, type Value } from '../../parts.ts';
import { sceneOf } from './data.ts';
import type { ModelCore } from './model-core.ts';

/** Whether it is refused, which has then been stated. `batchOf`: one batch of what it yields. */
export function refusesYielded(
  core: ModelCore,
  call: Call,
  given: Argument,
  batchOf: (value: Value) => Value | undefined,
): boolean {
  const wrong = call.open ? undefined : wrongGenerator(core, given, batchOf);
  if (wrong) refuseArgument(sceneOf(core, call), wrong);
  return wrong !== undefined;
}

function wrongGenerator(
  { flavour }: ModelCore,
  { value, at }: Argument,
  batchOf: (value: Value) => Value | undefined,
): WrongArgument | undefined {
  if (flavour.name !== 'keras2' && flavour.name !== 'tf1') return undefined;
  if (value.kind === 'function')
    return {
      parameter: 'generator',
      aspect: 'type',
      allowed: 'a generator: call the function that makes it',
      at,
      says:
        flavour.name === 'keras2'
          ? "'function' object is not an iterator"
          : "'function' object has no attribute 'shape'",
    };
  const batch = value.kind === 'list' && value.flavour === 'iterator' ? batchOf(value) : undefined;
  const items = batch?.kind === 'list' && batch.flavour === 'tuple' ? itemsOf(batch)?.length : undefined;
  const isBare = batch?.kind === 'tensor' && flavour.name === 'keras2';
  if (
    !isBare &&
    (items === undefined || items === 2 || items === 3 || (items === 1 && flavour.name === 'tf1'))
  )
    return undefined;
  return {
    parameter: 'generator',
    aspect: 'value',
    allowed: 'one that yields a tuple of inputs and targets, perhaps with weights of the samples behind them',
    given: isBare ? 'one that yields arrays' : `one that yields ${items} of them`,
    at,
    says: 'Output of generator should be a tuple',
  };
}
