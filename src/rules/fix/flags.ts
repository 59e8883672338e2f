/** Fixes that set a flag of the layer that made a tensor. */
import { profileOf } from '../../profiles/index.ts';
import type { NativeValue, TensorValue } from '../../values/index.ts';
import type { Facts } from '../tell/facts.ts';
import { layerWords, recurrentOrigin } from '../tell/operands.ts';
import { argumentCode } from '../tell/words.ts';
import { settingArgument } from './arguments.ts';
import { type Fix, proposals } from './fix.ts';
import { callAt } from './source.ts';

/** Lets the recurrent layer that a tensor came from return every step. */
export function fixSequences(tensor: TensorValue | undefined, facts: Facts): readonly Fix[] {
  const layer = recurrentOrigin(tensor)?.source.layer;
  return layer ? proposals(settingFlag(layer, 'return_sequences', true, facts)) : [];
}

/** Sets a flag where a layer is made; of a wrapper, where the layer inside of it is. */
export function settingFlag(layer: NativeValue, name: string, value: boolean, facts: Facts): Fix | undefined {
  const inner = layer.layer?.inner[0] ?? layer;
  const { framework } = layer.class;
  const { file } = inner.site;
  const call = callAt(facts, inner.site);
  const text = framework === 'tfjs' ? String(value) : value ? 'True' : 'False';
  const edit = call && settingArgument({ call, file, framework, facts }, name, text);
  if (!edit) return undefined;
  const [verb, place] = value ? ['Add', 'to'] : ['Set', 'in'];
  return {
    title: `${verb} ${argumentCode(framework, name, value)} ${place} ${layerWords(inner, file, facts)}`,
    edits: [edit],
    isSafe: true,
  };
}

/** Lets a layer read axis 0 as the batch where it reads it as the steps, or the other way round. */
export function exchangingBatchAndSteps(layer: NativeValue | undefined, facts: Facts): Fix | undefined {
  const { batchFirst } = profileOf(layer?.class.framework ?? 'python').wording;
  const flag = batchFirst && layer?.layer?.flags.get(batchFirst.flag);
  return batchFirst && layer && flag !== undefined
    ? settingFlag(layer, batchFirst.flag, !flag, facts)
    : undefined;
}
