/** What stays while one steps need not be computed again with every step. */

/** A function that keeps what it gave last, and gives it again where it is asked the same. */
export function keepLatest<Asked extends readonly unknown[], Given>(
  compute: (...asked: Asked) => Given,
): (...asked: Asked) => Given {
  let latest: { readonly asked: Asked; readonly given: Given } | undefined;
  return (...asked) => {
    if (!latest || !sameItems(latest.asked, asked)) latest = { asked, given: compute(...asked) };
    return latest.given;
  };
}

/** Whether two lists hold the very same things. */
export function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}
