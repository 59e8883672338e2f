/** The error function, for activations that go by the normal distribution. Abramowitz and Stegun (1964), 7.1.5 and 7.1.14. */

const FACTOR = 2 / Math.sqrt(Math.PI);

/** Where the series begins to lose digits, the continued fraction converges fast. */
const SERIES_ENDS = 2.5;

/** Right to about 14 digits. */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (!(size > SERIES_ENDS)) return series(x);
  return Math.sign(x) * (1 - complement(size));
}

function series(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return FACTOR * sum;
}

/** 1 - erf(x) for large x, from the innermost fraction outwards. */
function complement(x: number): number {
  let fraction = x;
  for (let n = 60; n >= 1; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
}
