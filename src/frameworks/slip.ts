/** Names that differ by a slip of the pen. */

/** Whether one name is the other with one letter more, less or another, or with two neighbours in each other's place. */
export function isOneSlip(a: string, b: string): boolean {
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  const [one, other] = [a.slice(same), b.slice(same)];
  const swapped = `${one.charAt(1)}${one.charAt(0)}${one.slice(2)}`;
  return (
    one.slice(1) === other ||
    one === other.slice(1) ||
    (one !== other && one.slice(1) === other.slice(1)) ||
    swapped === other
  );
}
