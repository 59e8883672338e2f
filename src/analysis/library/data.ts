/** Plain data (JSON, YAML) as abstract values: configurations are often written so. */
import { bool, dict, float, int, list, NONE, string, type Value } from '../../values/index.ts';

/** Longer files hold no configuration. */
const MOST_VALUES = 20_000;

/** undefined: too much of it to be a configuration (aliases of YAML may stand for far more than is written). */
export function fromData(data: unknown): Value | undefined {
  const budget = { left: MOST_VALUES };
  const value = abstract(data, budget);
  return budget.left < 0 ? undefined : value;
}

interface Budget {
  left: number;
}

function abstract(data: unknown, budget: Budget): Value {
  budget.left--;
  if (budget.left < 0) return NONE;
  switch (typeof data) {
    case 'number':
      return Number.isSafeInteger(data) ? int(data) : float(data);
    case 'string':
      return string(data);
    case 'boolean':
      return bool(data);
    default:
      return data === null || data === undefined ? NONE : composite(data, budget);
  }
}

function composite(data: object, budget: Budget): Value {
  if (Array.isArray(data)) return list(data.map(item => abstract(item, budget)));
  return dict(Object.entries(data).map(([key, value]) => [key, abstract(value, budget)] as const));
}
