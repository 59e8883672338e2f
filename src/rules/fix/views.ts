/** The fix of a view that cannot be: what copies where it must. */
import type { OperandConflict } from '../../values/index.ts';
import type { Facts } from '../tell/facts.ts';
import { type Fix, replacing } from './fix.ts';
import { callAt } from './source.ts';

/** `x.reshape(...)` for `x.view(...)`: the same elements in the same order. */
export function fixView({ at }: OperandConflict, facts: Facts): readonly Fix[] {
  const callee = callAt(facts, at)?.callee;
  if (callee?.kind !== 'attribute' || callee.name !== 'view') return [];
  const name = { file: at.file, start: callee.end - callee.name.length, end: callee.end };
  return [{ title: 'Write `reshape`', edits: [replacing(name, 'reshape')], isSafe: true }];
}
