/** `class_weight` of `fit`. */
import { type Argument, type Call, tensor } from '../../parts.ts';
import type { ModelCore } from './model-core.ts';
import { rowsOf } from './targets.ts';
import type { Arguments } from './training-call.ts';

/** Keras 3 makes a weight for each sample of `class_weight`, whatever a sample has (`class_weight_to_sample_weights` in data_adapter_utils.py). */
export function weightsByClass(core: ModelCore, call: Call, named: Arguments): Argument | undefined {
  const [classes, y] = [named.get('class_weight'), named.get('y')];
  const rows = y?.value.kind === 'tensor' ? rowsOf(y.value) : undefined;
  if (core.flavour.name !== 'keras3' || classes?.value.kind !== 'dict' || !rows) return undefined;
  const source = { operation: 'class_weight', site: call.site, role: 'data', parents: [] } as const;
  return {
    ...classes,
    name: 'class_weight',
    value: tensor(call.host, { framework: 'numpy', shape: [rows], dtype: 'float', source }),
  };
}
