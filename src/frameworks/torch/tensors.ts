/** What can be done to PyTorch's tensors. */
import { arrayBehaviour } from '../array/behaviour.ts';
import type { TensorBehaviour } from '../parts.ts';
import { TORCH } from './flavour.ts';
import { tensorLacks } from './lacks.ts';
import { METHODS } from './methods.ts';

export const torchTensors: TensorBehaviour = arrayBehaviour({
  flavour: TORCH,
  methods: METHODS,
  lacks: tensorLacks,
});
