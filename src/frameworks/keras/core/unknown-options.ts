/** Options that a layer of TensorFlow.js does not have, and ignores. */
import type { Call } from '../../parts.ts';

/** Options of a call in TensorFlow.js that are none of these. */
export function unknownOptions({ args: [object] }: Call, names: readonly string[]): readonly string[] {
  if (object?.value.kind !== 'dict') return [];
  return [...object.value.entries.value.known.keys()].map(String).filter(name => !names.includes(name));
}
