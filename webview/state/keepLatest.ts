/** What stays while one steps need not be computed again with every step. */

/** A function that keeps what it gave last, and gives it again where it is asked the same. */
export function keepLatest<Asked extends readonly unknown[], Given>(
  compute: (...asked: Asked) => Given,
): (...asked: Asked) => Given {
  let latest: { readonly asked: Asked; readonly given: Given } | undefined;
  return (...asked) => {
    if (!latest?.asked.every((each, i) => each === asked[i])) latest = { asked, given: compute(...asked) };
    return latest.given;
  };
}
