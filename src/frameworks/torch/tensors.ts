/** What can be done to PyTorch's tensors. */
import { arrayBehaviour } from '../array/behaviour.ts';
import { shapeOf, type TensorBehaviour } from '../parts.ts';
import { TORCH } from './flavour.ts';
import { refuseAugmented } from './in-place.ts';
import { tensorLacks } from './lacks.ts';
import { METHODS } from './methods.ts';

const refusesAugmented: TensorBehaviour['refusesAugmented'] = ({ host, site, args: [self, other] }, op) => {
  if (self?.value.kind !== 'tensor' || !other) return false;
  const { value, at } = self;
  const operand = { role: 'left', shape: shapeOf(value), tensor: value, at };
  const scene = { host, framework: 'torch', operation: `${op}=`, site } as const;
  return refuseAugmented(scene, op, operand, other.value) !== undefined;
};

export const torchTensors: TensorBehaviour = {
  ...arrayBehaviour({
    flavour: TORCH,
    methods: METHODS,
    lacks: tensorLacks,
    // The same elements without their history: what is noted of the tensor's graph does not hold for it.
    attribute: (_host, self, name) => (name === 'data' ? { ...self } : undefined),
  }),
  refusesAugmented,
};
