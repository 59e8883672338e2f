/** Outcomes of this room: a value, or every problem found at once, so that a person can mend them in one go. */

export interface Problem {
  /** What is wrong: a weight, a symbol, a size, in the words of the layout ("kernel", "x"). */
  readonly where: string;
  /** One sentence that says what was expected and what was found. */
  readonly message: string;
}

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export function success<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function failure<T>(where: string, message: string): Result<T> {
  return { ok: false, problems: [{ where, message }] };
}
