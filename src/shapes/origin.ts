/**
 * Where a size or a shape was set in the user's program.
 *
 * Sizes carry their origins through arithmetic, so that a problem can say "128, set by `Linear(128, 5)` on line 10".
 * `start` and `end` are UTF-16 offsets into the text of `file`; `what` names the thing in the framework's words,
 * without a final full stop: "hidden_size of LSTM", "returns only its last step".
 */
export interface Origin {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly what: string;
}
