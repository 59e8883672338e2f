/** Fixes of ranks: an axis of one batch, one step or one feature put in, or taken out. */
import { type RankConflict, shapeOf } from '../../values/index.ts';
import type { Facts } from '../tell/facts.ts';
import { type Fix, proposals } from './fix.ts';
import { rewriting, withAxis } from './wrap.ts';

const AXES = [
  [-1, 'features', 'one feature'],
  [0, 'batch', 'a batch of one'],
  [1, 'steps', 'one step'],
] as const;

export function fixRank({ input, ranks, axes }: RankConflict, facts: Facts): readonly Fix[] {
  const { tensor } = input;
  const rank = tensor && shapeOf(tensor)?.length;
  // A symbolic tensor of Keras takes no subscripts of this kind in all versions, and an Input says its own shape.
  if (!tensor || rank === undefined || tensor.graph || !ranks.includes(rank + 1)) return [];
  const fitting = AXES.filter(([, name]) => axes.includes(name) || axes.length === 0);
  return proposals(
    ...fitting.map(([axis, , words]) =>
      rewriting(
        input,
        facts,
        `Give the input an axis for ${words}: \`${withAxis('x', axis, tensor.framework)}\``,
        code => withAxis(code, axis, tensor.framework),
      ),
    ),
  );
}
