/** Numbers as people read them: a real minus sign, a fixed number of decimals, names for what is no number. */

export const minus = '−';

/** `−0.30`; `0.00` also for what rounds to minus zero; `1.2e+9` for what would not fit; `NaN`, `∞`, `−∞`. */
export function numberText(value: number, digits: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${minus}∞`;
  const large = Math.abs(value) >= 1e6;
  const text = large ? value.toExponential(Math.min(digits, 3)) : value.toFixed(digits);
  const zero = !large && Number(text) === 0;
  return zero ? (0).toFixed(digits) : text.replace('-', minus);
}

/** As `numberText`, but of what would be written as zero and is not: `2.3e−3`. */
export function smallText(value: number, digits: number): string {
  const text = numberText(value, digits);
  const isLost = value !== 0 && Number.isFinite(value) && Number(text.replace(minus, '-')) === 0;
  return isLost ? value.toExponential(1).replaceAll('-', minus) : text;
}

/** In parentheses where it is negative, as in `0.50·(−0.30)`. */
export function factorText(value: number, digits: number): string {
  const text = numberText(value, digits);
  return text.startsWith(minus) ? `(${text})` : text;
}

/** A count with its thousands set off: `1,024`. The browser's own way to write it takes 30 ms to get ready, of the time in which the page opens. */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** The number a person typed, or undefined: `0,5` and `−0.3` are numbers, an empty field is none. */
export function readNumber(text: string): number | undefined {
  const plain = text
    .trim()
    .replace(minus, '-')
    .replace(/^(-?\d*),(\d+)$/, '$1.$2');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}
