/** What small tensors are known to hold, until something is written into them. */
import { attached } from './attached.ts';
import type { Host } from './host.ts';
import type { TensorValue } from './value.ts';

const IS_WRITTEN = attached<TensorValue, boolean>(false, (a, b) => a || b);

/** The integers that a tensor holds at this moment; undefined where they are not known. */
export const contentIn = (tensor: TensorValue | undefined): readonly number[] | undefined =>
  tensor?.content && !IS_WRITTEN.of(tensor) ? tensor.content : undefined;

/** Something is written into a tensor: neither its content nor that of what it is a view of is known any more. */
export function forgetContent(host: Pick<Host, 'write'>, tensor: TensorValue, depth = 4): void {
  if (contentIn(tensor)) host.write(IS_WRITTEN.place(tensor), true);
  if (depth > 0) for (const parent of tensor.source.parents) forgetContent(host, parent, depth - 1);
}
