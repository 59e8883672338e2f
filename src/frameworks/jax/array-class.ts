/** `jax.Array` and its other names: used in annotations and `isinstance`, never called. */
import type { NativeClass } from '../parts.ts';

export const arrayClass = (qualified: string): NativeClass => ({
  kind: 'native-class',
  name: qualified.slice(qualified.lastIndexOf('.') + 1),
  qualified,
  framework: 'jax',
  ancestors: [],
  construct: call => call.host.unknown('the contents of an array', call.site),
});
