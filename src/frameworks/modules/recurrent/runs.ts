/**
 * Which results are of one call of a recurrent layer, and whether autograd has gone back through that call: its graph is freed then, and a state
 * that still hangs on it cannot be carried on. Where the program keeps the graph (`retain_graph=True`) it can, and drags all batches before it along. https://docs.pytorch.org/docs/stable/autograd.html
 */
import { beside, type Host, type Slot, slot, type TensorValue, type Value } from '../../parts.ts';

/** What `backward()` has left of the graph of a call; undefined: none went through it. */
type Left = 'freed' | 'kept' | undefined;

interface Run {
  /** Of all results of the call. */
  readonly left: Slot<Left>;
  /** Of this one: it was detached in place. */
  readonly hasLeft: Slot<boolean>;
}

const RUN = beside<TensorValue, Run>();

export function noteResults(tensors: readonly TensorValue[]): void {
  const left = slot<Left>(undefined, (a, b) => (a === b ? a : undefined));
  for (const tensor of tensors) RUN.set(tensor, { left, hasLeft: slot<boolean>(false, (a, b) => a || b) });
}

/** Tensors that one loss may hang on, as far as they are followed. */
const MOST_TENSORS = 500;

/** `loss.backward()`: the graph of all that the loss was made of is freed, or kept where that is asked for. */
export function spendGraph(host: Host, loss: Value, left: 'freed' | 'kept'): void {
  if (loss.kind !== 'tensor') return;
  const seen = new Set<TensorValue>([loss]);
  for (const tensor of seen) {
    const run = RUN.get(tensor);
    if (run) host.write(run.left, left);
    host.noteSpent(tensor);
    if (seen.size > MOST_TENSORS) return;
    for (const parent of tensor.source.parents) seen.add(parent);
  }
}

/** `h.detach_()`: what hangs on the graph no longer does. */
export function leaveGraph(host: Host, tensor: Value): void {
  const run = tensor.kind === 'tensor' ? RUN.get(tensor) : undefined;
  if (run) host.write(run.hasLeft, true);
}

/** What a state hangs on: the graph of a call that `backward()` has been through. */
export function spentGraph(tensor: TensorValue): Left {
  const run = RUN.get(tensor);
  return run?.hasLeft.value ? undefined : run?.left.value;
}
