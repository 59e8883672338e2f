/** Outputs of `dynamic_rnn` that is told how long each sequence is: zeros stand behind the last step of the shorter ones (tensorflow/python/ops/rnn.py `_rnn_step`). */
import { noteSequence } from '../array/sequence-axes.ts';
import { asBool, type Bound, type TensorValue, type Value } from '../parts.ts';

/** Operations that keep lengths what they are, or count them, are followed no farther back than this. */
const FARTHEST = 6;

export function notePadding(outputs: Value, bound: Bound): void {
  const [lengths, cell] = [bound.value('sequence_length'), bound.value('cell')];
  const timeMajor = asBool(bound.value('time_major'));
  if (outputs.kind !== 'tensor' || timeMajor === undefined || !areOfData(lengths)) return;
  const layer = cell.kind === 'native' ? cell : undefined;
  noteSequence(outputs, { layer, batchFirst: !timeMajor, isPadded: true });
}

/** Whether lengths are fed to the program or counted in its data. What it makes itself may well be one number for all. */
function areOfData(lengths: Value): boolean {
  let at: TensorValue | undefined = lengths.kind === 'tensor' ? lengths : undefined;
  for (let steps = 0; at && steps < FARTHEST; steps++) {
    if (/(^|\.)(placeholder|reduce_sum|count_nonzero)$/.test(at.source.operation)) return true;
    at = at.source.parents[0];
  }
  return false;
}
