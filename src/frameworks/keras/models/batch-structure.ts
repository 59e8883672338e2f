/**
 * What Keras 3 refuses of a generator or a `PyDataset` before a batch is run: it looks at the first ones, which are tuples, and on TensorFlow have no lists in
 * them. keras/src/trainers/data_adapters: generator_data_adapter.py, py_dataset_adapter.py, data_adapter_utils.py (`get_tensor_spec`)
 */
import { refuseArgument, type WrongArgument } from '../../array/scene.ts';
import { type Argument, type Call, itemsOf, type Value } from '../../parts.ts';
import { sceneOf } from './data.ts';
import type { ModelCore } from './model-core.ts';
import type { Arguments } from './training-call.ts';

/** Whether the data is refused, which has then been stated. `batchOf`: one batch of what is no array. */
export function refusesBatches(
  core: ModelCore,
  call: Call,
  { named, method }: { readonly named: Arguments; readonly method: string },
  batchOf: (value: Value) => Value | undefined,
): boolean {
  if (core.flavour.name !== 'keras3' || call.open) return false;
  for (const parameter of ['x', 'validation_data']) {
    const given = named.get(parameter);
    const wrong = given && wrongBatches(call, parameter, given, batchOf);
    if (!wrong) continue;
    refuseArgument({ ...sceneOf(core, call), operation: method }, wrong);
    return true;
  }
  return false;
}

function wrongBatches(
  { host }: Call,
  parameter: string,
  { value, at }: Argument,
  batchOf: (value: Value) => Value | undefined,
): WrongArgument | undefined {
  const wrong = { parameter, at } as const;
  if (value.kind === 'function')
    return {
      ...wrong,
      aspect: 'type',
      allowed: 'data, such as a generator: call the function that makes it',
      given: 'a function',
      says: 'Unrecognized data type',
    };
  const isGenerator = value.kind === 'list' && value.flavour === 'iterator';
  if (!isGenerator && value.kind !== 'object') return undefined;
  const batch = batchOf(value);
  const isTuple = batch?.kind === 'list' && batch.flavour === 'tuple';
  const isOther = batch?.kind === 'tensor' || batch?.kind === 'dict' || batch?.kind === 'list';
  if (isGenerator && isOther && !isTuple)
    return {
      ...wrong,
      aspect: 'value',
      allowed: 'a generator of tuples: inputs, targets and perhaps weights of the samples',
      given: `one that yields ${OTHERS[batch.kind]}`,
      says: 'When passing a Python generator to a Keras model, the generator must return a tuple',
    };
  const items = batch?.kind === 'list' ? itemsOf(batch) : undefined;
  if (!items || (!isTuple && batch?.kind === 'list' && batch.flavour !== 'list')) return undefined;
  // The other backends take lists.
  return items.some(isList) && !host.mentions('KERAS_BACKEND')
    ? {
        ...wrong,
        aspect: 'value',
        allowed:
          'one whose batches are tuples of arrays without lists (`(a, b)` for several inputs, `np.array` around rows)',
        given: `one that ${isGenerator ? 'yields' : 'gives'} a list`,
        says: '`output_signature` must contain objects that are subclass of `tf.TypeSpec` but found',
      }
    : undefined;
}

const OTHERS: Readonly<Record<'tensor' | 'dict' | 'list', string>> = {
  tensor: 'arrays',
  dict: 'dicts',
  list: 'lists',
};

const isList = (value: Value): boolean =>
  value.kind === 'list' &&
  (value.flavour === 'list' || (value.flavour === 'tuple' && (itemsOf(value) ?? []).some(isList)));
