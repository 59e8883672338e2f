/** `snt.BatchApply(module, num_dims)(x)`. sonnet/src/batch_apply.py */
import { batchApplied } from '../jax/batch-apply.ts';
import { heldSlot, makeContainer } from '../modules/held.ts';
import { asInt, bind, type NativeClass, signature } from '../parts.ts';
import { SNT } from './dialect.ts';

export const BatchApply: NativeClass = {
  kind: 'native-class',
  name: 'BatchApply',
  qualified: 'sonnet.BatchApply',
  framework: 'sonnet',
  ancestors: ['sonnet.Module'],
  construct: call => {
    const bound = bind(call, signature('module, num_dims=2, name=None'), 'BatchApply', 'sonnet');
    if (bound.refused) return call.host.unknown('a BatchApply', call.site);
    const module = bound.value('module');
    const dims = asInt(bound.value('num_dims'));
    return makeContainer(SNT, call, {
      class: BatchApply,
      held: heldSlot({ modules: [['module', module]], isWhole: true }),
      behave: () => ({
        invoke: used =>
          dims === undefined || used.open
            ? used.host.unknown('what a BatchApply gives', used.site)
            : batchApplied({ ...used, framework: 'sonnet', operation: 'BatchApply' }, module, dims),
      }),
    });
  },
};
