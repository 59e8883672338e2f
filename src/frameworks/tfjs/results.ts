/** What functions of TensorFlow.js give that is no single tensor: objects of tensors, and promises, which count as what they hold. */
import { dict, type Value } from '../parts.ts';

/** `{ values, indices }` */
export const object = (entries: Readonly<Record<string, Value>>): Value => dict(Object.entries(entries));
