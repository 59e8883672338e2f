/** Fixes of what a Bidirectional layer of Keras makes of its two directions. */
import type { TensorValue } from '../../values/index.ts';
import type { Facts } from '../tell/facts.ts';
import { chainOf } from '../tell/operands.ts';
import { argumentCode, code } from '../tell/words.ts';
import { argumentValue, settingArgument } from './arguments.ts';
import { type Fix, proposals } from './fix.ts';
import { callAt } from './source.ts';

/** One of the size of one direction for both beside each other, and the other way round. */
export function mergingDirections(tensor: TensorValue | undefined, facts: Facts): readonly Fix[] {
  const layer = chainOf(tensor).find(({ source }) => source.layer?.class.name === 'Bidirectional')?.source
    .layer;
  const call = layer && callAt(facts, layer.site);
  if (!call || !layer) return [];
  const { framework } = layer.class;
  const edited = { call, file: layer.site.file, framework, facts };
  const value = argumentValue(edited, 'merge_mode', 1);
  const isJoined = value === undefined || (value.kind === 'string' && value.value === 'concat');
  const mode = isJoined ? "'sum'" : "'concat'";
  const edit = settingArgument(edited, 'merge_mode', mode);
  const title = `Set ${argumentCode(framework, 'merge_mode', mode)} in the ${code('Bidirectional')}`;
  return proposals(edit && { title, edits: [edit], isSafe: false });
}
