/** Arrays that Flax's modules take and give: those of JAX. A variable of nnx answers to `.value` besides. */

import { jaxTensors } from '../jax/methods.ts';
import { nativeFunction, type TensorBehaviour, type TensorValue, type Value } from '../parts.ts';

/** `nnx.Param` wraps an array that stands for itself: https://flax.readthedocs.io/en/latest/api_reference/flax.nnx/variables.html */
const UNWRAPPED: ReadonlySet<string> = new Set(['value', 'raw_value']);

/** `get_value()`, also `get_value(index=...)` of a part. */
const getter = (self: TensorValue): Value =>
  nativeFunction('get_value', ({ host, site, args, open }) =>
    args.length > 0 || open ? host.unknown('a part of a variable', site) : self,
  );

export const flaxTensors: TensorBehaviour = {
  ...jaxTensors,
  attribute: (host, self, name, site) =>
    UNWRAPPED.has(name)
      ? self
      : name === 'get_value'
        ? getter(self)
        : jaxTensors.attribute(host, self, name, site),
  setIndex: (call, value) => {
    const array = call.args[0]?.value;
    const isVariable = array?.kind === 'tensor' && array.source.role === 'weight';
    // `layer.kernel[...] = array` sets the variable, whose shape it keeps.
    if (!isVariable) jaxTensors.setIndex?.(call, value);
  },
};
