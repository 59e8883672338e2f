/**
 * How many rounds of a loop are followed one by one. A loop that calls a model two hundred times does the same each time, and a program has such loops in loops: what
 * comes behind them would be beyond the budget of the run. So what rounds may cost is bounded too. Rounds that make layers are all followed, for each layer is shown.
 */
import type { Machine } from './machine.ts';

/** Loops over the layers of a model are no longer than this: training loops and those over time often are. */
const SHORT = 48;

/** Visited nodes of the rounds of one loop, all that they call included: so many of a short loop, and of a long one. */
const MOST_NODES = { short: 100_000, long: 20_000 };

/** Where the last rounds have changed nothing. */
const MOST_SETTLED_NODES = 2_000;
const SETTLED_ROUNDS = 3;

/** So many rounds are followed whatever they cost. */
const FEWEST_ROUNDS = 4;

/** So many rounds have changed nothing that those to come are taken to do the same. */
export const isSettled = (rounds: number): boolean => rounds >= SETTLED_ROUNDS;

export class Rounds {
  readonly #machine: Machine;
  readonly #most: number;
  readonly #mostNodes: number;
  readonly #budget: number;
  #made: number;
  #count = 0;

  /** `most`: so many are followed at most; `length`: how many there are, where that is known. */
  constructor(m: Machine, most: number, length = Number.POSITIVE_INFINITY) {
    this.#machine = m;
    this.#most = most;
    this.#mostNodes = length > SHORT ? MOST_NODES.long : MOST_NODES.short;
    this.#budget = m.budget;
    this.#made = m.layersMade;
  }

  /** How many have been followed. */
  get count(): number {
    return this.#count;
  }

  /** Before each round: whether it is to be followed by itself. `settled`: how many of the last have changed nothing but what they are counted by. */
  goesOn(settled = 0): boolean {
    const { budget, layersMade } = this.#machine;
    const isPlain = layersMade === this.#made;
    this.#made = layersMade;
    const most = isSettled(settled) ? MOST_SETTLED_NODES : this.#mostNodes;
    const isDear = isPlain && this.#count >= FEWEST_ROUNDS && this.#budget - budget > most;
    if (isDear || this.#count === this.#most) return false;
    this.#count++;
    return true;
  }
}
