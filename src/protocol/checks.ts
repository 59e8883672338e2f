/** Checks of what a message holds. */

/** The largest sizes that a specification may have. */
export const sizeLimit = 1_000_000;

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const isTextUpTo =
  (limit: number) =>
  (value: unknown): value is string =>
    typeof value === 'string' && value.length <= limit;

export const isText = isTextUpTo(1000);

export function isSize(value: unknown): value is number | null {
  return (
    value === null ||
    (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= sizeLimit)
  );
}

export function isShare(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value < 1;
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
