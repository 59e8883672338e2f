/** Fixes of initial states. */
import type { StateConflict } from '../../values/index.ts';
import type { Facts } from '../tell/facts.ts';
import { type Fix, proposals } from './fix.ts';
import { fixStateShape } from './sizes.ts';
import { rewriting } from './wrap.ts';

export function fixState(conflict: StateConflict, facts: Facts): readonly Fix[] {
  if (conflict.aspect === 'shape') return fixStateShape(conflict, facts);
  if (conflict.aspect === 'structure' || conflict.aspect === 'count')
    return proposals(pairing(conflict, facts));
  return [];
}

/** A cell state of zeros beside the hidden state that was given alone. */
function pairing({ state, framework }: StateConflict, facts: Facts): Fix | undefined {
  if (framework !== 'torch' || !state.tensor) return undefined;
  return rewriting(
    state,
    facts,
    'Pass a cell state of zeros beside it',
    code => `(${code}, torch.zeros_like(${code}))`,
  );
}
