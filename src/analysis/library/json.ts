/** `json.loads` and `JSON.parse` of a text that the code says: configurations are often written so. */
import { bool, dict, float, int, list, NONE, string, type Value } from '../../values/index.ts';

/** undefined: not JSON, so that nothing is known (Python and JavaScript would refuse it). */
export function fromJson(text: string): Value | undefined {
  try {
    return abstract(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function abstract(data: unknown): Value {
  switch (typeof data) {
    case 'number':
      return Number.isSafeInteger(data) ? int(data) : float(data);
    case 'string':
      return string(data);
    case 'boolean':
      return bool(data);
    default:
      return data === null || data === undefined ? NONE : composite(data);
  }
}

function composite(data: object): Value {
  if (Array.isArray(data)) return list(data.map(abstract));
  return dict(Object.entries(data).map(([key, value]) => [key, abstract(value)] as const));
}
