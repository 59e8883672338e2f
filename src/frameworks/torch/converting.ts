/** `model.double()`, `model.to(dtype)`: what its weights are made of from then on. https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html */
import { dtypeOf } from '../array/dtype.ts';
import { type MaybePrecision, precisionNamed, precisionOf } from '../array/precision.ts';
import type { Method } from '../modules/dialect.ts';
import { convertBelow } from '../modules/trained.ts';
import type { Argument, Host } from '../parts.ts';

/** `model.double()`. */
export const convertingTo =
  (precision: MaybePrecision): Method =>
  (module, { host }) => {
    convertBelow(host, module, precision);
    return module;
  };

/** `model.to(device)` leaves the precision, `model.to(torch.float64)` and `model.to(other_tensor)` do not. */
export const converting: Method = (module, { host, args, open }) => {
  const asked = args.map(argument => askedBy(host, argument)).find(each => each !== 'none');
  if (open) convertBelow(host, module, undefined);
  else if (asked) convertBelow(host, module, asked === 'unknown' ? undefined : asked);
  return module;
};

/** 'none': it says where the module goes, not what it is made of. */
function askedBy(host: Host, { name, value, at }: Argument): MaybePrecision | 'unknown' | 'none' {
  if (name === 'device' || name === 'non_blocking' || name === 'memory_format' || value.kind === 'bool')
    return 'none';
  if (value.kind === 'tensor') return precisionOf(value) ?? 'unknown';
  if (dtypeOf(value)) return precisionNamed(value) ?? 'unknown';
  const isDevice =
    value.kind === 'number' ||
    (value.kind === 'string' && name !== 'dtype') ||
    /device|cuda|cpu|rank|gpu|mps/i.test(host.textOf(at));
  return isDevice ? 'none' : 'unknown';
}
