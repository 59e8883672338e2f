/** Hands matrices that are too large for the saved state to the extension, once each, and asks for those that it holds. */
import type { Matrix } from '../../../src/cells/index.ts';
import type { FromCalculator } from '../../../src/protocol/calculator.ts';
import type { KeptMessage } from '../../../src/protocol/keptNumbers.ts';
import { sameItems } from '../../state/keepLatest.ts';
import type { Action, State } from '../../state/state.ts';
import { keptId, remember } from './kept.ts';
import type { Matrices } from './matrices.ts';
import { tooLarge } from './saved.ts';

export class Keeper {
  readonly #post: (message: FromCalculator) => void;
  readonly #dispatch: (action: Action) => void;
  readonly #handed = new WeakSet<Matrix>();
  readonly #asked = new Set<string>();
  #seen: readonly Matrices[] = [];

  constructor(post: (message: FromCalculator) => void, dispatch: (action: Action) => void) {
    this.#post = post;
    this.#dispatch = dispatch;
  }

  /** After each change of the state. */
  follow(state: State): void {
    const all = [state, ...state.parked.values()].map(({ matrices }) => matrices);
    if (sameItems(all, this.#seen)) return;
    this.#seen = all;
    for (const matrices of all) {
      for (const matrix of tooLarge(matrices)) this.#hand(matrix);
      for (const { matrix, origin } of matrices.values())
        if (!matrix && 'kept' in origin && origin.kept !== undefined) this.#ask(origin.kept);
    }
  }

  receive({ id, matrix }: KeptMessage): void {
    if (!this.#asked.has(id)) return;
    if (matrix) {
      remember(matrix, id);
      this.#handed.add(matrix);
    }
    this.#dispatch({ type: 'keptRead', id, matrix });
  }

  #hand(matrix: Matrix): void {
    if (this.#handed.has(matrix)) return;
    this.#handed.add(matrix);
    const { rows, columns, data } = matrix;
    const numbers = data instanceof Float32Array ? data : Float64Array.from(data);
    this.#post({ type: 'keep', id: keptId(matrix), matrix: { rows, columns, data: numbers } });
  }

  #ask(id: string): void {
    if (this.#asked.has(id)) return;
    this.#asked.add(id);
    this.#post({ type: 'keptWanted', id });
  }
}
