/** Tensors that belong together by their names. */
import type { WeightTensor } from '../tensor.ts';

/** By what comes before the last part of the name, in the order of the file. `split` gives undefined for names of no interest. */
export function grouped<Key extends { readonly group: string }>(
  tensors: readonly WeightTensor[],
  split: (name: string) => Key | undefined,
): ReadonlyMap<string, readonly (Key & { readonly tensor: WeightTensor })[]> {
  const groups = new Map<string, (Key & { readonly tensor: WeightTensor })[]>();
  for (const tensor of tensors) {
    const key = split(tensor.name);
    if (!key) continue;
    const group = groups.get(key.group) ?? [];
    group.push({ ...key, tensor });
    groups.set(key.group, group);
  }
  return groups;
}

/** The cell with so many blocks of gates. A GRU's kind is settled by its biases. */
export function cellWith(gates: number): 'lstm' | 'gru' | 'simple-rnn' | undefined {
  return gates === 4 ? 'lstm' : gates === 3 ? 'gru' : gates === 1 ? 'simple-rnn' : undefined;
}

export function hasShape(tensor: WeightTensor | undefined, shape: readonly number[]): boolean {
  return tensor === undefined || tensor.shape.join() === shape.join();
}
