/**
 * Arrays for several inputs must have one number of rows: keras/src/trainers/data_adapters/data_adapter_utils.py (`check_data_cardinality`), Keras 2's
 * engine/training_utils.py (`check_array_lengths`), tfjs-layers/src/engine/training_utils.ts (`checkArrayLengths`).
 */
import { compare, less, type Shape } from '../../../shapes/index.ts';
import { refuseArgument } from '../../array/scene.ts';
import { type Argument, type Call, shapeOf } from '../../parts.ts';
import type { FlavourName } from '../core/flavour.ts';
import { tensorsIn } from '../core/graph.ts';
import { sceneOf, shapeText } from './data.ts';
import type { ModelCore } from './model-core.ts';
import type { MethodName } from './training-call.ts';

const SAYS: Readonly<Record<FlavourName, string>> = {
  keras3: 'Make sure all arrays contain the same number of samples.',
  tf_keras: 'Make sure all arrays contain the same number of samples.',
  tf1: 'All input arrays (x) should have the same number of samples.',
  keras2: 'All input arrays (x) should have the same number of samples.',
  tfjs: 'All input Tensors (x) should have the same number of samples.',
};

/** Whether the arrays are refused, which has then been stated. */
export function refusesRows(
  core: ModelCore,
  call: Call,
  x: Argument | undefined,
  method: MethodName,
): boolean {
  const { name } = core.flavour;
  const pair = x && isCompared(name, method) ? otherRows(x) : undefined;
  return x !== undefined && pair !== undefined && refuse(core, call, x, { pair, method, says: SAYS[name] });
}

const isNew = (name: FlavourName): boolean => name === 'keras3' || name === 'tf_keras';

/** What is one batch already, Keras has not compared since its arrays go through `tf.data`; and nothing before compared what it predicts from. */
const isCompared = (name: FlavourName, method: MethodName): boolean =>
  isNew(name) ? !method.endsWith('_on_batch') : !method.startsWith('predict');

/**
 * Before Keras was compared so, the rows of the first array were taken from all: of those that have more, what is left is not read. Whether `predict` is
 * refused or nothing more is known of it, which has then been stated.
 */
export function readsOtherRows(core: ModelCore, call: Call, x: Argument, method: MethodName): boolean {
  const { name } = core.flavour;
  const pair = isNew(name) || (name !== 'tfjs' && method !== 'predict') ? undefined : otherRows(x);
  if (!pair) return false;
  const [[all], [rows]] = pair;
  const isLess = name !== 'tf1' && rows !== undefined && all !== undefined && less(rows, all) === true;
  return !isLess || refuse(core, call, x, { pair, method, says: undefined });
}

interface Refused {
  readonly pair: readonly [Shape, Shape];
  readonly method: MethodName;
  readonly says: string | undefined;
}

function refuse(core: ModelCore, call: Call, { at }: Argument, { pair, method, says }: Refused): true {
  refuseArgument(
    { ...sceneOf(core, call), operation: method },
    {
      parameter: 'x',
      aspect: 'value',
      allowed: 'arrays with one number of rows, axis 0, for all inputs',
      given: pair.map(shape => shapeText(core, shape)).join(', '),
      at,
      says,
    },
  );
  return true;
}

/** Arrays of one batch may have several numbers of rows, each for an output of its own. */
export const hasOtherRows = (x: Argument): boolean => otherRows(x) !== undefined;

/** The first array's shape and that of another that has surely another number of rows. */
function otherRows({ value }: Argument): readonly [Shape, Shape] | undefined {
  if (value.kind === 'tensor') return undefined;
  const [first, ...rest] = tensorsIn(value).flatMap(each => {
    const shape = shapeOf(each);
    return shape ? [shape] : [];
  });
  const other = rest.find(shape => first?.[0] && shape[0] && compare(first[0], shape[0]) === 'different');
  return first && other && [first, other];
}
