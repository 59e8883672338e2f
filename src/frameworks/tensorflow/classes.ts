/** Classes of TensorFlow 1 as values. */
import type { Call, NativeClass, Value } from '../parts.ts';

/** What a class is to those that look for layers. */
type Kin = Pick<NativeClass, 'role' | 'ancestors'>;

export const NO_KIN: Kin = { ancestors: [] };
/** A layer that runs over sequences and is no cell. */
export const RECURRENT_LAYER: Kin = { role: 'recurrent', ancestors: [] };
export const RECURRENT_CELL: Kin = { role: 'recurrent', ancestors: ['tf.nn.rnn_cell.RNNCell'] };

/** A class by its whole name. `construct` is given the class too, which its instances name. */
export function classOf(
  qualified: string,
  kin: Kin,
  construct: (call: Call, type: NativeClass) => Value,
): NativeClass {
  const type: NativeClass = {
    kind: 'native-class',
    name: qualified.slice(qualified.lastIndexOf('.') + 1),
    qualified,
    framework: 'tensorflow',
    ...kin,
    construct: call => construct(call, type),
  };
  return type;
}
