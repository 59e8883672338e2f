/** How people write recurrent cells: vectors that stand or lie, two products or one, σ or sigmoid, c̃ or g. */
import type { BoundCell } from '../bind.ts';
import type { LayoutCell, Written } from '../layouts/layout.ts';
import type { Notation } from './notation-type.ts';

const tildes: Readonly<Record<string, string>> = { g: 'c', n: 'h' };

/** The cell as it is written in a notation: its steps, sums and texts too. Whether products are joined concerns whole equations only. */
export function withNotation(bound: BoundCell, { candidate, vectors, logistic }: Notation): BoundCell {
  return { ...withCandidate(bound, candidate), writing: { vectors, logistic } };
}

/** The cell with its candidate, and the weights of it, under another letter. */
export function withCandidate(bound: BoundCell, candidate: Notation['candidate']): BoundCell {
  if (candidate === 'own') return bound;
  const { stored } = bound;
  const isTilde = candidate === 'tilde';
  const letters: Record<string, string> = { ...stored.letters };
  const outputs: Record<string, Written> = { ...stored.outputs };
  for (const [gate, letter] of Object.entries(tildes)) {
    if (!stored.gates.includes(gate)) continue;
    letters[gate] = isTilde ? letter : gate;
    if (isTilde) outputs[gate] = { base: letter, tilde: true, subscript: 't' };
    else delete outputs[gate];
  }
  const changed: LayoutCell = { ...stored, letters, outputs };
  return { ...bound, stored: changed };
}
