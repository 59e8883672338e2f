/** What can be done to PyTorch's tensors. */

import { arrayBehaviour } from '../array/behaviour.ts';
import { doubtPrecisions } from '../array/precision.ts';
import { replaceWeight } from '../modules/replaced-weights.ts';
import { doubtTrained, isSurelyTrained } from '../modules/trained.ts';
import { bool, replaceShape, shapeOf, type TensorBehaviour } from '../parts.ts';
import { deviceOf } from './devices.ts';
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
    attribute: (host, self, name, site) => {
      if (name === 'device') return deviceOf(host, site);
      // The same elements without their history: what is noted of the tensor's graph does not hold for it.
      if (name === 'data') return { ...self };
      return name === 'requires_grad' && isSurelyTrained(self) ? bool(true) : undefined;
    },
  }),
  setAttribute: (host, self, name, value) => {
    if (name === 'data') doubtPrecisions(host);
    if (name === 'data' && self.weight)
      replaceWeight(
        host,
        self.weight.layer,
        self.weight.name,
        value.kind === 'tensor' ? shapeOf(value) : undefined,
      );
    if (name === 'data') replaceShape(host, self, value.kind === 'tensor' ? shapeOf(value) : undefined);
    if (name === 'requires_grad') doubtTrained(host, self);
  },
  escape: doubtTrained,
  refusesAugmented,
};
