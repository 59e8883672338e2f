/** Random choices that a seed decides, so that every program can be made again. */

export class Draw {
  #state: number;

  /** `slip`: how often a size or choice that should be right is another one. */
  constructor(
    seed: number,
    readonly slip = 0,
  ) {
    this.#state = seed >>> 0;
  }

  /** A draw of its own, with this share of slips. */
  slipping(slip: number): Draw {
    return new Draw(Math.floor(this.unit() * 2 ** 32), slip);
  }

  /** At least 0, less than 1 (mulberry32). */
  unit(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Both ends included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.unit() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.int(0, items.length - 1)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }

  /** The item, or undefined where there is none. */
  maybe<T>(items: readonly T[]): T | undefined {
    return items.length === 0 ? undefined : this.pick(items);
  }

  /** One of pairs of a weight and an item. */
  weighted<T>(items: readonly (readonly [number, T])[]): T {
    let left = this.unit() * items.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, item] of items) {
      left -= weight;
      if (left < 0) return item;
    }
    return this.pick(items)[1];
  }

  shuffled<T>(items: readonly T[]): readonly T[] {
    return items
      .map(item => [this.unit(), item] as const)
      .sort(([a], [b]) => a - b)
      .map(([, item]) => item);
  }

  /** A size of a small tensor; primes are frequent, so that sizes that differ rarely meet by chance. */
  size(): number {
    return this.pick([1, 2, 3, 4, 5, 5, 6, 7, 7, 8, 10, 12]);
  }

  /** `right`, or by a slip something near it. */
  near(right: number): number {
    return this.chance(this.slip)
      ? this.pick([right + 1, right - 1, 2 * right, this.size(), this.size()])
      : right;
  }

  /** `right`, or by a slip another one. */
  rather<T>(right: T, others: readonly T[]): T {
    return others.length > 0 && this.chance(this.slip) ? this.pick(others) : right;
  }
}

/** The seed of the program at `index` of a run, drawn again `attempt` times. */
export function seedOf(run: number, index: number, attempt: number): number {
  const mixed = Math.imul(run, 0x9e3779b1) + Math.imul(index + 1, 0x85ebca6b);
  return (mixed + Math.imul(attempt, 0xc2b2ae35)) >>> 0;
}
