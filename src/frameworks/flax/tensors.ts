/** Arrays that Flax's modules take and give: those of JAX. A variable of nnx answers to `.value` besides. */

import { jaxTensors } from '../jax/methods.ts';
import type { TensorBehaviour } from '../parts.ts';

/** `nnx.Param` wraps an array that stands for itself: https://flax.readthedocs.io/en/latest/api_reference/flax.nnx/variables.html */
const UNWRAPPED: ReadonlySet<string> = new Set(['value', 'raw_value']);

export const flaxTensors: TensorBehaviour = {
  ...jaxTensors,
  attribute: (host, self, name, site) =>
    UNWRAPPED.has(name) ? self : jaxTensors.attribute(host, self, name, site),
  setIndex: (call, value) => {
    const array = call.args[0]?.value;
    const isVariable = array?.kind === 'tensor' && array.source.role === 'weight';
    // `layer.kernel[...] = array` sets the variable, whose shape it keeps.
    if (!isVariable) jaxTensors.setIndex?.(call, value);
  },
};
