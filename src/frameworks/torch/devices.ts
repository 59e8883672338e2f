/** `torch.device`, and what a tensor has as its own. https://docs.pytorch.org/docs/stable/tensor_attributes.html#torch.device */
import type { Origin } from '../../shapes/index.ts';
import { inert, instance, opaqueClass } from '../array/opaque.ts';
import { type Behaviour, type Host, type NativeValue, SOME_STRING } from '../parts.ts';

/** By `dir(torch.device('cpu'))` of 2.13. The index is None where the device is the only one of its type. */
const BEHAVIOUR: Behaviour = {
  ...inert(['type', 'index']),
  attribute: (_host, name) => (name === 'type' ? SOME_STRING : undefined),
};

export const device = opaqueClass({
  qualified: 'torch.device',
  name: 'torch.device',
  framework: 'torch',
  behave: () => BEHAVIOUR,
  standing: 'opaque',
});

export const deviceOf = (host: Host, site: Origin): NativeValue => instance(host, device, site, BEHAVIOUR);
