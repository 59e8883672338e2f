/** PyTorch. https://docs.pytorch.org/docs/stable/ */

import { opaqueClass } from '../array/opaque.ts';
import { type Framework, moduleOf, NONE, nativeFunction, type Value } from '../parts.ts';
import { DATA } from './data/index.ts';
import { FUNCTIONAL, TORCH_FUNCTIONS } from './functions.ts';
import { lightning, pytorchLightning } from './lightning.ts';
import { nnModule } from './nn.ts';
import { torchTensors } from './tensors.ts';

const OPTIMISERS = ['Adam', 'AdamW', 'SGD', 'RMSprop', 'Adagrad', 'Adadelta', 'NAdam', 'RAdam', 'LBFGS'];
const optim = moduleOf(
  'torch.optim',
  Object.fromEntries(
    OPTIMISERS.map(name => [name, opaqueClass({ qualified: `torch.optim.${name}`, framework: 'torch' })]),
  ),
);

/** `@torch.no_grad()`, `with torch.no_grad():`, `torch.manual_seed(0)`: nothing that shapes depend on. */
const nothing = (name: string): Value => nativeFunction(name, () => NONE);
const decorator = (name: string): Value => nativeFunction(name, ({ args }) => args[0]?.value ?? NONE);

const functional = moduleOf('torch.nn.functional', FUNCTIONAL);

const torchModule = moduleOf('torch', {
  ...TORCH_FUNCTIONS,
  nn: () => nnModule(functional),
  optim,
  utils: moduleOf('torch.utils', { data: moduleOf('torch.utils.data', DATA) }),
  no_grad: nothing('torch.no_grad'),
  enable_grad: nothing('torch.enable_grad'),
  inference_mode: nothing('torch.inference_mode'),
  manual_seed: nothing('torch.manual_seed'),
  compile: decorator('torch.compile'),
  jit: moduleOf('torch.jit', { script: decorator('torch.jit.script') }),
});

export const torch: Framework = {
  name: 'torch',
  modules: {
    torch: () => torchModule,
    lightning: () => lightning,
    pytorch_lightning: () => pytorchLightning,
  },
  tensors: torchTensors,
};
