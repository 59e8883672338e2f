/** Wrappers that call the module they hold: nn.DataParallel, DistributedDataParallel. */
import { heldSlot, makeContainer } from '../modules/held.ts';
import type { Call, NativeClass, NativeValue, Value } from '../parts.ts';
import { TORCH_NN } from './dialect.ts';

function wrapperClass(qualified: string): NativeClass {
  const type: NativeClass = {
    kind: 'native-class',
    role: 'model',
    name: qualified.slice(qualified.lastIndexOf('.') + 1),
    qualified,
    framework: 'torch',
    ancestors: ['torch.nn.Module'],
    construct: call => wrap(call, type),
  };
  return type;
}

function wrap(call: Call, type: NativeClass): NativeValue {
  const inner: Value =
    call.args.find(a => a.name === undefined || a.name === 'module')?.value ??
    call.host.unknown('the module to wrap', call.site);
  return makeContainer(TORCH_NN, call, {
    class: type,
    held: heldSlot({ modules: [['module', inner]], isWhole: true }),
    behave: () => ({ invoke: ({ host, args, site, open }) => host.call(inner, args, site, open) }),
  });
}

export const DataParallel = wrapperClass('torch.nn.DataParallel');
export const DistributedDataParallel = wrapperClass('torch.nn.parallel.DistributedDataParallel');
