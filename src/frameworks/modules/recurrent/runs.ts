/**
 * Which results are of one call of a recurrent layer, and whether autograd has gone back through that call: its graph is freed then, and a state
 * that still hangs on it cannot be carried on. https://docs.pytorch.org/docs/stable/autograd.html
 */
import { beside, type Host, type Slot, slot, type TensorValue, type Value } from '../../parts.ts';

interface Run {
  /** Of all results of the call. */
  readonly isSpent: Slot<boolean>;
  /** Of this one: it was detached in place. */
  readonly hasLeft: Slot<boolean>;
}

const RUN = beside<TensorValue, Run>();

export function noteResults(tensors: readonly TensorValue[]): void {
  const isSpent = slot<boolean>(false, (a, b) => a && b);
  for (const tensor of tensors) RUN.set(tensor, { isSpent, hasLeft: slot<boolean>(false, (a, b) => a || b) });
}

/** Tensors that one loss may hang on, as far as they are followed. */
const MOST_TENSORS = 500;

/** `loss.backward()`: the graph of all that the loss was made of is freed. */
export function spendGraph(host: Host, loss: Value): void {
  if (loss.kind !== 'tensor') return;
  const seen = new Set<TensorValue>([loss]);
  for (const tensor of seen) {
    const run = RUN.get(tensor);
    if (run) host.write(run.isSpent, true);
    if (seen.size > MOST_TENSORS) return;
    for (const parent of tensor.source.parents) seen.add(parent);
  }
}

/** `h.detach_()`: what hangs on the graph no longer does. */
export function leaveGraph(host: Host, tensor: Value): void {
  const run = tensor.kind === 'tensor' ? RUN.get(tensor) : undefined;
  if (run) host.write(run.hasLeft, true);
}

export function hangsOnSpentGraph(tensor: TensorValue): boolean {
  const run = RUN.get(tensor);
  return run?.isSpent.value === true && !run.hasLeft.value;
}
