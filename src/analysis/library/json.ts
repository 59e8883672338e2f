/** `json.loads` and `JSON.parse` of a text that the code says or that lies beside it. */
import type { Value } from '../../values/index.ts';
import { fromData } from './data.ts';

/** undefined: not JSON, so that nothing is known (Python and JavaScript would refuse it). */
export function fromJson(text: string): Value | undefined {
  try {
    return fromData(JSON.parse(text));
  } catch {
    return undefined;
  }
}
