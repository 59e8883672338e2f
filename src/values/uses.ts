/**
 * What a program does with a value: which entries along its first axis it reads, or that it goes somewhere as a whole. Kept of the few values that
 * somebody watches (`Host.watch`): those of which nothing but the whole program shows whether they are taken for what they are.
 */
import { beside } from './beside.ts';
import type { NativeValue } from './native.ts';
import type { TensorValue } from './value.ts';

export interface Uses {
  /** Positions as the program counts them, from the end (negative) only where the number of entries is not known. */
  readonly entries: Set<number>;
  /** It was given to code or put where any of its entries may be read. */
  isWhole: boolean;
  /** Parts along other axes than the first were taken of all entries. */
  isCut: boolean;
  /** An axis of it, or of what was made of it, was turned round. */
  isReversed: boolean;
  /** The last step of a sequence was put together with the first one. */
  isBesideFirst: boolean;
  /** Autograd has gone back through what made it. */
  isSpent: boolean;
}

/** What a part of a run watches, and what it does with what is watched. */
export interface UsesPart {
  /** Who watched under these names before it. */
  readonly before: Map<string, Uses | undefined>;
  readonly told: (() => void)[];
}

export const noUses = (): Uses => ({
  entries: new Set(),
  isWhole: false,
  isCut: false,
  isReversed: false,
  isBesideFirst: false,
  isSpent: false,
});

const USES = beside<TensorValue | NativeValue, Uses>();

export const watchUses = USES.set;

/** undefined: nobody watches it. */
export const usesOf = (value: TensorValue | NativeValue): Uses | undefined => USES.get(value);

export const isUsed = ({ entries, isWhole, isCut }: Uses): boolean => isWhole || isCut || entries.size > 0;

/** Which entries are read; undefined: it may be any of them. */
export const entriesRead = ({ entries, isWhole, isCut }: Uses): readonly number[] | undefined =>
  isWhole || isCut ? undefined : [...entries];

/** As if nothing had been done with it. */
export function forgetUses(uses: Uses): void {
  uses.isWhole = false;
  uses.isCut = false;
  uses.isReversed = false;
  uses.isBesideFirst = false;
  uses.isSpent = false;
  uses.entries.clear();
}

/** What is known of them now: what is added later can be forgotten again. They are no part of the heap, since what any branch reads is read. */
export function keepUses(uses: Uses): () => void {
  const { isWhole, isCut, isReversed, isBesideFirst, isSpent } = uses;
  const entries = [...uses.entries];
  return () => {
    uses.isWhole = isWhole;
    uses.isCut = isCut;
    uses.isReversed = isReversed;
    uses.isBesideFirst = isBesideFirst;
    uses.isSpent = isSpent;
    uses.entries.clear();
    for (const entry of entries) uses.entries.add(entry);
  };
}
