/** Layers that keep their states from one batch to the next. */
import type { Dim } from '../../../shapes/index.ts';
import { refuseSize } from '../../array/scene.ts';
import type { Use } from '../core/description.ts';
import { differs, isNone } from '../core/none.ts';
import { type RecurrentFlags, refuseFlag } from './recurrent-flags.ts';

/**
 * They need a batch of a fixed size, and that very one ever after. `comparesSymbols`: also of a later call on symbolic tensors, where Keras 3 compares
 * the states of an LSTM with its products, and those of a ConvLSTM with nothing.
 */
export function acceptsBatch(
  use: Use,
  { stateful, time_major }: RecurrentFlags,
  batch: Dim,
  comparesSymbols = true,
): boolean {
  if (!stateful) return true;
  const axis = time_major ? 1 : 0;
  const built = use.built[0]?.[axis];
  // Keras 3 looks at it when it makes the weights.
  const isFixed = use.flavour.name === 'keras3' && built !== undefined && !isNone(built);
  if (use.graph && isNone(batch) && !isFixed)
    return refuseFlag(use, 'stateful', 'False where the size of a batch is left open');
  if (!built || !differs(built, batch, false) || (use.symbolic && !comparesSymbols)) return true;
  const input = use.inputs[0];
  if (input) refuseSize(use, input, { axis, expected: built, actual: batch, parameter: 'batch_size' });
  return false;
}
